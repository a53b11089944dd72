"""How many things wait for a person at the places of their workspace: the badges of its menus.

Rooms that have work say which rows wait for whom; ``app.py`` puts them together, so that the pages
of every room can show them. They are counted once for a request, and only on pages of the workspace.
"""

from collections.abc import Callable, Mapping
from typing import Final

from flask import Flask, current_app, g
from sqlalchemy import CompoundSelect, Select, func, select

from marketplace.actors import Actor
from marketplace.db import reader
from marketplace.web.identity import current_actor

RowsFor = Callable[[Actor], Select[int] | CompoundSelect[int] | None]
"""Who asks -> the rows that wait for them; None when such work is not theirs."""

_EXTENSION: Final = "talat_waiting"
MOST_COUNTED: Final = 99
"""A badge needs no larger number, and the count stays cheap however long a queue grows."""


def init_waiting(app: Flask, rows: Mapping[str, RowsFor]) -> None:
    """Give templates ``things_waiting()``.

    Args:
        app: whose menus.
        rows: key of a place in the menus -> what waits there.
    """
    app.extensions[_EXTENSION] = dict(rows)
    app.jinja_env.globals["things_waiting"] = things_waiting


def things_waiting() -> Mapping[str, int]:
    """Return place -> how many things wait there for who asks; empty for visitors."""
    actor = current_actor()
    if actor is None:
        return {}
    found: dict[str, int] | None = g.get("things_waiting")
    if found is None:
        places: Mapping[str, RowsFor] = current_app.extensions[_EXTENSION]
        statements = {place: rows_for(actor) for place, rows_for in places.items()}
        found = {place: _count(rows) for place, rows in statements.items() if rows is not None}
        g.things_waiting = found
    return found


def _count(rows: Select[int] | CompoundSelect[int]) -> int:
    some = rows.limit(MOST_COUNTED).subquery()
    return reader().scalar(select(func.count()).select_from(some)) or 0
