"""A query as typed, read: limits said in words become filters, the rest becomes a plan."""

from __future__ import annotations

from dataclasses import dataclass

from search_index.contract import Filters, SearchQuery, Understood
from search_index.parse import parse
from search_index.plan import DocumentFrequency, Plan
from search_index.planner import make_plan


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


def read(query: SearchQuery, frequency: DocumentFrequency) -> Reading:
    """Read a query; ``frequency`` tells how many documents hold a term."""
    parsed = parse(query.text)
    return Reading(make_plan(parsed, frequency), query.filters)
