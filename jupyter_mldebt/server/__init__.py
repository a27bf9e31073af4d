"""The part in the Jupyter server: thin authenticated routes. Analysis and export happen in processes of their own."""
