"""Flask glue shared by all rooms: who asks, in which language, under which limits and headers."""
