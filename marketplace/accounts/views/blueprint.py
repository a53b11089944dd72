"""The room's blueprint, apart from the views that hang themselves on it."""

from flask import Blueprint

from marketplace.accounts.passwords import warm_up

bp = Blueprint("accounts", __name__)
# The hash for unknown accounts is made before the first of them asks.
bp.record_once(lambda _state: warm_up())
