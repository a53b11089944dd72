"""The command that fills an empty house with places and shared words."""

import click
from flask.cli import AppGroup

from marketplace.cli.guard import refuse_misfit
from marketplace.cli.progress import counted
from marketplace.db import transaction
from marketplace.events import record
from marketplace.facts import CatalogueRebuilt
from marketplace.web.ports import current_ports

group = AppGroup("places", help="Districts, communities, categories, words, articles.")


@group.command("load")
def load() -> None:
    """Add the places and shared words that the database lacks; what it holds stays as it is.

    For production too, and after an update that brings new ones. Without them nobody can apply as
    a seller.
    """
    from marketplace.places import load_places  # noqa: PLC0415 - its data are read by this alone

    refuse_misfit()
    now = current_ports().clock.now()
    with transaction() as session, counted("places") as done:
        added = load_places(session, now, done)
        if added:
            record(session, CatalogueRebuilt(reason="places"), None, now)
    click.echo(f"{added} rows added" if added else "all there already")
