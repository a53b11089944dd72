"""Where counts of tries are kept: Redis for several machines, else a small SQLite file.

The file lies beside the database and is shared by all processes of the machine, so two workers
do not grant twice the tries. It is a store of the ``limits`` library.
"""

import secrets
import sqlite3
import threading
import time
from pathlib import Path
from typing import Final

from limits.storage import Storage

_BUSY_S: Final = 1.0
_RETRY_S: Final = 0.01
_SLACK_S: Final = 2 * _BUSY_S
"""Somebody who waited for the file brings the time of before the wait: no clock was set back."""
_SWEEP_ONE_IN: Final = 500

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS tries (
    name TEXT PRIMARY KEY, count INTEGER NOT NULL, ends REAL NOT NULL
) WITHOUT ROWID
"""
# A window that ends later than one that began now could has outlived a clock that was set back.
_COUNT: Final = """
INSERT INTO tries (name, count, ends) VALUES (:name, :amount, :now + :window)
ON CONFLICT (name) DO UPDATE SET
    count = CASE WHEN ends <= :now OR ends > :latest THEN :amount ELSE count + :amount END,
    ends = CASE WHEN ends <= :now OR ends > :latest THEN :now + :window ELSE ends END
RETURNING count
"""


class SqliteStore(Storage):
    """Counts in a SQLite file; safe for threads, processes and forks."""

    STORAGE_SCHEME = None

    def __init__(self, path: Path) -> None:
        """Keep the path; each thread opens the file on first use."""
        super().__init__(wrap_exceptions=False)
        self._path = path
        self._local = threading.local()

    @property
    def base_exceptions(self) -> type[Exception] | tuple[type[Exception], ...]:
        """What the file can raise."""
        return sqlite3.Error

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count tries in the present window of ``expiry`` seconds; returns the new count."""
        now = time.time()
        values = {"name": key, "amount": amount, "window": expiry, "now": now}
        values["latest"] = now + expiry + _SLACK_S
        row = self._connection().execute(_COUNT, values).fetchone()
        if secrets.randbelow(_SWEEP_ONE_IN) == 0:
            self._connection().execute("DELETE FROM tries WHERE ends <= ?", (time.time(),))
        return int(row[0])

    def get(self, key: str) -> int:
        """Return the tries counted in the present window."""
        row = self._row(key)
        return 0 if row is None else row[0]

    def get_expiry(self, key: str) -> float:
        """Return when the present window ends, seconds since 1970."""
        row = self._row(key)
        return time.time() if row is None else row[1]

    def check(self) -> bool:
        """Tell whether the file can be read."""
        try:
            self._connection().execute("SELECT 1 FROM tries LIMIT 1").fetchone()
        except sqlite3.Error:
            return False
        return True

    def reset(self) -> int | None:
        """Forget all tries; returns how many names there were."""
        return self._connection().execute("DELETE FROM tries").rowcount

    def clear(self, key: str) -> None:
        """Forget the tries of one name."""
        self._connection().execute("DELETE FROM tries WHERE name = ?", (key,))

    def close(self) -> None:
        """Close this thread's connection."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is not None:
            connection.close()
            self._local.connection = None

    def _row(self, key: str) -> tuple[int, float] | None:
        found: tuple[int, float] | None = (
            self._connection()
            .execute(
                "SELECT count, ends FROM tries WHERE name = ? AND ends > ?", (key, time.time())
            )
            .fetchone()
        )
        return found

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = self._opened()
        return connection

    def _opened(self) -> sqlite3.Connection:
        """Open the file; of several who make it at once SQLite turns all but one away unheard."""
        until = time.monotonic() + _BUSY_S
        while True:
            connection = sqlite3.connect(self._path, timeout=_BUSY_S, isolation_level=None)
            try:
                connection.execute("PRAGMA journal_mode=WAL")
                # Counts may be lost with the power; they are not worth a wait for the disk.
                connection.execute("PRAGMA synchronous=OFF")
                connection.execute(_SCHEMA)
            except sqlite3.OperationalError:
                connection.close()
                if time.monotonic() > until:
                    raise
                time.sleep(_RETRY_S)
            else:
                return connection
