"""A minimal shop as Oscar's documentation builds it. Runs in Oscar's environment, not in ours."""
