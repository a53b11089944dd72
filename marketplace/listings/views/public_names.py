"""Names and cards that public pages show again and again, kept by the version of the catalogue."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Final

from sqlalchemy.orm import Session

from marketplace.listings import likeness
from marketplace.listings.queries import alike, detail, known, lists
from marketplace.listings.queries.alike import POOL, traits_of
from marketplace.listings.queries.cards import Card, cards_by_id
from marketplace.listings.queries.detail import SellerChannel, Shown
from marketplace.listings.queries.known import Known, Village
from marketplace.listings.queries.lists import Places
from marketplace.web.i18n import current_lang
from marketplace.web.pieces import kept_by_id, kept_value
from models.listings import ListingKind

_CARD_BYTES: Final = 2_000
_NAME_BYTES: Final = 400
_KNOWN_BYTES: Final = 200_000  # 50 villages with their stories, 300 terms
_POOL_BYTES: Final = POOL * 600
_SIMILAR: Final = 4
_FEW_MAKERS: Final = 2
"""With two of a maker at most, the craft's own among them, so many fill no row of four."""
_VISITS: Final = 2
_VILLAGES: Final = 4
"""Villages of one listing that are asked for visits and crafts, the lead first."""

Pool = tuple[likeness.Traits, ...]


def kept_places(session: Session) -> Places:
    """Return the names of everything a list can be limited to."""
    # 200 names are more than the province has; the figure only guards the room for them.
    return kept_value("places", partial(lists.places, session), 200 * _NAME_BYTES)


def kept_names(session: Session) -> Known:
    """Return the names that listing pages show."""
    return kept_value("known", partial(known.known, session), _KNOWN_BYTES)


def kept_channels(session: Session, organisation_id: int) -> tuple[SellerChannel, ...]:
    """Return every channel of a seller; all its listings show the same."""
    load = partial(detail.channels_of, session, organisation_id)
    return kept_value(("channels", organisation_id), load, _NAME_BYTES)


def traits_shown(session: Session, shown: Shown) -> likeness.Traits:
    """Return what is compared of a page's listing with others."""
    return traits_of(shown, kept_names(session))


def kept_similar(session: Session, shown: Shown, one: likeness.Traits) -> list[Card]:
    """Return the four others of the same kind that are most alike; see `likeness`.

    Args:
        session: a reading session.
        shown: the page.
        one: what is compared of it, of `traits_shown`.
    """
    names, kind = kept_names(session), shown.listing.kind
    pools = [_of_village(session, names, village, kind) for village in shown.communities[:1]]
    if kind is ListingKind.CRAFT:
        pools = [*_of_categories(session, names, one.way), *pools]
    else:
        pools.append(_of_kind(session, names, kind))
    found = likeness.most_alike(kind, one, _together(pools), _SIMILAR)
    if len(found) < _SIMILAR:
        pools.append(_of_kind(session, names, kind))
        found = likeness.most_alike(kind, one, _together(pools), _SIMILAR)
    return kept_cards(session, found)


def _together(pools: Iterable[Pool]) -> list[likeness.Traits]:
    return list({other.id: other for pool in pools for other in pool}.values())


def _of_kind(session: Session, names: Known, kind: ListingKind) -> Pool:
    return kept_value(("alike", kind), partial(alike.of_kind, session, names, kind), _POOL_BYTES)


def _of_categories(session: Session, names: Known, way: Sequence[str]) -> list[Pool]:
    """Return the pool of a category, and of what stands beside it when few make it."""
    if not way:
        return []
    load = partial(alike.of_category, session, names, way[0])
    pools = [kept_value(("alike in", way[0]), load, _POOL_BYTES)]
    if len({other.maker for other in pools[0]}) <= _FEW_MAKERS:
        above = way[1] if len(way) > 1 else way[0]
        load = partial(alike.of_branch, session, names, above)
        pools.append(kept_value(("alike below", above), load, _POOL_BYTES))
    return pools


def kept_visits(session: Session, shown: Shown, craft: likeness.Traits) -> list[Card]:
    """Return the routes that show how a craft is made, in a village where it is made."""
    names = kept_names(session)
    routes = _of_villages(session, names, shown, ListingKind.ROUTE)
    return kept_cards(session, likeness.visits(craft, routes, _VISITS)) if routes else []


def kept_made_there(session: Session, shown: Shown, route: likeness.Traits) -> list[Card]:
    """Return crafts made in the villages of a route, first those that it shows being made."""
    names = kept_names(session)
    crafts = _of_villages(session, names, shown, ListingKind.CRAFT)
    return kept_cards(session, likeness.made_there(route, crafts, _SIMILAR))


def _of_villages(
    session: Session, names: Known, shown: Shown, kind: ListingKind
) -> list[likeness.Traits]:
    return _together(
        _of_village(session, names, one, kind) for one in shown.communities[:_VILLAGES]
    )


def _of_village(session: Session, names: Known, village: Village, kind: ListingKind) -> Pool:
    load = partial(alike.of_village, session, names, village.id, kind)
    return kept_value(("alike from", village.id, kind), load, _POOL_BYTES)


def kept_cards(session: Session, ids: Sequence[int]) -> list[Card]:
    """Return the listings of these ids that are on sale, in that order."""
    return kept_by_id(("card", current_lang()), ids, partial(cards_by_id, session), _CARD_BYTES)
