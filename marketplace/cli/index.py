"""The command for the search index."""

import click
from flask.cli import with_appcontext
from sqlalchemy import func, select

from marketplace.cli.guard import opened_engine, refuse_misfit
from marketplace.cli.progress import counted
from marketplace.db import database
from marketplace.search.documents import documents
from marketplace.search.reconcile import compare
from marketplace.web.dates import bangkok_day
from marketplace.web.ports import current_ports
from marketplace.words.queries.house import published_words
from models.listings import Listing
from search_index.contract import Backend, IndexUnavailable
from search_index.text.house_words import HouseWords


@click.command("reindex")
@click.option("--check", is_flag=True, help="only compare index and database; fail if they differ")
@with_appcontext
def reindex(*, check: bool) -> None:
    """Build the search index anew from the database. The old one answers until it is done."""
    refuse_misfit()
    backend = opened_engine()
    try:
        if check:
            _check(backend)
        else:
            hand_over_words(backend)
            rebuild(backend)
    except IndexUnavailable as error:
        raise click.ClickException(f"the index cannot be used: {error}") from error


def hand_over_words(backend: Backend) -> None:
    """Give the engine the words that officers published; what it has may be lost or old."""

    def read() -> HouseWords:
        with database().reading() as session:
            return published_words(session)

    backend.publish_words(read)


def rebuild(backend: Backend) -> None:
    """Build the index with a progress bar."""
    with database().reading() as session:
        total = session.scalar(select(func.count(Listing.id))) or 0
    # A session of its own: what it reads must be newer than the moment the index is locked.
    with database().reading() as session, counted("index", total) as done:
        day = bangkok_day(current_ports().clock.now())
        name = backend.rebuild(documents(session, day), done)
    click.echo(f"index {name} built")


def _check(backend: Backend) -> None:
    with database().reading() as session:
        found = compare(session, backend)
    click.echo(
        f"missing {len(found.missing)}, stale {len(found.stale)}, surplus {len(found.surplus)}"
    )
    if found.total:
        raise click.ClickException("index and database differ")
