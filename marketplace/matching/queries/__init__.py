"""Everything that reads requests."""
