"""Makes databases on PostgreSQL cheaper to open anew, of which the suite opens one for every test.

For each connection the server starts a process and reads its catalogues: more work than most tests
give it. A connection that is closed is kept for the next one with the same address and options, as a
pooler in front of the server would keep it.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from typing import Any

import psycopg
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.engine import Dialect

_KEPT_EACH = 6
_kept: dict[object, list[psycopg.Connection[Any]]] = defaultdict(list)
_key_of: dict[int, object] = {}
_lock = threading.Lock()


def install() -> None:
    """Keep what SQLAlchemy closes; more than once does no harm."""
    # Below the events of an engine, with which tests play a server that refuses.
    setattr(PGDialect_psycopg, "connect", _connect)  # noqa: B010 - mypy refuses the plain assignment
    setattr(PGDialect_psycopg, "do_close", _close)  # noqa: B010 - as above


def forget() -> None:
    """Close all that is kept."""
    with _lock:
        for connections in _kept.values():
            while connections:
                connections.pop().close()


def _connect(_dialect: Dialect, *arguments: Any, **options: Any) -> psycopg.Connection[Any]:
    """Give a kept connection, as new, or open one."""
    # Each engine brings adapters of its own for types; the product sets none, so all are alike.
    told = sorted((name, value) for name, value in options.items() if name != "context")
    key = repr((arguments, told))
    connection = _reborn(key)
    if connection is None:
        connection = psycopg.connect(*arguments, **options)
    with _lock:
        _key_of[id(connection)] = key
    return connection


def _reborn(key: object) -> psycopg.Connection[Any] | None:
    while True:
        with _lock:
            if not _kept[key]:
                return None
            connection = _kept[key].pop()
        try:
            connection.autocommit = True
            # Settings, prepared statements, locks, temporary tables: as if just connected.
            connection.execute("DISCARD ALL")
            connection.autocommit = False
        except psycopg.Error:
            connection.close()  # its server has gone, or somebody ended it
        else:
            return connection


def _close(_dialect: Dialect, connection: psycopg.Connection[Any]) -> None:
    with _lock:
        key = _key_of.pop(id(connection), None)
    if key is None or connection.closed or connection.broken:
        connection.close()
        return
    connection.rollback()
    with _lock:
        if len(_kept[key]) < _KEPT_EACH:
            _kept[key].append(connection)
            return
    connection.close()
