"""What commands ask first: is the schema the code's own, and are these data for production?"""

import click
from sqlalchemy.exc import DBAPIError

from marketplace.db import database
from marketplace.search.engine import engine_fault, open_engine
from marketplace.web.demo_accounts import demo_fault
from marketplace.web.settings import current_settings
from models import migrations
from search_index.contract import Backend


def refuse_misfit(*, wait: bool = False) -> None:
    """End the command when the schema is not the one this code needs.

    Args:
        wait: True lets a database that is away pass, for what waits for it anyway.

    Raises:
        click.ClickException: with what to do.
    """
    try:
        fault = migrations.misfit(database().reads)
    except DBAPIError as error:
        if wait:
            return
        raise click.ClickException(f"the database does not answer: {error.orig}") from error
    if fault is not None:
        raise click.ClickException(fault)


def opened_engine() -> Backend:
    """Open the search engine of the settings.

    Raises:
        click.ClickException: its server can never hold an index.
    """
    fault = engine_fault(current_settings())
    if fault is not None:
        raise click.ClickException(fault)
    return open_engine(current_settings(), strict=False)


def refuse_demo_accounts() -> None:
    """End a production command on a database with demo accounts; away is no reason to end.

    Raises:
        click.ClickException: with what to do.
    """
    if not current_settings().is_production:
        return
    fault = data_fault()
    if fault is not None:
        raise click.ClickException(fault)


def data_fault() -> str | None:
    """Say why these data must not go into production; None also for a database that is away."""
    try:
        return demo_fault(database().reads)
    except DBAPIError:
        return None
