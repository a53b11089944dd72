"""Doors of the matching room: one's own requests, the sellers' open calls, the officers' list."""

from marketplace.matching.views import calls, office, own
from marketplace.matching.views.blueprint import bp

__all__ = ["bp", "calls", "office", "own"]
