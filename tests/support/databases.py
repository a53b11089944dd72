"""Fresh databases for single tests, quick enough that every test may commit for real.

SQLite: a migrated file is made once in each process and copied for each test. PostgreSQL: one
database for each process is emptied before the next test that uses it.
"""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import psycopg

from marketplace.db import Database
from models import Base, migrations
from tests.support.postgres_server import run_statements

_LOCK_TIMEOUT = "SET lock_timeout = '10s'"
# Triggers (the append-only journal) and foreign keys rest while the tables are emptied.
_QUIET = "SET session_replication_role = replica"
_SEEDS = "seeds"
_REVISION = "alembic_version"


class FreshDatabases(Protocol):
    """Hands out databases that hold the schema and its seed rows, and nothing else."""

    def next_url(self, folder: Path) -> str:
        """Return the address of a fresh database.

        Args:
            folder: the test's own folder, for engines that live in files.
        """
        ...


class SqliteDatabases:
    """A template file, copied for each test."""

    def __init__(self, folder: Path) -> None:
        """Make the template in `folder`."""
        self._template = folder / "template.sqlite3"
        database = Database(f"sqlite:///{self._template}")
        with _tables_of(database):
            pass
        # A checkpoint left nothing in the write-ahead log, so the one file is the whole database.
        for leftover in folder.glob("template.sqlite3-*"):
            leftover.unlink()

    def next_url(self, folder: Path) -> str:
        """Copy the template; see `FreshDatabases.next_url`."""
        path = folder / "talat.sqlite3"
        shutil.copyfile(self._template, path)
        return f"sqlite:///{path}"


class PostgresDatabases:
    """One database of this process, emptied between tests."""

    def __init__(self, server_url: str, name: str) -> None:
        """Create the database `name`.

        Args:
            server_url: SQLAlchemy address of the maintenance database.
            name: of the new database; an older one of this name is dropped.
        """
        run_statements(
            server_url,
            [f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', f'CREATE DATABASE "{name}"'],
        )
        self._url = server_url.rpartition("/")[0] + f"/{name}"
        with _tables_of(Database(self._url)):
            tables = [table.name for table in Base.metadata.sorted_tables]
        run_statements(self._url, [f"CREATE SCHEMA {_SEEDS}"])
        run_statements(
            self._url,
            [f'CREATE TABLE {_SEEDS}."{t}" AS SELECT * FROM public."{t}"' for t in tables],
        )
        run_statements(self._url, [_function(tables)])
        self._reset: psycopg.Connection | None = None
        self._clean = True

    def next_url(self, folder: Path) -> str:
        """Empty the database if a test has used it; see `FreshDatabases.next_url`."""
        del folder
        if not self._clean:
            self._connection().execute(f"SELECT {_SEEDS}.refill()".encode())
        self._clean = False
        return self._url

    def close(self) -> None:
        """Give back what is kept open."""
        if self._reset is not None:
            self._reset.close()

    def _connection(self) -> psycopg.Connection:
        """The one kept for this, because its plans are made; opened again when it was cut."""
        if self._reset is None or self._reset.closed:
            plain = self._url.replace("postgresql+psycopg://", "postgresql://")
            self._reset = psycopg.connect(plain, autocommit=True)
            self._reset.execute(f"{_LOCK_TIMEOUT}; {_QUIET}".encode())
        return self._reset


def _function(tables: Iterable[str]) -> str:
    body = "".join(
        f'IF EXISTS (SELECT 1 FROM public."{t}") THEN DELETE FROM public."{t}"; END IF; '
        f'INSERT INTO public."{t}" SELECT * FROM {_SEEDS}."{t}"; '
        for t in tables
    )
    return (
        f"CREATE FUNCTION {_SEEDS}.refill() RETURNS void LANGUAGE plpgsql AS $$ BEGIN {body}END $$"
    )


@contextmanager
def _tables_of(database: Database) -> Iterator[None]:
    try:
        with database.engine.begin() as connection:
            Base.metadata.create_all(connection)
            # Readiness asks for it. The migrations themselves have tests of their own.
            connection.exec_driver_sql(
                f"CREATE TABLE {_REVISION} (version_num VARCHAR(32) NOT NULL)"
            )
            connection.exec_driver_sql(f"INSERT INTO {_REVISION} VALUES ('{migrations.head()}')")
        yield
    finally:
        database.dispose()
