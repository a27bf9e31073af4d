"""nbcheck as a real process."""
