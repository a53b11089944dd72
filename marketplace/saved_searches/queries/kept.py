"""A person's saved searches as their own pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session

from marketplace.actors import Actor
from marketplace.listings.queries.cards import Card, cards_by_id
from marketplace.listings.queries.visibility import is_listed
from models.listings import Listing
from models.organisations import Organisation
from models.saved_searches import SavedSearch, SavedSearchMatch

_NEWEST: Final = 8


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A saved search in the list.

    Attributes:
        name: the owner's name for it, or "".
        new: matches found since its owner last looked.
    """

    public_id: str
    address: str
    name: str
    notify: bool
    new: int


_IS_NEW: Final = and_(
    SavedSearchMatch.search_id == SavedSearch.id, SavedSearchMatch.found_at > SavedSearch.seen_at
)


def kept_searches(session: Session, user_id: int) -> list[KeptRow]:
    """Return a person's searches, those with something new first, then the youngest.

    Listings that went off sale since do not count.
    """
    new = func.count(Listing.id).filter(is_listed())
    rows = session.execute(
        select(
            SavedSearch.public_id,
            SavedSearch.address,
            SavedSearch.name,
            SavedSearch.notify,
            new,
        )
        .outerjoin(SavedSearchMatch, _IS_NEW)
        .outerjoin(Listing, Listing.id == SavedSearchMatch.listing_id)
        .outerjoin(Organisation, Organisation.id == Listing.organisation_id)
        .where(SavedSearch.user_id == user_id, SavedSearch.deleted_at.is_(None))
        .group_by(SavedSearch.id)
        .order_by((new > 0).desc(), SavedSearch.created_at.desc(), SavedSearch.id.desc())
    )
    return [KeptRow(*row) for row in rows]


def new_cards(session: Session, user_id: int) -> list[Card]:
    """Return the newest few listings that met any of a person's searches since they looked."""
    newest = func.max(SavedSearchMatch.found_at)
    ids: Sequence[int] = session.scalars(
        select(SavedSearchMatch.listing_id)
        .join(SavedSearch, _IS_NEW)
        .where(SavedSearch.user_id == user_id, SavedSearch.deleted_at.is_(None))
        .group_by(SavedSearchMatch.listing_id)
        .order_by(newest.desc(), SavedSearchMatch.listing_id.desc())
        .limit(_NEWEST)
    ).all()
    found = cards_by_id(session, ids) if ids else {}
    return [found[one] for one in ids if one in found]


def is_kept(session: Session, user_id: int, digest: str) -> bool:
    """Tell whether a person keeps this search."""
    return (
        session.scalar(
            select(SavedSearch.id).where(
                SavedSearch.user_id == user_id,
                SavedSearch.digest == digest,
                SavedSearch.deleted_at.is_(None),
            )
        )
        is not None
    )


def thrown_away(session: Session, user_id: int, public_id: str) -> bool:
    """Tell whether a search of this person can still be taken back."""
    return (
        session.scalar(
            select(SavedSearch.id).where(
                SavedSearch.user_id == user_id,
                SavedSearch.public_id == public_id,
                SavedSearch.deleted_at.is_not(None),
            )
        )
        is not None
    )


def unseen_matches(actor: Actor) -> Select[int]:
    """Select the listings that met a person's searches since they looked, where notices are on."""
    return (
        select(SavedSearchMatch.listing_id)
        .join(SavedSearch, _IS_NEW)
        .join(Listing, Listing.id == SavedSearchMatch.listing_id)
        .join(Organisation, Organisation.id == Listing.organisation_id)
        .where(
            SavedSearch.user_id == actor.user_id,
            SavedSearch.deleted_at.is_(None),
            SavedSearch.notify,
            is_listed(),
        )
        .distinct()
    )


@dataclass(frozen=True, slots=True)
class ToldSearch:
    """A saved search that a mail tells of."""

    id: int
    address: str
    name: str


def still_wanted(session: Session, user_id: int, ids: Sequence[int]) -> dict[int, ToldSearch]:
    """Return those of a person's searches that are kept and whose notice is on, by id."""
    rows = session.execute(
        select(SavedSearch.id, SavedSearch.address, SavedSearch.name).where(
            SavedSearch.id.in_(ids),
            SavedSearch.user_id == user_id,
            SavedSearch.deleted_at.is_(None),
            SavedSearch.notify,
        )
    )
    return {row.id: ToldSearch(*row) for row in rows}
