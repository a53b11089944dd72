"""Places: the villages that make and host, and the nine districts."""
