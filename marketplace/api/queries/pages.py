"""Everything on sale, page after page: a page begins where the one before it ended."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct
from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from marketplace.api.queries.items import ITEM_ROWS, AnyRow
from marketplace.listings.queries.cards import NEWEST
from models.communities import Community
from models.listings import Listing, ListingCommunity, ListingKind


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which listings; empty limits nothing.

    Attributes:
        categories: slugs with all that lies below them; None for no limit.
    """

    kind: ListingKind | None = None
    categories: tuple[str, ...] | None = None
    communities: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()


class Place(Struct, frozen=True, array_like=True):
    """Where a page ended: when its last listing was published, and its id."""

    moment: Annotated[datetime, Meta(tz=True)]
    last: Annotated[int, Meta(ge=0, le=2**53)]


def rows_after(
    session: Session, wanted: Wanted, place: Place | None, limit: int
) -> Sequence[AnyRow]:
    """Return the next listings, newest first.

    Args:
        session: a reading session.
        wanted: which ones.
        place: where the page before ended; None for the first.
        limit: how many at most.
    """
    statement = ITEM_ROWS.where(*_conditions(wanted)).order_by(*NEWEST).limit(limit)
    if place is not None:
        statement = statement.where(after(place))
    return session.execute(statement).all()


def after(place: Place) -> ColumnElement[bool]:
    """Hold for listings that stand behind a place in the order of ``NEWEST``."""
    return or_(
        Listing.published_at < place.moment,
        and_(Listing.published_at == place.moment, Listing.id < place.last),
    )


def _conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.kind is not None:
        yield Listing.kind == wanted.kind
    if wanted.categories is not None:
        yield Listing.category_slug.in_(wanted.categories)
    if wanted.communities or wanted.districts:
        places = select(ListingCommunity.listing_id).join(
            Community, Community.id == ListingCommunity.community_id
        )
        if wanted.communities:
            places = places.where(Community.slug.in_(wanted.communities))
        if wanted.districts:
            places = places.where(Community.district_code.in_(wanted.districts))
        yield Listing.id.in_(places)
