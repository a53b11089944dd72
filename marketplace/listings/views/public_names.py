"""Names and cards that public pages show again and again, kept by the version of the catalogue."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from sqlalchemy.orm import Session

from marketplace.listings.queries import known, lists
from marketplace.listings.queries.cards import Card, cards_by_id
from marketplace.listings.queries.known import Known
from marketplace.listings.queries.lists import Named, Places
from marketplace.web.i18n import current_lang
from marketplace.web.pieces import kept_by_id, kept_value

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


def kept_cards(session: Session, ids: Sequence[int]) -> list[Card]:
    """Return the listings of these ids that are on sale, in that order."""
    return kept_by_id(("card", current_lang()), ids, partial(cards_by_id, session), _CARD_BYTES)
