"""The results page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, current_app, jsonify, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.db import database, reader
from marketplace.listings.queries.cards import cards
from marketplace.listings.queries.lists import Named, categories, communities, districts
from marketplace.search.address import PER_PAGE, SearchAddress, read_address
from marketplace.search.counting import QueryCounter, is_miss
from marketplace.search.labels import SORTS as SORT_WORDS
from marketplace.search.labels import chips_of, suggestion_note
from marketplace.search.queries import Answer, find
from marketplace.web.dates import bangkok_day
from marketplace.web.i18n import current_lang
from marketplace.web.identity import catalogue_version
from marketplace.web.index import current_index
from marketplace.web.pages import page_number
from marketplace.web.ports import current_ports
from marketplace.web.templating import pick
from search_index.contract import MAX_OFFSET, FacetValue, IndexUnavailable

bp = Blueprint("search", __name__)

_COUNTER = "talat_query_counter"
_NEAR = 4
_PLURALS = {"categories": "category", "communities": "community", "districts": "district"}


def current_counter() -> QueryCounter:
    """Return the counter of queries of this process."""
    found: QueryCounter = current_app.extensions.setdefault(_COUNTER, QueryCounter())
    return found


def _count(asked: SearchAddress, answer: Answer) -> None:
    """Count a query that found nothing or little; the page does not wait for it."""
    if is_miss(asked, answer):
        day = bangkok_day(current_ports().clock.now())
        current_counter().note(asked.text, current_lang(), day, answer.meeting)
        if not current_app.testing:
            current_counter().write_soon(database())


@dataclass(frozen=True, slots=True)
class Choice:
    """One box of a filter; see ``templates/_ui/find.html``."""

    value: str
    words: str
    count: int
    chosen: bool


@bp.get("/search")
def results() -> ResponseReturnValue:
    """Show what was found: crafts and routes together, with filters and their counts.

    Not kept for everybody: right after a change the index may still be a second behind, and a
    kept page would stay so.
    """
    asked = read_address(request.args.to_dict(flat=False), page_number())
    # Before any row is read, so that no card of an older state is kept under a newer version.
    catalogue_version()
    session = reader()
    answer = find(session, current_index(), asked.query(current_lang()))
    _count(asked, answer)
    path = url_for("search.results")
    names = {
        "category": categories(session),
        "community": communities(session),
        "district": districts(session),
    }
    page = render_template(
        "search/results.html",
        asked=asked,
        answer=answer,
        path=path,
        kinds=_kinds(answer, asked, path),
        choices={name: _choices(answer, name, nodes) for name, nodes in names.items()},
        ready=_flag(answer, "in_stock"),
        chips=_chips(answer, asked, path, names),
        sorts=[(sort.value, words) for sort, words in SORT_WORDS.items()],
        last_page=_last_page(answer.total),
        page_href=lambda number: asked.href(path, page=number if number > 1 else None),
        near=[] if answer.total else cards(session, limit=_NEAR),
        typed_href=_typed_href(answer, asked, path),
    )
    response = make_response(page)
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Vary"] = "Cookie, Accept-Encoding"
    return response


def _last_page(total: int) -> int:
    return max(1, -(-min(total, MAX_OFFSET) // PER_PAGE))


def _kinds(
    answer: Answer, asked: SearchAddress, path: str
) -> list[tuple[str, str, int | None, bool]]:
    """Return the switch between both kinds, crafts and routes: (code, address, count, chosen)."""
    counts = {value.code: value.count for value in answer.facets.get("kind", ())}
    every = None if answer.degraded else sum(counts.values())
    switch: list[tuple[str, str, int | None, bool]] = [
        ("", asked.href(path, kind=None), every, asked.kind is None)
    ]
    for code in ("craft", "route"):
        count = None if answer.degraded else counts.get(code, 0)
        switch.append((code, asked.href(path, kind=code), count, asked.kind == code))
    return switch


def _choices(answer: Answer, name: str, nodes: Sequence[Named]) -> list[Choice]:
    """Return the choices of a facet, those chosen first, then the fullest."""
    names = {node.slug: pick(node, "name") for node in nodes}
    found = [value for value in answer.facets.get(name, ()) if value.code in names]
    found.sort(key=lambda value: (not value.chosen, -value.count, names[value.code]))
    return [Choice(value.code, names[value.code], value.count, value.chosen) for value in found]


def _flag(answer: Answer, name: str) -> FacetValue | None:
    return next(iter(answer.facets.get(name, ())), None)


def _chips(
    answer: Answer, asked: SearchAddress, path: str, names: Mapping[str, Sequence[Named]]
) -> list[tuple[str, str]]:
    """Return each condition read out of the words, with the address that takes it off."""
    known = {
        (plural, node.slug): pick(node, "name")
        for plural, single in _PLURALS.items()
        for node in names[single]
    }
    return [
        (chip.words, asked.href(path, **{"not": (*asked.ignored, *chip.codes)}))
        for chip in chips_of(answer.understood, known)
    ]


def _typed_href(answer: Answer, asked: SearchAddress, path: str) -> str | None:
    """Return the address that searches the better spelling, when there is one."""
    if answer.did_you_mean is None or answer.did_you_mean == asked.text:
        return None
    return asked.href(path, q=answer.did_you_mean)


@bp.get("/search/suggest")
def suggest() -> ResponseReturnValue:
    """Complete what is being typed, for the search box: JSON, at most eight."""
    text = request.args.get("q", "")[:100]
    lang = current_lang()
    try:
        found = current_index().suggest(text, lang) if text.strip() else ()
    except IndexUnavailable:
        found = ()
    places = {
        "craft": "listings.craft",
        "route": "listings.route",
        "category": "listings.category",
        "community": "communities.show",
    }
    items = []
    for one in found:
        endpoint = places.get(one.kind)
        href = (
            url_for(endpoint, slug=one.code)
            if endpoint and one.code
            else url_for("search.results", q=one.text)
        )
        items.append({"text": one.text, "href": href, "note": suggestion_note(one.kind)})
    return jsonify(items)
