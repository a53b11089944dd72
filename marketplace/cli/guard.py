"""What commands on the data ask first: is this the schema the code was written for?"""

import click
from sqlalchemy.exc import DBAPIError

from marketplace.db import database
from models import migrations


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
