"""Names and cards that public pages show again and again, kept by the version of the catalogue."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from sqlalchemy.orm import Session

from marketplace.listings.queries import detail, known, lists
from marketplace.listings.queries.cards import Card, cards_by_id
from marketplace.listings.queries.detail import SellerChannel, Shown
from marketplace.listings.queries.known import Known
from marketplace.listings.queries.lists import Named, Places
from marketplace.web.i18n import current_lang
from marketplace.web.pieces import kept_by_id, kept_value
from models.listings import ListingKind

_CARD_BYTES: Final = 2_000
_NAME_BYTES: Final = 400
_KNOWN_BYTES: Final = 200_000  # 50 villages with their stories, 300 terms


def kept_places(session: Session) -> Places:
    """Return the names of everything a list can be limited to."""
    # 200 names are more than the province has; the figure only guards the room for them.
    return kept_value("places", partial(lists.places, session), 200 * _NAME_BYTES)


def kept_categories(session: Session) -> Sequence[Named]:
    """Return the category tree, parents before children."""
    return kept_places(session).categories


def kept_names(session: Session) -> Known:
    """Return the names that listing pages show."""
    return kept_value("known", partial(known.known, session), _KNOWN_BYTES)


def kept_channels(session: Session, organisation_id: int) -> tuple[SellerChannel, ...]:
    """Return every channel of a seller; all its listings show the same."""
    load = partial(detail.channels_of, session, organisation_id)
    return kept_value(("channels", organisation_id), load, _NAME_BYTES)


def kept_similar(session: Session, shown: Shown) -> list[Card]:
    """Return up to four others of the same kind: first of the category, then of the village."""
    listing = shown.listing
    category = listing.category_slug
    of_category: tuple[int, ...] = ()
    if category is not None:
        load = partial(detail.newest_of_category, session, category)
        of_category = kept_value(("newest of category", category), load, _NAME_BYTES)
    ids = detail.similar(shown, of_category, _of_village(session, shown, listing.kind))
    return kept_cards(session, ids)


def kept_beside(session: Session, shown: Shown, limit: int) -> list[Card]:
    """Return listings of the other kind from the lead village: routes beside a craft."""
    is_craft = shown.listing.kind is ListingKind.CRAFT
    other = ListingKind.ROUTE if is_craft else ListingKind.CRAFT
    return kept_cards(session, _of_village(session, shown, other)[:limit])


def _of_village(session: Session, shown: Shown, kind: ListingKind) -> tuple[int, ...]:
    if not shown.communities:
        return ()
    village = shown.communities[0].id
    load = partial(detail.newest_of_village, session, village, kind)
    return kept_value(("newest of village", village, kind), load, _NAME_BYTES)


def kept_cards(session: Session, ids: Sequence[int]) -> list[Card]:
    """Return the listings of these ids that are on sale, in that order."""
    return kept_by_id(("card", current_lang()), ids, partial(cards_by_id, session), _CARD_BYTES)
