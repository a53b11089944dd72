"""Search for programs."""

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from sqlalchemy.orm import Session

from marketplace.api.answers import FacetChoice, FoundItem, SearchAnswer, Segment, Understood
from marketplace.api.composing import item_values
from marketplace.api.cursors import PagePlace, read_cursor, write_cursor
from marketplace.api.naming import facet_names
from marketplace.api.operations import SEARCH
from marketplace.api.parameters import unfit
from marketplace.api.queries.items import rows_by_id
from marketplace.api.views.answering import answers_to
from marketplace.db import reader
from marketplace.search.queries import Answer, find
from marketplace.web.dates import bangkok_day
from marketplace.web.i18n import current_lang
from marketplace.web.index import current_index
from marketplace.web.ports import current_ports
from search_index.contract import MAX_OFFSET, FacetValue, Filters, SearchQuery, Sort

_SATANG: Final = 100
_MOST_CHOICES: Final = 100
_PLURALS: Final = {
    "category": "categories", "community": "communities", "district": "districts",
    "organisation": "organisations", "material": "materials", "technique": "techniques",
    "theme": "themes", "language": "languages", "accessibility": "accessibility",
    "certificate": "certificates", "month": "months", "weekday": "weekdays",
}  # fmt: skip
_SAME: Final = (
    "kind", "in_stock", "made_to_order", "ready", "wholesale", "wholesale_quantity", "group",
    "duration_max", "days_min", "days_max", "lead_days_max",
)  # fmt: skip


@answers_to(SEARCH)
def search(given: Mapping[str, Any]) -> SearchAnswer:
    """Answer a search: crafts and routes together, in the order of the engine."""
    query = _query(given)
    session = reader()
    today = bangkok_day(current_ports().clock.now())
    answer = find(session, current_index(), query, today)
    return SearchAnswer(
        total=answer.total,
        page=query.page,
        per_page=query.per_page,
        items=_items(session, answer),
        facets=_facets(session, answer),
        did_you_mean=answer.did_you_mean,
        understood=[Understood(u.code, u.name, u.value, u.words) for u in answer.understood],
        relaxed=answer.relaxed,
        meeting=answer.meeting,
        degraded=answer.degraded,
        next=_next(query, answer.total),
    )


def _query(given: Mapping[str, Any]) -> SearchQuery:
    sort = Sort(given["sort"])
    if sort is Sort.NEAREST and given["near"] is None:
        raise unfit("near", "near")
    page = given["page"]
    if given["cursor"] is not None:
        page = read_cursor(given["cursor"], PagePlace).page
    return SearchQuery(
        text=given["q"],
        lang=current_lang(),
        filters=_filters(given),
        sort=sort,
        page=page,
        per_page=given["per_page"],
        near=given["near"],
        ignore=frozenset(given["not"]),
    )


def _filters(given: Mapping[str, Any]) -> Filters:
    for lowest, highest in (("min_price", "max_price"), ("days_min", "days_max")):
        low, high = given[lowest], given[highest]
        if low is not None and high is not None and low > high:
            raise unfit(lowest, "range")
    sets: dict[str, Any] = {field: frozenset(given[name]) for name, field in _PLURALS.items()}
    same = {name: given[name] for name in _SAME}
    return Filters(
        price_min=_satang(given["min_price"]), price_max=_satang(given["max_price"]), **sets, **same
    )


def _satang(baht: int | None) -> int | None:
    return None if baht is None else baht * _SATANG


def _items(session: Session, answer: Answer) -> list[FoundItem]:
    rows = rows_by_id(session, [shown.card.id for shown in answer.shown])
    return [
        FoundItem(
            **item_values(rows[shown.card.id]),
            excerpt=[Segment(segment.text, segment.marked) for segment in shown.excerpt],
        )
        for shown in answer.shown
        if shown.card.id in rows
    ]


def _facets(session: Session, answer: Answer) -> dict[str, list[FacetChoice]]:
    # Those chosen come first, so that none of them falls behind the last one shown.
    shown = {
        facet: sorted(values, key=lambda value: not value.chosen)[:_MOST_CHOICES]
        for facet, values in answer.facets.items()
    }
    names = facet_names(session, {k: [value.code for value in v] for k, v in shown.items()})
    return {facet: list(map(partial(_choice, names[facet]), v)) for facet, v in shown.items()}


def _choice(names: Mapping[str, str], value: FacetValue) -> FacetChoice:
    return FacetChoice(value.code, names.get(value.code), value.count, value.chosen)


def _next(query: SearchQuery, total: int) -> str | None:
    seen = query.page * query.per_page
    return write_cursor(PagePlace(query.page + 1)) if seen < min(total, MAX_OFFSET) else None
