"""What the pages of the room read, and what a word would change."""
