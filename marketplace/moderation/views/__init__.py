"""Doors of the moderation room: the queue and reviews, suspensions, applications."""

from marketplace.moderation.views import applications, reviews, suspensions
from marketplace.moderation.views.blueprint import bp

# Importing a module hangs its views on the blueprint; naming it here says that this is meant.
__all__ = ["applications", "bp", "reviews", "suspensions"]
