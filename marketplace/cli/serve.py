"""The command behind ``make run``: prepare what is missing, then web and worker together."""

import click
from flask.cli import with_appcontext
from sqlalchemy import Engine, select

from marketplace.cli import demo, index
from marketplace.cli.guard import opened_engine, refuse_demo_accounts
from marketplace.db import database
from marketplace.household import Prepared, fingerprint, note_prepared, open_prepared, port_fault
from marketplace.web.settings import current_settings
from models import migrations
from models.accounts import User
from search_index.contract import IndexUnavailable


@click.command("serve")
@click.option("--demo/--no-demo", "with_demo", default=None, help="load demo data when empty")
@with_appcontext
def serve(*, with_demo: bool | None) -> None:
    """Serve the product on this machine: migrate, load, index, then web and worker.

    Ends, with all it started, on Ctrl-C, on SIGTERM, or when one of the two dies.
    """
    settings = current_settings()
    wants_demo = not settings.is_production if with_demo is None else with_demo
    if settings.is_production and wants_demo:
        raise click.ClickException("demo data never goes into production")
    taken = port_fault(settings)
    if taken is not None:
        raise click.ClickException(taken)
    prepare(wants_demo=wants_demo)
    greeting = tuple(demo.login_lines())
    database().dispose()
    note_prepared(settings, Prepared(fingerprint(), migrations.head(), wants_demo, greeting))
    open_prepared(settings)


def prepare(*, wants_demo: bool) -> None:
    """Bring schema, data and index to the point where people can be served."""
    _fit_schema(database().engine)
    refuse_demo_accounts()
    if wants_demo and _is_empty():
        demo.load_with_bar()
    backend = opened_engine()
    try:
        index.hand_over_words(backend)
        if not backend.health().ok:
            index.rebuild(backend)
    except IndexUnavailable as error:
        raise click.ClickException(f"the index cannot be built: {error}") from error


def _fit_schema(engine: Engine) -> None:
    """Bring the schema up to date. What fits already does not need Alembic loaded."""
    if migrations.misfit(engine) is None:
        return
    from alembic.util import CommandError  # noqa: PLC0415 - see above

    try:
        migrations.upgrade(engine)
    except CommandError as error:
        raise click.ClickException(migrations.misfit(engine) or str(error)) from error


def _is_empty() -> bool:
    with database().reading() as session:
        return session.scalar(select(User.id).limit(1)) is None
