"""The blueprint of the room, its limits, and what its pages share."""

from datetime import date
from typing import Final

from flask import Blueprint

from marketplace.matching.labels import KIND_NOTES, KINDS, STATES, STATES_SHORT, said_in
from marketplace.web.dates import bangkok_day
from marketplace.web.limits import Rule
from marketplace.web.ports import current_ports

bp = Blueprint("matching", __name__)

POST_NEED: Final = Rule("post_need", "5 per day", "40 per day", "2000 per day", "rate.needs")
"""A need is said once; a whole office posts from one address."""
OPEN_CONTACT: Final = Rule("open_contact", "30 per hour", "120 per hour", "5000 per hour")
"""More than anybody answers in an hour, fewer than a collector of numbers wants."""

LABELS: Final = {
    "kinds": KINDS,
    "kind_notes": KIND_NOTES,
    "states_of": STATES,
    "states_short": STATES_SHORT,
    "said_in": said_in,
}
"""Words that the templates of the room are handed."""


def today() -> date:
    """Return the day it is in Bangkok."""
    return bangkok_day(current_ports().clock.now())
