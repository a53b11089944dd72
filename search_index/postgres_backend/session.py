"""Connections to the server: few, kept, never shared with a forked process.

What goes wrong leaves this module as :class:`IndexUnavailable`, so that callers answer from the
database of the house instead.
"""

from __future__ import annotations

import os
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import psycopg
from psycopg import IsolationLevel

from search_index.contract import IndexUnavailable, SearchError

if TYPE_CHECKING:
    from collections.abc import Iterator

Connection = psycopg.Connection[tuple[Any, ...]]
Cursor = psycopg.Cursor[tuple[Any, ...]]

CONNECT_SECONDS: Final = 3
QUIET_SECONDS: Final = 2.0
"""After a failed attempt to connect, others are not even tried for so long."""
KEPT: Final = 8
_READING: Final = "-c enable_seqscan=off -c jit=off -c statement_timeout=5000"
_CTYPE: Final = """
    SELECT datctype FROM pg_database WHERE datname = current_database() AND datlocprovider = 'c'
"""


class UnsuitableServer(SearchError):
    """The database was made in a way that Thai cannot be searched in."""


def plain_url(url: str) -> str:
    """The address as libpq takes it: without SQLAlchemy's name of the driver."""
    scheme, sign, rest = url.partition("://")
    return scheme.partition("+")[0] + sign + rest


def refuse_unsuitable(connection: Connection) -> None:
    """Refuse a database that knows no letters beyond ASCII.

    Raises:
        UnsuitableServer: LC_CTYPE is ``C``.
    """
    row = connection.execute(_CTYPE).fetchone()
    if row is not None and row[0] in {"C", "POSIX"}:
        raise UnsuitableServer(
            "LC_CTYPE of the search database is C; create it with a UTF-8 locale: "
            "CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8' LC_CTYPE 'C.UTF-8' LOCALE 'C.UTF-8'"
        )


@contextmanager
def as_unavailable() -> Iterator[None]:
    """Turn what the driver raises into what the contract promises."""
    try:
        yield
    except UnsuitableServer as error:
        raise IndexUnavailable("unsuitable", str(error)) from error
    except (psycopg.OperationalError, psycopg.InterfaceError) as error:
        raise IndexUnavailable("unreachable", _first_line(error)) from error
    except psycopg.Error as error:
        raise IndexUnavailable("damaged", _first_line(error)) from error


def _first_line(error: psycopg.Error) -> str:
    # Further lines may quote the statement with its values.
    return f"{type(error).__name__}: {str(error).partition(chr(10))[0]}"


class Sessions:
    """Hands out connections.

    Args:
        url: Address of the database.
    """

    def __init__(self, url: str) -> None:
        self._url = plain_url(url)
        self._mutex = threading.Lock()
        self._idle: list[Connection] = []
        self._owner = os.getpid()
        self._left_behind: list[Connection] = []
        self._failed_at = float("-inf")

    def _connect(self, options: str = "") -> Connection:
        if time.monotonic() - self._failed_at < QUIET_SECONDS:
            raise psycopg.OperationalError("the server was not reachable a moment ago")
        try:
            connection = psycopg.connect(
                self._url, connect_timeout=CONNECT_SECONDS, options=options
            )
        except psycopg.OperationalError:
            self._failed_at = time.monotonic()
            raise
        try:
            refuse_unsuitable(connection)
            connection.rollback()
        except BaseException:
            connection.close()
            raise
        return connection

    def _take(self) -> Connection | None:
        with self._mutex:
            if self._owner != os.getpid():
                # Closing them would end the sessions of the process that forked us.
                self._left_behind += self._idle
                self._idle = []
                self._owner = os.getpid()
            return self._idle.pop() if self._idle else None

    @contextmanager
    def reading(self) -> Iterator[Cursor]:
        """One state of the database for as long as it lasts, read only."""
        connection = self._take()
        if connection is None:
            connection = self._connect(_READING)
            connection.isolation_level = IsolationLevel.REPEATABLE_READ
            connection.read_only = True
        try:
            with connection.cursor(binary=True) as cursor:
                yield cursor
            connection.rollback()
        except BaseException:
            connection.close()
            raise
        with self._mutex:
            if len(self._idle) < KEPT and self._owner == os.getpid():
                self._idle.append(connection)
                return
        connection.close()

    @contextmanager
    def writing(self) -> Iterator[Cursor]:
        """One transaction that is committed at the end, or not at all."""
        connection = self._connect("-c jit=off")
        try:
            with connection, connection.cursor() as cursor:
                yield cursor
        finally:
            connection.close()

    def probe(self) -> None:
        """Look at the server once; when it cannot be reached, that shows at the first use.

        Raises:
            UnsuitableServer: It can never be used.
        """
        try:
            self._connect().close()
        except psycopg.Error:
            self._failed_at = float("-inf")

    def close(self) -> None:
        """Close the idle connections."""
        while (connection := self._take()) is not None:
            connection.close()

    def __del__(self) -> None:
        """Close them for a command that ends without saying so."""
        if self._owner == os.getpid():
            self.close()
