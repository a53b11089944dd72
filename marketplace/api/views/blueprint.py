"""The room's blueprint, apart from the views that hang themselves on it."""

from flask import Blueprint

bp = Blueprint("api", __name__)
