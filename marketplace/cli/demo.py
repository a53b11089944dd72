"""Commands for the demo data of Sukhothai.

The demo is imported only where it is used: no server needs its drawings in memory.
"""
# ruff: noqa: PLC0415 - see above

from collections.abc import Iterator

import click
from flask.cli import AppGroup

from marketplace.cli import index
from marketplace.cli.guard import opened_engine, refuse_misfit
from marketplace.cli.progress import counted
from marketplace.db import database
from marketplace.web.ports import current_ports
from marketplace.web.settings import current_settings
from models import migrations

group = AppGroup("demo", help="Demo data; never for production.")


@group.command("load")
def load() -> None:
    """Load the demo into an empty database."""
    _refuse_production()
    refuse_misfit()
    load_with_bar()


@group.command("reset")
@click.option("--yes", is_flag=True, help="do not ask")
def reset(*, yes: bool) -> None:
    """Throw all data of this instance away and load the demo again."""
    from marketplace import demo

    _refuse_production()
    if not yes:
        click.confirm("Throw all data away?", abort=True)
    migrations.upgrade(database().engine)
    demo.reset(database())
    load_with_bar()
    index.rebuild(opened_engine())


def load_with_bar() -> None:
    """Load the demo data with a progress bar."""
    from marketplace import demo

    ports = current_ports()
    with counted("demo") as done:
        demo.load(database(), ports, ports.clock.now(), done)


def login_lines() -> Iterator[str]:
    """Yield the people one can sign in as, a line each; nothing without demo data."""
    from marketplace import demo

    if not demo.is_loaded(database()):
        return
    yield f"Demo logins, all with the password {demo.PASSWORD}:"
    for login in demo.LOGINS:
        yield f"  {login.email:32} {login.can_en}"


def _refuse_production() -> None:
    if current_settings().is_production:
        raise click.ClickException("demo data never goes into production")
