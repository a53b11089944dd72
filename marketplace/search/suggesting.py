"""Completing what is being typed: JSON for the search box."""

from typing import Final

from flask import jsonify, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.search.labels import suggestion_group, suggestion_note
from marketplace.web.i18n import current_lang
from search_index.contract import Backend, IndexUnavailable, Suggestion

_LONGEST: Final = 100
_PLACES: Final = {
    "craft": "listings.craft",
    "route": "listings.route",
    "category": "listings.category",
    "community": "communities.show",
}
_ORDER: Final = ("word", "category", "community", "craft", "route")


def suggestions(index: Backend) -> ResponseReturnValue:
    """Answer with at most eight, those of one heading together."""
    text, lang = request.args.get("q", "")[:_LONGEST], current_lang()
    try:
        found = index.suggest(text, lang) if text.strip() else ()
    except IndexUnavailable:
        found = ()
    return jsonify([_item(one) for one in sorted(found, key=_place)])


def _place(one: Suggestion) -> int:
    kind = "craft" if one.kind == "route" else one.kind
    return _ORDER.index(kind) if kind in _ORDER else 0


def _item(one: Suggestion) -> dict[str, str]:
    endpoint = _PLACES.get(one.kind)
    return {
        "text": one.text,
        "href": (
            url_for(endpoint, slug=one.code)
            if endpoint and one.code
            else url_for("search.results", q=one.text)
        ),
        "note": suggestion_note(one.kind),
        "group": suggestion_group(one.kind),
    }
