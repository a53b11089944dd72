"""Commands for the schema and for the settings."""

import click
from alembic.util import CommandError
from flask.cli import AppGroup, with_appcontext

from config import Mode, Settings, production_faults
from marketplace.cli import copies
from marketplace.cli.guard import data_fault
from marketplace.db import database
from marketplace.search.engine import engine_fault
from marketplace.web.settings import current_settings
from models import migrations

group = AppGroup("db", help="The schema of the database.")


@group.command("upgrade")
@click.option("--to", "revision", default="head", show_default=True, help="revision to reach")
def upgrade(revision: str) -> None:
    """Bring the schema up to date. On SQLite a copy of the data is made first."""
    before = migrations.current(database().reads)
    if before is not None and before != migrations.head():
        _keep("before-upgrade")
    try:
        migrations.upgrade(database().engine, revision)
    except CommandError as error:
        raise click.ClickException(str(error)) from error
    _tell(before)


@group.command("downgrade")
@click.argument("revision")
@click.option("--yes", is_flag=True, help="do not ask")
def downgrade(revision: str, *, yes: bool) -> None:
    """Take the schema back to REVISION, or by steps ("-1"); "base" empties the database.

    On SQLite a copy of the data is made first.
    """
    before = migrations.current(database().reads)
    if before is None:
        raise click.ClickException("the database is empty")
    if not yes:
        click.confirm("Columns and tables newer than that are lost. Go on?", abort=True)
    _keep("before-downgrade")
    try:
        migrations.downgrade(database().engine, revision)
    except CommandError as error:
        raise click.ClickException(str(error)) from error
    _tell(before)


def _keep(kind: str) -> None:
    if database().is_sqlite:
        path = copies.new_name(kind)
        copies.write(path)
        click.echo(f"copy of the data: {path}")


def _tell(before: str | None) -> None:
    now = migrations.current(database().reads)
    click.echo(f"schema: {before or 'empty'} -> {now or 'empty'}")


@group.command("check")
def check() -> None:
    """Fail when the schema is not the one this code needs."""
    fault = migrations.misfit(database().reads)
    if fault is not None:
        raise click.ClickException(fault)
    found = migrations.differences(database().reads)
    for difference in found:
        click.echo(str(difference), err=True)
    if found:
        raise click.ClickException("tables and models differ")
    click.echo(f"schema {migrations.head()} is complete")


@click.command("check-config")
@click.option("--production", is_flag=True, help="also check as production would")
@with_appcontext
def check_config(*, production: bool) -> None:
    """Check the settings, and for production the data; every fault at once, never a value."""
    settings: Settings = current_settings()
    faults = production_faults(settings) if production else []
    if production or settings.is_production:
        faults += [fault for fault in (data_fault(), engine_fault(settings)) if fault]
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        raise click.ClickException(f"{len(faults)} things need a change")
    click.echo(f"settings are fine for {Mode.PRODUCTION if production else settings.mode}")
