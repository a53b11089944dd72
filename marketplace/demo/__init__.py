"""Demo data of Sukhothai: places, groups, listings in every state, people to sign in as.

Nothing in it is an offer, and no group, person or number in it is real. Never for production.
"""

from marketplace.demo.load import DemoLogin, Progress, is_loaded, load, reset
from marketplace.demo.people import LOGINS, PASSWORD
from marketplace.demo.synthetic import synthetic

__all__ = [
    "LOGINS",
    "PASSWORD",
    "DemoLogin",
    "Progress",
    "is_loaded",
    "load",
    "reset",
    "synthetic",
]
