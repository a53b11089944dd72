"""Commands for the schema, for copies of the data, and for the settings."""

import os
import shutil
import sqlite3
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import click
from flask.cli import AppGroup, with_appcontext

from config import Mode, Settings, production_faults
from marketplace.db import database
from marketplace.web.settings import current_settings
from models import migrations

group = AppGroup("db", help="The schema of the database.")


@group.command("upgrade")
@click.option("--to", "revision", default="head", show_default=True, help="revision to reach")
def upgrade(revision: str) -> None:
    """Bring the schema up to date. On SQLite a copy of the data is made first."""
    engine = database().engine
    before = migrations.current(engine)
    if before is not None and before != migrations.head() and database().is_sqlite:
        click.echo(f"copy of the data: {_copy_sqlite(_new_name('before-upgrade'))}")
    migrations.upgrade(engine, revision)
    click.echo(f"schema: {before or 'empty'} -> {migrations.current(engine)}")


@group.command("downgrade")
@click.argument("revision")
def downgrade(revision: str) -> None:
    """Take the schema back to REVISION ("base" empties it)."""
    migrations.downgrade(database().engine, revision)
    click.echo(f"schema: {migrations.current(database().engine) or 'empty'}")


@group.command("check")
def check() -> None:
    """Fail when the schema is not the one this code needs."""
    engine = database().engine
    current, head = migrations.current(engine), migrations.head()
    if current != head:
        raise click.ClickException(f"schema is {current or 'empty'}, this code needs {head}")
    found = migrations.differences(engine)
    for difference in found:
        click.echo(str(difference), err=True)
    if found:
        raise click.ClickException("tables and models differ")
    click.echo(f"schema {head} is complete")


@click.command("backup")
@click.argument("target", type=click.Path(path_type=Path), required=False)
@with_appcontext
def backup(target: Path | None) -> None:
    """Write a consistent copy of the database to TARGET while the product runs.

    Files (photos) are named by content and never change: copy that folder with any tool. The
    search index is not copied; `reindex` makes it anew.
    """
    path = target or _new_name("backup")
    if database().is_sqlite:
        _copy_sqlite(path)
        _check_sqlite(path)
    else:
        _run_postgres("pg_dump", "--format=custom", f"--file={path}")
    click.echo(str(path))


@click.command("restore")
@click.argument("source", type=click.Path(exists=True, path_type=Path))
@click.option("--yes", is_flag=True, help="do not ask")
@with_appcontext
def restore(source: Path, *, yes: bool) -> None:
    """Put the copy SOURCE in place of the present data. Stop web and worker first.

    The present SQLite data is kept beside it. Afterwards run `db upgrade` and `reindex`.
    """
    if not yes:
        click.confirm("Replace the present data?", abort=True)
    if not database().is_sqlite:
        _run_postgres("pg_restore", "--clean", "--if-exists", "--no-owner", str(source))
        return
    _check_sqlite(source)
    place = Path(database().url.database or "")
    if place.exists():
        kept = _new_name("before-restore")
        _copy_sqlite(kept)
        click.echo(f"present data kept in {kept}")
    database().dispose()
    for suffix in ("-wal", "-shm"):
        Path(f"{place}{suffix}").unlink(missing_ok=True)
    beside = place.with_suffix(".restoring")
    shutil.copyfile(source, beside)
    beside.replace(place)
    click.echo(f"restored; now run: db upgrade, reindex, journal verify (was {source})")


@click.command("check-config")
@click.option("--production", is_flag=True, help="also check as production would")
@with_appcontext
def check_config(*, production: bool) -> None:
    """Check the settings; every fault is named at once, never a value."""
    settings: Settings = current_settings()
    faults = production_faults(settings) if production else []
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        raise click.ClickException(f"{len(faults)} settings need a change")
    click.echo(f"settings are fine for {Mode.PRODUCTION if production else settings.mode}")


def _new_name(kind: str) -> Path:
    folder = current_settings().instance / "backups"
    folder.mkdir(parents=True, exist_ok=True)
    ending = "sqlite3" if database().is_sqlite else "dump"
    return folder / f"{kind}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.{ending}"


def _copy_sqlite(target: Path) -> Path:
    """Copy through SQLite itself: copying the file would silently miss rows still in the log."""
    source = sqlite3.connect(database().url.database or "")
    copy = sqlite3.connect(target)
    try:
        source.backup(copy)
    finally:
        copy.close()
        source.close()
    return target


def _check_sqlite(path: Path) -> None:
    copy = sqlite3.connect(path)
    try:
        sound = copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        orphans = copy.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.DatabaseError as error:
        raise click.ClickException(f"{path} is no database: {error}") from error
    finally:
        copy.close()
    if not sound or orphans:
        raise click.ClickException(f"{path} is damaged")


def _run_postgres(program: str, *arguments: str) -> None:
    url = database().url
    # The password goes through the environment: arguments are seen by every user of the machine.
    environment = {**os.environ, "PGPASSWORD": url.password or ""}
    address = url.set(drivername="postgresql", password=None).render_as_string()
    subprocess.run([program, f"--dbname={address}", *arguments], env=environment, check=True)  # noqa: S603 - our own arguments
