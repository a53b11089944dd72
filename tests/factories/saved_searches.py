"""Searches that people keep."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from marketplace.saved_searches.addresses import digest_of
from models.saved_searches import SavedSearch, SavedSearchMatch
from tests.factories.sequence import NOW

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.accounts import User
    from models.listings import Listing


def make_saved_search(
    session: Session, user: User, address: str = "q=skirt", **values: Any
) -> SavedSearch:
    """Add a search that a person keeps.

    Args:
        session: where to add.
        user: whose.
        address: canonical query part of the results page.
        values: columns of `SavedSearch` to set otherwise.
    """
    columns: dict[str, Any] = {
        "user_id": user.id,
        "address": address,
        "digest": digest_of(address),
        "created_at": NOW,
        "checked_at": NOW,
        "seen_at": NOW,
    }
    search = SavedSearch(**(columns | values))
    session.add(search)
    session.flush()
    return search


def make_match(session: Session, search: SavedSearch, listing: Listing, **values: Any) -> None:
    """Let a listing have met a search."""
    columns: dict[str, Any] = {
        "search_id": search.id,
        "listing_id": listing.id,
        "found_at": NOW,
    }
    session.add(SavedSearchMatch(**(columns | values)))
    session.flush()
