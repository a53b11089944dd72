"""A query as typed, read: limits said in words become filters, the rest becomes a plan."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from search_index.contract import Filters, SearchQuery, Understood
from search_index.intent import ROUTE, wants_to_do
from search_index.parse import parse
from search_index.plan import DocumentFrequency, Plan
from search_index.planner import make_plan
from search_index.said import limits_said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from search_index.said import Limit


@dataclass(frozen=True, slots=True)
class Reading:
    """What a query means.

    Attributes:
        plan: The text.
        filters: The chosen limits together with the understood ones; a chosen one wins.
        understood: Limits read out of the words.
    """

    plan: Plan
    filters: Filters
    understood: tuple[Understood, ...] = ()


_RANGES = (("price_min", "price_max"), ("days_min", "days_max"))
_OF_VISITS = frozenset({"group", "duration_max", "days_min", "days_max", "weekdays", "languages"})
"""Limits that people say of visits, seldom of things."""


def _merged(filters: Filters, limits: Iterable[Limit]) -> tuple[Filters, frozenset[str]]:
    """Add understood limits where nothing was chosen; returns them with the fields that they fill."""
    said: dict[str, Any] = {}
    for name, value in limits:
        chosen = getattr(filters, name)
        if isinstance(chosen, frozenset):
            if not chosen:
                said[name] = said.get(name, frozenset()) | {value}
        elif chosen is None or chosen is False:
            said[name] = value
    for low, high in _RANGES:
        ends = [said.get(name, getattr(filters, name)) for name in (low, high)]
        if None not in ends and ends[0] > ends[1]:  # who chose one end has seen what was said
            said = {name: value for name, value in said.items() if name not in {low, high}}
    return replace(filters, **said), frozenset(said)


def read(query: SearchQuery, frequency: DocumentFrequency) -> Reading:
    """Read a query; ``frequency`` tells how many documents hold a term."""
    parsed = parse(query.text)
    if not query.understand:
        return Reading(make_plan(parsed, frequency), query.filters)
    said = limits_said(parsed.text, query.ignore)
    filters, applied = _merged(query.filters, said.limits)
    limited = filters != Filters()
    # What is left where all was unwanted ("no stairs") would find everything.
    rest = parsed.text if said.is_whole and not said.rest else said.rest
    plan = make_plan(replace(parsed, text=rest), frequency, limited=limited, typed=parsed.text)
    if not plan.intent and (applied & _OF_VISITS or wants_to_do(parsed.text)):
        plan = replace(plan, leans=ROUTE)
    understood = [limit for limit in said.understood if limit.name in applied]
    code = f"kind:{plan.intent}"
    if plan.intent and not plan.concepts and filters.kind is None and code not in query.ignore:
        filters = replace(filters, kind=plan.intent)
        understood.append(Understood(code, "kind", plan.intent, plan.title))
    return Reading(plan, filters, tuple(understood))
