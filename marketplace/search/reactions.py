"""Keeps the index in step with the database. Only the worker runs these.

Each run reads the present state of the listings, so repeats and reordered facts do no harm.
"""

from collections.abc import Iterable, Sequence

import structlog
from sqlalchemy import select

from marketplace.events import Fact
from marketplace.facts import ListingFact, OrganisationFact
from marketplace.search.documents import documents, expired_lately
from marketplace.search.reconcile import compare
from marketplace.web.dates import bangkok_day
from marketplace.work import Work
from models.listings import Listing
from search_index.contract import IndexUnavailable

log = structlog.get_logger("search")


def index_listings(work: Work, facts: Sequence[Fact]) -> None:
    """Bring the listings of these facts up to date in the index: one commit for all of them."""
    _refresh(work, {fact.listing_id for fact in facts if isinstance(fact, ListingFact)})


def index_organisations(work: Work, facts: Sequence[Fact]) -> None:
    """Bring every listing of these organisations up to date in the index."""
    ids = {fact.organisation_id for fact in facts if isinstance(fact, OrganisationFact)}
    with work.database.reading() as session:
        listings = session.scalars(select(Listing.id).where(Listing.organisation_id.in_(ids)))
        wanted = set(listings)
    _refresh(work, wanted)


def rebuild_index(work: Work, facts: Sequence[Fact]) -> None:
    """Build the whole index anew after a bulk change."""
    del facts
    rebuild(work)


def rebuild(work: Work) -> None:
    """Build a new generation from the database and switch to it."""
    with work.database.reading() as session:
        generation = work.search.rebuild(documents(session, bangkok_day(work.now)))
    log.info("index_rebuilt", generation=generation)


def check_index(work: Work) -> None:
    """Compare index and database and mend what differs; rebuild when the index is damaged."""
    health = work.search.health()
    if not health.ok:
        log.warning("index_not_healthy", reason=health.reason, detail=health.detail)
        rebuild(work)
        return
    with work.database.reading() as session:
        difference = compare(session, work.search)
    if difference.total:
        log.warning("index_differs", count=difference.total)
        _refresh(work, difference.ids)


def drop_expired_certificates(work: Work) -> None:
    """Take certificates out of the index whose last day has passed."""
    with work.database.reading() as session:
        wanted = expired_lately(session, bangkok_day(work.now))
    _refresh(work, wanted)


def _refresh(work: Work, ids: Iterable[int]) -> None:
    wanted = set(ids)
    if not wanted:
        return
    with work.database.reading() as session:
        found = list(documents(session, bangkok_day(work.now), wanted))
    work.search.upsert(found)
    work.search.delete(wanted - {document.id for document in found})
    try:
        work.search.commit()
    except IndexUnavailable as error:
        if error.reason in {"locked", "unreachable", "unsuitable"}:
            raise
        rebuild(work)
