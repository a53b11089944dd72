"""What changes listings. One module per use case; each takes (session, actor, ..., now)."""
