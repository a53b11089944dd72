"""Doors of the API. Paths stand in the tables of operations."""

from marketplace.api.views import listings, places, search
from marketplace.api.views.answering import init_api
from marketplace.api.views.blueprint import bp

__all__ = ["bp", "init_api", "listings", "places", "search"]
