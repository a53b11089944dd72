"""Measurements: each module has a `run()` that prints its table. `make bench` runs them all."""
