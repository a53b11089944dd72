"""The whole database as values: to prove that nothing changed, or just this, and to go back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Self, cast

from sqlalchemy import Connection, Table, delete, insert, select

from models import Base
from models.journal import SQLITE_GUARDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from types import TracebackType

    from marketplace.db import Database

Snapshot = dict[str, dict[tuple[Any, ...], dict[str, Any]]]
"""Table -> primary key -> column -> value."""

_TRIGGERS: Final = tuple(statement.split()[2] for statement in SQLITE_GUARDS)

_WRITES: Final = {
    True: "PRAGMA data_version",
    False: "SELECT pg_snapshot_xmax(pg_current_snapshot())::text",
}
"""What SQLite (True) and PostgreSQL answer otherwise as soon as anybody else has written."""

_TABLES: Final = tuple(table.name for table in Base.metadata.sorted_tables)
_DIGESTS: Final = " UNION ALL ".join(
    f"SELECT '{name}', md5(string_agg(t::text, chr(10) ORDER BY t::text)) FROM \"{name}\" t"
    for name in _TABLES
)
"""All tables in one question: to ask PostgreSQL fifty takes it thirty milliseconds."""


class Baseline:
    """How the database was: says what differs since, and puts it back. Close it, or use `with`.

    To read every table is work, so it is done only after somebody wrote, which SQLite and PostgreSQL tell,
    and only for the tables that are not as they were.

    Attributes:
        rows: of the moment it was made.
    """

    def __init__(self, database: Database) -> None:
        """Read every row of every table.

        Args:
            database: others may have open connections, but nobody may be writing.
        """
        self._database = database
        # Below SQLAlchemy, which would open a transaction: that one would see no later writes.
        pooled = database.engine.raw_connection()
        self._asking = cast("Any", pooled.driver_connection)
        pooled.detach()
        if not database.is_sqlite:
            self._asking.autocommit = True
        self._writes = self._told()
        self._looks = self._look()
        self.rows = snapshot(database)
        self._read = (self._writes, self.rows)

    def now(self) -> Snapshot:
        """Return every row as it is; the very `rows` when nobody wrote."""
        told = self._told()
        if told == self._writes:
            return self.rows
        if told != self._read[0]:
            self._read = (told, self.rows | self._differing())
        return self._read[1]

    def changes(self) -> dict[str, list[str]]:
        """Return what differs, as :func:`changes` does."""
        return changes(self.rows, self.now())

    def restore(self) -> None:
        """Put back what was written since."""
        if self._told() != self._writes:
            restore(self._database, self.rows, self.now())
            self._writes = self._told()

    def close(self) -> None:
        """Give back the connection."""
        self._asking.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _told(self) -> object:
        return self._ask(_WRITES[self._database.is_sqlite])

    def _look(self) -> dict[str, object]:
        """Return for each table something that differs as soon as a row does."""
        if self._database.is_sqlite:
            return {name: self._ask(f'SELECT * FROM "{name}"') for name in _TABLES}
        return dict(self._ask(_DIGESTS))

    def _differing(self) -> Snapshot:
        """Read the tables that are not as they were."""
        looks = self._look()
        changed = {name for name in _TABLES if looks[name] != self._looks[name]}
        with self._database.reads.connect() as connection:
            tables = [table for table in Base.metadata.sorted_tables if table.name in changed]
            return {table.name: _rows(connection, table) for table in tables}

    def _ask(self, question: str) -> list[tuple[Any, ...]]:
        cursor = self._asking.cursor()
        cursor.execute(question)
        answer: list[tuple[Any, ...]] = cursor.fetchall()
        return answer


def snapshot(database: Database) -> Snapshot:
    """Read every row of every table."""
    with database.reads.connect() as connection:
        return {table.name: _rows(connection, table) for table in Base.metadata.sorted_tables}


def changes(before: Snapshot, after: Snapshot) -> dict[str, list[str]]:
    """Return what differs: table -> "new", "gone" or the names of changed columns, sorted.

    Tables without a difference are left out.
    """
    found: dict[str, set[str]] = {}
    for table, rows in after.items():
        former = before[table]
        if rows == former:
            continue
        for key in rows.keys() | former.keys():
            found.setdefault(table, set()).update(_difference(former.get(key), rows.get(key)))
    return {table: sorted(words) for table, words in sorted(found.items())}


def restore(database: Database, wanted: Snapshot, present: Snapshot) -> None:
    """Put every row back as it was, the append-only ones too.

    Args:
        database: where.
        wanted: how it shall be.
        present: how it is.
    """
    with database.engine.connect() as connection:
        if database.is_sqlite:
            # Foreign keys cannot be switched off inside a transaction; they can wait for its end.
            connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
            for trigger in _TRIGGERS:
                connection.exec_driver_sql(f"DROP TRIGGER {trigger}")
        else:
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        emptied: set[str] = set()
        for table in Base.metadata.sorted_tables:
            rows = wanted[table.name]
            # What hangs on an emptied table may have gone with it.
            hangs = any(key.column.table.name in emptied for key in table.foreign_keys)
            if (_rows(connection, table) if hangs else present[table.name]) != rows:
                emptied.add(table.name)
                connection.execute(delete(table))
                if rows:
                    connection.execute(insert(table), list(rows.values()))
        if database.is_sqlite:
            for statement in SQLITE_GUARDS:
                connection.exec_driver_sql(statement)
        connection.commit()


def _rows(connection: Connection, table: Table) -> dict[tuple[Any, ...], dict[str, Any]]:
    keys = [column.name for column in table.primary_key]
    rows = connection.execute(select(table)).mappings()
    return {tuple(row[key] for key in keys): dict(row) for row in rows}


def _difference(
    former: Mapping[str, Any] | None, present: Mapping[str, Any] | None
) -> Iterable[str]:
    if former is None:
        return ["new"]
    if present is None:
        return ["gone"]
    return [name for name, value in present.items() if value != former[name]]
