"""Companies and contacts out of files: read, matched with columns, checked, written, taken back."""
