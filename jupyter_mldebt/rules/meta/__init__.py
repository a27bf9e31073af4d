"""About nbcheck itself: its own comments and settings."""
