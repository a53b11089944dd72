"""Shapes of what sellers type. Nothing here knows the database."""
