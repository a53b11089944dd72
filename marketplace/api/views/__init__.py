"""Doors of the API. Paths stand in the tables of operations."""

from marketplace.api.views import description, listings, octo, places, search
from marketplace.api.views.answering import init_api
from marketplace.api.views.blueprint import bp

__all__ = ["bp", "description", "init_api", "listings", "octo", "places", "search"]
