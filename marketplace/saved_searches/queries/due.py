"""What has to be looked through in the morning, and with what."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.listings.queries.visibility import is_listed
from marketplace.saved_searches.addresses import asked_by
from models.accounts import User, UserState
from models.listings import Listing
from models.organisations import Organisation
from models.saved_searches import SavedSearch
from search_index.contract import Backend, SearchQuery, Sort

LOOK_BACK: Final = timedelta(days=7)
"""How far behind the last look new listings are looked at again: one that the index took in late,
or that was mended to meet the words a day later, is still told. Told is told once all the same."""
MOST_NEW: Final = 2000
"""Newest listings looked at in one morning; beyond it nobody would read on."""
MOST_TOLD: Final = 50
"""Matches kept of one search in one morning."""
_PEOPLE_AT_ONCE: Final = 100
_PAGE: Final = 100


@dataclass(frozen=True, slots=True)
class DueSearch:
    """A search to look through.

    Attributes:
        lang: the language of its owner.
        since: listings published after this moment are new to it.
    """

    id: int
    address: str
    lang: str
    since: datetime


@dataclass(frozen=True, slots=True)
class DuePerson:
    """A person with searches to look through."""

    user_id: int
    searches: tuple[DueSearch, ...]


def due_people(session: Session, before: datetime, after_id: int) -> list[DuePerson]:
    """Return the next people with searches last looked through before a moment.

    Args:
        session: a reading session.
        before: the morning.
        after_id: where the people before ended; 0 begins.
    """
    due = (
        SavedSearch.checked_at < before,
        SavedSearch.deleted_at.is_(None),
        User.state == UserState.ACTIVE,
    )
    people = session.scalars(
        select(SavedSearch.user_id)
        .join(User, User.id == SavedSearch.user_id)
        .where(*due, SavedSearch.user_id > after_id)
        .distinct()
        .order_by(SavedSearch.user_id)
        .limit(_PEOPLE_AT_ONCE)
    ).all()
    rows = session.execute(
        select(SavedSearch, User.locale)
        .join(User, User.id == SavedSearch.user_id)
        .where(*due, SavedSearch.user_id.in_(people))
        .order_by(SavedSearch.user_id, SavedSearch.id)
    )
    return [
        DuePerson(user_id, tuple(_due(row.SavedSearch, row.locale.value) for row in theirs))
        for user_id, theirs in groupby(rows, key=lambda row: row.SavedSearch.user_id)
    ]


def _due(search: SavedSearch, lang: str) -> DueSearch:
    since = max(search.created_at, search.checked_at - LOOK_BACK)
    return DueSearch(search.id, search.address, lang, since)


def oldest_look(session: Session, before: datetime) -> datetime | None:
    """Return when the search was looked through that waits longest; None when none waits."""
    return session.scalar(
        select(func.min(SavedSearch.checked_at)).where(
            SavedSearch.checked_at < before, SavedSearch.deleted_at.is_(None)
        )
    )


def published_since(session: Session, since: datetime) -> dict[int, datetime]:
    """Return the newest listings on sale that were first published after a moment, with when."""
    rows = session.execute(
        select(Listing.id, Listing.published_at)
        .join(Organisation, Organisation.id == Listing.organisation_id)
        .where(is_listed(), Listing.published_at > since)
        .order_by(Listing.published_at.desc(), Listing.id.desc())
        .limit(MOST_NEW)
    )
    return {row.id: row.published_at for row in rows}


def matches(index: Backend, search: DueSearch, fresh: Sequence[int]) -> list[int]:
    """Return which of the new listings meet a search, the newest first.

    What the engine adds as near, because few met the words, is no match.

    Args:
        index: the engine.
        search: what is sought.
        fresh: ids of listings that are new to it, the newest first.

    Raises:
        IndexUnavailable: ask again later.
    """
    if not fresh:
        return []
    asked = asked_by(search.address).query(search.lang)
    # Those that are new stand first in this order, so no page need hold more than them.
    size = min(len(fresh), _PAGE)
    query = replace(asked, sort=Sort.NEWEST, per_page=size, facets=())
    met = _meeting(index, query, frozenset(fresh))
    return [one for one in fresh if one in met][:MOST_TOLD]


def _meeting(index: Backend, query: SearchQuery, fresh: frozenset[int]) -> set[int]:
    page = index.search(query)
    if page.relaxed:
        # Fewer than a page met the words; in this order they stand before what is only near.
        best = index.search(replace(query, sort=Sort.BEST, per_page=_PAGE))
        return {hit.id for hit in best.hits[: page.meeting]} & fresh
    met: set[int] = set()
    while found := {hit.id for hit in page.hits} & fresh:
        met |= found
        page = index.search(replace(query, page=page.page + 1))
    return met
