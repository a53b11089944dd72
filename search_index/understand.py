"""A query as typed, read: limits said in words become filters, the rest becomes a plan."""

from __future__ import annotations

from dataclasses import dataclass, replace

from search_index.contract import Filters, SearchQuery, Understood
from search_index.parse import parse
from search_index.plan import DocumentFrequency, Plan
from search_index.planner import make_plan
from search_index.said import Limit, limits_said


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


def _merged(filters: Filters, limits: tuple[Limit, ...]) -> Filters:
    """Add understood limits where nothing was chosen."""
    said: dict[str, object] = {}
    for name, value in limits:
        chosen = getattr(filters, name)
        if isinstance(chosen, frozenset):
            if not chosen:
                before = said.get(name, frozenset())
                said[name] = before | {value} if isinstance(before, frozenset) else before
        elif chosen is None or chosen is False:
            said[name] = value
    return replace(filters, **said)  # type: ignore[arg-type]  # names and types come from said.py


def read(query: SearchQuery, frequency: DocumentFrequency) -> Reading:
    """Read a query; ``frequency`` tells how many documents hold a term."""
    parsed = parse(query.text)
    if not query.understand:
        return Reading(make_plan(parsed, frequency), query.filters)
    said = limits_said(parsed.text, query.ignore)
    filters = _merged(query.filters, said.limits)
    limited = filters != Filters()
    plan = make_plan(replace(parsed, text=said.rest), frequency, limited=limited)
    understood = list(said.understood)
    code = f"kind:{plan.intent}"
    if plan.intent and not plan.concepts and filters.kind is None and code not in query.ignore:
        filters = replace(filters, kind=plan.intent)
        understood.append(Understood(code, "kind", plan.intent, plan.title))
    return Reading(plan, filters, tuple(understood))
