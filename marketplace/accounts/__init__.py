"""People, their devices and rights, the organisations they work in, and who joins whom."""
