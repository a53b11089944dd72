"""Keeping searches and changing what is kept."""
