"""Loads the whole demo, once, and takes it away again."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from marketplace.db import Database
from marketplace.demo.contents import planned_listings
from marketplace.demo.listings import Picture, World, add_listings
from marketplace.demo.people import DemoLogin, load_people
from marketplace.demo.pictures import (
    add_covers,
    add_pictures,
    draw_pictures,
    wanted_pictures,
)
from marketplace.demo.states import add_changes, in_other_states, on_sale
from marketplace.demo.villages import add_capacities, spread_articles
from marketplace.events import record
from marketplace.facts import CatalogueRebuilt, PhotoAdded
from marketplace.places import Progress, load_places, silent
from marketplace.ports import Ports
from models import Base
from models.communities import Community
from models.organisations import Organisation

__all__ = ["DemoLogin", "Progress", "is_loaded", "load", "reset"]

_SETTLED: Final = timedelta(minutes=1)
_BETWEEN_PHOTOS: Final = timedelta(seconds=4)


def is_loaded(database: Database) -> bool:
    """Tell whether the demo is in the database."""
    with database.reading() as session:
        return session.scalar(select(Organisation.id).where(Organisation.demo).limit(1)) is not None


def load(
    database: Database,
    ports: Ports,
    now: datetime,
    progress: Progress = silent,
    *,
    pictures: bool = True,
) -> None:
    """Load the demo; a database that holds it already stays as it is.

    Drawing and storing the pictures takes most of the time and happens before the one
    transaction that writes everything else.

    Args:
        database: where to.
        ports: the storage takes the pictures.
        now: the newest listing was published some hours before.
        progress: told how many pictures are done.
        pictures: False leaves the illustrations out, for tests.
    """
    if is_loaded(database):
        return
    planned = planned_listings()
    wanted = wanted_pictures(planned) if pictures else []
    drawn = draw_pictures(wanted, ports.storage, progress)
    with database.transaction() as session:
        load_places(session, now)
        add_capacities(session)
        spread_articles(session, now)
        communities = _communities(session)
        people = load_people(session, communities, now)
        kept = add_pictures(session, wanted, drawn, people.sellers, now)
        add_covers(session, kept, communities)
        world = World(people, communities, kept, now)
        by_slug = {plan.slug: plan for plan in planned}
        placed = [*on_sale(planned, world), *in_other_states(by_slug, world)]
        ids = add_listings(session, world, placed)
        add_changes(session, by_slug, ids, world)
        record(session, CatalogueRebuilt(reason="demo"), None, now)
        _ask_for_avif(session, kept, now)
    database.look_again()


def _ask_for_avif(session: Session, kept: Mapping[str, Sequence[Picture]], now: datetime) -> None:
    """Let the worker make the smaller files bit by bit: a letter must not wait for all of them."""
    photos = [picture.photo_id for several in kept.values() for picture in several]
    for place, photo_id in enumerate(photos):
        due = now + _SETTLED + place * _BETWEEN_PHOTOS
        record(session, PhotoAdded(photo_id=photo_id), None, due)


def _communities(session: Session) -> dict[str, int]:
    rows = session.execute(select(Community.slug, Community.id))
    return {row.slug: row.id for row in rows}


def reset(database: Database) -> None:
    """Empty the database: every table is dropped and made anew.

    The caller makes sure that this is no production database. Photos stay in the storage; they
    are named after their content and are found there again.
    """
    with database.engine.begin() as connection:
        if database.is_sqlite:
            connection.execute(text("PRAGMA defer_foreign_keys=ON"))
        Base.metadata.drop_all(connection)
        if not database.is_sqlite:
            connection.execute(text("DROP FUNCTION IF EXISTS journal_entry_guard CASCADE"))
        Base.metadata.create_all(connection)
