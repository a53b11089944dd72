"""Keeping what new listings met, and having it told."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from marketplace.events import record
from marketplace.facts import SavedSearchesMet
from models.accounts import User, UserState
from models.saved_searches import SavedSearch, SavedSearchMatch

KEEP_MATCHES: Final = timedelta(days=90)
KEEP_DELETED: Final = timedelta(days=1)


def keep_matches(
    session: Session,
    user_id: int,
    found: Mapping[int, Sequence[int]],
    morning: datetime,
    now: datetime,
) -> None:
    """Keep a person's new matches and have them told, all in this transaction.

    Searches that another worker has looked through since are left alone, and a listing that a
    search has met before is not told again.

    Args:
        session: a writing session.
        user_id: whose searches.
        found: id of a search that was due -> listings that met it, the newest first.
        morning: searches looked through since are not due any more.
        now: the moment up to which was looked.
    """
    rows = session.execute(
        update(SavedSearch)
        .where(
            SavedSearch.user_id == user_id,
            SavedSearch.id.in_(found),
            SavedSearch.checked_at < morning,
            SavedSearch.deleted_at.is_(None),
        )
        .values(checked_at=now)
        .returning(SavedSearch.id, SavedSearch.notify)
        .execution_options(synchronize_session=False)
    ).all()
    known = _known(session, [row.id for row in rows])
    fresh = {
        row.id: [one for one in found[row.id] if (row.id, one) not in known]
        for row in sorted(rows, key=lambda row: row.id)
    }
    pairs = [(search, listing) for search, listings in fresh.items() for listing in listings]
    if not pairs:
        return
    session.execute(
        insert(SavedSearchMatch),
        [{"search_id": one, "listing_id": other, "found_at": now} for one, other in pairs],
    )
    loud = {row.id for row in rows if row.notify}
    told = [[search, listings] for search, listings in fresh.items() if listings and search in loud]
    if told:
        record(session, SavedSearchesMet(user_id=user_id, found=told), None, now)


def _known(session: Session, searches: Sequence[int]) -> set[tuple[int, int]]:
    rows = session.execute(
        select(SavedSearchMatch.search_id, SavedSearchMatch.listing_id).where(
            SavedSearchMatch.search_id.in_(searches)
        )
    )
    return {(row.search_id, row.listing_id) for row in rows}


def nothing_new(session: Session, before: datetime, now: datetime) -> None:
    """Note for every search last looked through before a moment that nothing new came since."""
    session.execute(
        update(SavedSearch).where(SavedSearch.checked_at < before).values(checked_at=now)
    )


def sweep(session: Session, now: datetime) -> None:
    """Delete for good what was thrown away, what belongs to erased accounts, and old matches."""
    erased = select(User.id).where(User.state == UserState.ERASED)
    session.execute(delete(SavedSearch).where(SavedSearch.user_id.in_(erased)))
    session.execute(delete(SavedSearch).where(SavedSearch.deleted_at < now - KEEP_DELETED))
    session.execute(delete(SavedSearchMatch).where(SavedSearchMatch.found_at < now - KEEP_MATCHES))
