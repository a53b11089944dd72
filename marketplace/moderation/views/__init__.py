"""Doors of the moderation room: the queue and reviews, suspensions, applications."""

from flask import Blueprint

bp = Blueprint("moderation", __name__)

from marketplace.moderation.views import applications, reviews, suspensions  # noqa: E402

__all__ = ["applications", "bp", "reviews", "suspensions"]
