"""Doors of the API. Paths stand in the tables of operations."""

from marketplace.api.views import description, developers, listings, octo, places, search
from marketplace.api.views.answering import init_api
from marketplace.api.views.blueprint import bp

__all__ = ["bp", "description", "developers", "init_api", "listings", "octo", "places", "search"]
