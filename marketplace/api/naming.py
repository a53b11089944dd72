"""Names of the codes that facets hold, in the language of the request."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any, Final

from sqlalchemy.orm import Session

from marketplace.api.queries.items import seller_names
from marketplace.listings.queries import lists
from marketplace.listings.queries.known import Known, known
from marketplace.listings.queries.lists import Places
from marketplace.web.dates import month_name
from marketplace.web.i18n import pgettext
from marketplace.web.pieces import kept_value
from marketplace.web.templating import pick

_PLACES_BYTES: Final = 80_000
_KNOWN_BYTES: Final = 200_000
_TERMS: Final = ("language", "accessibility", "certificate")


def kept_places(session: Session) -> Places:
    """Return the names of everything a list can be limited to."""
    return kept_value("places", partial(lists.places, session), _PLACES_BYTES)


def kept_known(session: Session) -> Known:
    """Return the names of villages, categories and terms."""
    return kept_value("known", partial(known, session), _KNOWN_BYTES)


def facet_names(
    session: Session, shown: Mapping[str, Sequence[str]]
) -> dict[str, Mapping[str, str]]:
    """Return facet -> code -> name; codes that are plain values have none.

    Args:
        session: a reading session.
        shown: facet -> the codes to name.
    """
    return {facet: _names(session, facet, codes) for facet, codes in shown.items()}


def _names(session: Session, facet: str, codes: Sequence[str]) -> Mapping[str, str]:
    places = kept_places(session)
    nodes = {
        "category": places.categories,
        "community": places.communities,
        "district": places.districts,
    }
    if facet in nodes:
        return _picked((node.slug, node) for node in nodes[facet])
    if facet in _TERMS:
        terms = kept_known(session).terms
        return _picked((code, term) for (kind, code), term in terms.items() if kind == facet)
    if facet == "organisation" and codes:
        return _picked(seller_names(session, codes).items())
    if facet == "month":
        return {code: month_name(int(code)) for code in codes}
    if facet == "kind":
        return {
            "craft": pgettext("menu", "งานฝีมือ"),
            "route": pgettext("menu", "เส้นทาง"),
        }
    return {}


def _picked(named: Iterable[tuple[str, Any]]) -> dict[str, str]:
    return {code: pick(thing, "name") for code, thing in named}
