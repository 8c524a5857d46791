"""What `./run` does. Nothing in the application imports from here."""
