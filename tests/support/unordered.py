"""Lets SQLite give rows the other way round wherever a query asks for no order.

PostgreSQL gives such rows in any order, most days in the one they were written in. What leans on that
fails once in a hundred runs; turned round, it fails in every one.
"""

from typing import Any

from sqlalchemy import Engine, event


def install() -> None:
    """Turn round every later connection to SQLite; more than once does no harm."""
    if not event.contains(Engine, "connect", _turn_round):
        event.listen(Engine, "connect", _turn_round)


def _turn_round(connection: Any, _record: object) -> None:
    if type(connection).__module__ == "sqlite3":
        connection.execute("PRAGMA reverse_unordered_selects=ON")
