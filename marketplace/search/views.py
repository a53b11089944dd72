"""The results page, and the suggestions of its box."""

from functools import partial
from typing import Any, Final

from flask import (
    Blueprint,
    current_app,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from marketplace.db import database, reader
from marketplace.search.address import LIVE_MAP, PER_PAGE, SearchAddress, read_address
from marketplace.search.chips import limits_of, without_any
from marketplace.search.counting import QueryCounter, is_miss
from marketplace.search.facets import facets_of, kept_pairs
from marketplace.search.instead import Asking, instead_of_nothing, lift_for_words
from marketplace.search.labels import SORTS as SORT_WORDS
from marketplace.search.labels import distance_words, suggestion_group, suggestion_note
from marketplace.search.mapping import hit_map
from marketplace.search.names import Names, Point, read_names
from marketplace.search.queries import Answer, find
from marketplace.text import thai_sort_key, without_prefix
from marketplace.web.dates import bangkok_day
from marketplace.web.headers import Policy, use_policy
from marketplace.web.i18n import current_lang
from marketplace.web.identity import catalogue_version
from marketplace.web.index import current_index
from marketplace.web.pages import page_number
from marketplace.web.pieces import kept_value
from marketplace.web.ports import current_ports
from marketplace.web.settings import current_settings
from marketplace.web.templating import pick
from search_index.contract import MAX_OFFSET, IndexUnavailable, Sort, Suggestion

bp = Blueprint("search", __name__)

_COUNTER = "talat_query_counter"
_NEED: Final = "matching.new"
"""Where a need is posted for all sellers; a house without that room has no such page."""

_NAMES_BYTES: Final = 100_000
_LONGEST_BEGINNING: Final = 100
_PLACES: Final = {
    "craft": "listings.craft",
    "route": "listings.route",
    "category": "listings.category",
    "community": "communities.show",
}
_HEADINGS: Final = ("word", "category", "community", "craft", "route")


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


@bp.get("/search")
def results() -> ResponseReturnValue:
    """Show what was found: crafts and routes together, with filters and their counts.

    Not kept for everybody: right after a change the index may still be a second behind, and a
    kept page would stay so.
    """
    asked = read_address(request.args.to_dict(flat=False), page_number())
    if asked.point and request.args.get("near") != asked.near:
        # Nobody's house goes on into links, the history and what a proxy may write down.
        return redirect(asked.href(url_for("search.results")))
    # Before any row is read, so that no card of an older state is kept under a newer version.
    catalogue_version()
    names = kept_value("search names", partial(read_names, reader()), _NAMES_BYTES)
    near = _start(asked, names)
    today = bangkok_day(current_ports().clock.now())
    answer = find(reader(), current_index(), asked.query(current_lang(), near), today)
    _count(asked, answer)
    use_policy(Policy.PLACE_MAP if asked.view == LIVE_MAP else Policy.PLACE)
    page = render_template("search/results.html", **_shown(asked, answer, names, near))
    response = make_response(page)
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Vary"] = "Cookie, Accept-Encoding"
    return response


def _shown(
    asked: SearchAddress, answer: Answer, names: Names, near: Point | None
) -> dict[str, Any]:
    path = url_for("search.results")
    limits = limits_of(asked, answer.understood, names)
    asking = Asking(reader(), current_index(), asked, near, current_lang(), path)
    only_near = bool(asked.text and limits and answer.relaxed and not answer.meeting)
    return {
        "asked": asked,
        "answer": answer,
        "path": path,
        "kinds": _kinds(answer, asked, path),
        "facets": facets_of(answer, asked, names, path),
        "kept": kept_pairs(asked),
        "said": [(x.words, asked.href(path, **x.changes)) for x in limits if x.said],
        "chosen": [(x.words, asked.href(path, **x.changes)) for x in limits if not x.said],
        "clear": asked.href(path, **without_any(asked, limits)) if limits else None,
        "sorts": [(sort.value, words) for sort, words in SORT_WORDS.items()],
        "last_page": _last_page(answer.total),
        "page_href": lambda number: asked.href(path, page=number if number > 1 else None),
        "instead": None if answer.total else instead_of_nothing(asking, limits, names),
        "lift": lift_for_words(asking, limits) if only_near and answer.total else None,
        "typed_href": _typed_href(answer, asked, path),
        "hit_map": hit_map(answer, asked, names, path) if asked.view else None,
        "live": current_settings() if asked.view == LIVE_MAP else None,
        "starts": _starts(asked, names) if asked.near or asked.sort is Sort.NEAREST else (),
        "near": near,
        "away": _away,
        "need_href": _need_href(asked),
    }


def _start(asked: SearchAddress, names: Names) -> Point | None:
    """Return where the reader starts from: the point, or where the named place lies."""
    place = names.place(asked.near) if asked.near else None
    return asked.point if place is None else place.point


def _starts(asked: SearchAddress, names: Names) -> list[tuple[str, list[tuple[str, str, bool]]]]:
    """Return the places to start from as a menu: districts first, then communities."""
    return [
        (kind, sorted(((p.slug, pick(p, "name"), p.slug == asked.near) for p in places), key=_word))
        for kind, places in (("district", names.districts), ("community", names.communities))
    ]


def _word(line: tuple[str, str, bool]) -> Any:
    return thai_sort_key(without_prefix(line[1]))


def _away(metres: float | None) -> str:
    return "" if metres is None else distance_words(metres)


def _need_href(asked: SearchAddress) -> str | None:
    if _NEED not in current_app.view_functions:
        return None
    return url_for(_NEED, need=asked.text) if asked.text else url_for(_NEED)


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


def _typed_href(answer: Answer, asked: SearchAddress, path: str) -> str | None:
    """Return the address that searches the better spelling, when there is one."""
    if answer.did_you_mean is None or answer.did_you_mean == asked.text:
        return None
    return asked.href(path, q=answer.did_you_mean)


@bp.get("/search/suggest")
def suggest() -> ResponseReturnValue:
    """Complete what is being typed: JSON, at most eight, those of one heading together."""
    text, lang = request.args.get("q", "")[:_LONGEST_BEGINNING], current_lang()
    try:
        found = current_index().suggest(text, lang) if text.strip() else ()
    except IndexUnavailable:
        found = ()
    return jsonify([_suggestion(one) for one in sorted(found, key=_heading)])


def _heading(one: Suggestion) -> int:
    return _HEADINGS.index(one.kind) if one.kind in _HEADINGS else 0


def _suggestion(one: Suggestion) -> dict[str, str]:
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
