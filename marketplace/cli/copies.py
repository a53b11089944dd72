"""Consistent copies of the database on either engine: write one, check one, put one back."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Final

import click
from sqlalchemy import text

from marketplace.cli.progress import counted
from marketplace.db import database
from marketplace.web.settings import current_settings
from search_index.postgres_backend.schema import DEFAULT_SCHEMA

_PAGES: Final = 1024  # 4 MB between two steps of the progress bar
_LOOK_EVERY_S: Final = 0.2
_PG_DUMP_MARK: Final = b"PGDMP"
_EMPTY_POSTGRES: Final = """
DO $$ DECLARE found record; BEGIN
  FOR found IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema() LOOP
    EXECUTE format('DROP TABLE %I CASCADE', found.tablename);
  END LOOP;
  FOR found IN SELECT oid::regprocedure AS name FROM pg_proc
      WHERE pronamespace = current_schema()::regnamespace LOOP
    EXECUTE 'DROP FUNCTION ' || found.name || ' CASCADE';
  END LOOP;
END $$
"""


def new_name(kind: str) -> Path:
    """Return a file name in the instance's ``backups/`` that nobody has taken."""
    folder = current_settings().instance / "backups"
    folder.mkdir(parents=True, exist_ok=True)
    ending = "sqlite3" if database().is_sqlite else "dump"
    return folder / f"{kind}-{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}.{ending}"


def write(target: Path) -> None:
    """Copy the database while the product runs, and check the copy.

    The file appears under its name only when it is whole.

    Raises:
        click.ClickException: it exists already, cannot be written, or is damaged.
    """
    if target.exists():
        raise click.ClickException(f"{target} exists already")
    part = target.with_name(f"{target.name}.part")
    try:
        part.unlink(missing_ok=True)
        if database().is_sqlite:
            _copy_sqlite(Path(database().url.database or ""), part)
        else:
            _dump(part)
        check(part)
        with part.open("rb") as handle:
            os.fsync(handle.fileno())
        part.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise click.ClickException(f"{target} cannot be written: {error}") from error
    finally:
        part.unlink(missing_ok=True)


def check(path: Path) -> None:
    """Check that a copy is whole and fits the engine.

    Raises:
        click.ClickException: it is not.
    """
    if not database().is_sqlite:
        with path.open("rb") as handle:
            if handle.read(len(_PG_DUMP_MARK)) != _PG_DUMP_MARK:
                raise click.ClickException(f"{path} is no copy of a PostgreSQL database")
        _run("pg_restore", "--list", str(path))
        return
    try:
        with closing(_open_sqlite(path)) as copy:
            sound = copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            orphans = copy.execute("PRAGMA foreign_key_check").fetchall()
            # An empty file is a sound database; ours knows its schema.
            copy.execute("SELECT version_num FROM alembic_version")
    except sqlite3.DatabaseError as error:
        raise click.ClickException(f"{path} is no sound SQLite database: {error}") from error
    if not sound or orphans:
        raise click.ClickException(f"{path} is damaged")


def put_back(source: Path) -> None:
    """Replace the present data by a checked copy.

    SQLite's own copying is used in this direction too, so that a process that still has the file
    open sees either all of the old or all of the new. A file that is no database any more is
    moved aside.

    Raises:
        click.ClickException: the database refused the copy.
    """
    if not database().is_sqlite:
        with database().engine.begin() as connection:
            connection.execute(text(_EMPTY_POSTGRES))
        database().dispose()
        _load(source)
        return
    place = Path(database().url.database or "")
    database().dispose()
    try:
        _copy_sqlite(source, place)
    except sqlite3.DatabaseError:
        _move_aside(place)
        _copy_sqlite(source, place)


def _move_aside(place: Path) -> None:
    folder = new_name("damaged")
    folder.mkdir()
    for file in place.parent.glob(f"{place.name}*"):
        shutil.move(file, folder / file.name)
    click.echo(f"the damaged file was moved to {folder}")


def _copy_sqlite(source: Path, target: Path) -> None:
    """Copy through SQLite itself: copying the file would silently miss rows still in the log."""
    # A reading transaction held open: writers in between would make the copy begin again.
    with (
        closing(_open_sqlite(source)) as old,
        closing(sqlite3.connect(target, timeout=30)) as new,
        counted("copy") as done,
    ):
        old.execute("BEGIN")
        old.execute("SELECT count(*) FROM sqlite_master").fetchone()
        old.backup(
            new,
            pages=_PAGES,
            progress=lambda _status, left, total: done(total - left, total),
            sleep=0.01,
        )


def _open_sqlite(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=30)
    connection.isolation_level = None
    return connection


def _dump(part: Path) -> None:
    """Let pg_dump write a copy; the bar grows with the file, which ends smaller than the tables."""
    with database().reading() as session:
        size = session.scalar(text("SELECT pg_database_size(current_database())")) or 1
    with counted("copy", size) as done:
        _run_postgres(
            "pg_dump",
            "--format=custom",
            # Rebuilt rather than copied, like the folder of the embedded engine.
            f"--exclude-schema={DEFAULT_SCHEMA}",
            f"--file={part}",
            watch=_Watch(lambda: done(part.stat().st_size if part.exists() else 0)),
        )


def _load(source: Path) -> None:
    """Let pg_restore read a copy from us, so that we see how far it is."""
    with source.open("rb") as handle, counted("restore", source.stat().st_size) as done:
        _run_postgres(
            "pg_restore",
            "--single-transaction",
            "--exit-on-error",
            "--no-owner",
            # The program reads from the file we opened, and so moves our place in it.
            watch=_Watch(lambda: done(os.lseek(handle.fileno(), 0, os.SEEK_CUR)), handle),
        )


@dataclass(frozen=True, slots=True)
class _Watch:
    """How a program of PostgreSQL is fed and watched.

    Attributes:
        look: called several times a second while it runs.
        stdin: what it reads; None gives it nothing.
    """

    look: Callable[[], None]
    stdin: BinaryIO | None = None


def _run_postgres(program: str, *arguments: str, watch: _Watch) -> None:
    url = database().url
    # The password goes through the environment: arguments are seen by every user of the machine.
    secret = {} if url.password is None else {"PGPASSWORD": str(url.password)}
    address = url._replace(drivername="postgresql", password=None).render_as_string()
    _run(program, f"--dbname={address}", *arguments, secret=secret, watch=watch)


def _run(
    program: str, *arguments: str, secret: dict[str, str] | None = None, watch: _Watch | None = None
) -> None:
    watch = watch or _Watch(lambda: None)
    try:
        process = subprocess.Popen(  # noqa: S603 - our own arguments
            [program, *arguments],
            env={**os.environ, **(secret or {})},
            stdin=watch.stdin or subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
    except FileNotFoundError as error:
        raise click.ClickException(f"{program} is not installed") from error
    with process:
        said = _words_of(process, watch.look)
    if process.returncode != 0:
        raise click.ClickException(f"{program} failed: {said.strip()[-500:]}")


def _words_of(process: subprocess.Popen[str], look: Callable[[], None]) -> str:
    """Wait for the end of a program and return what it complained of."""
    while True:
        try:
            return process.communicate(timeout=_LOOK_EVERY_S)[1]
        except subprocess.TimeoutExpired:
            look()
