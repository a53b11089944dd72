"""The judged queries: whether a word makes the answers to others better or worse."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

import yaml
from sqlalchemy import select
from sqlalchemy.orm import Session

import search_index
from marketplace.listings.queries.visibility import is_listed
from models.listings import Listing
from models.organisations import Organisation
from search_index.contract import Backend, SearchQuery
from search_index.text.house_words import HouseWords, using

DEPTH: Final = 10
CLEARLY: Final = 0.005
"""Differences of nDCG below this are noise of equal scores."""


@dataclass(frozen=True, slots=True)
class GoldenQuery:
    """A query with the listings that answer it, by slug, graded 1 to 3."""

    text: str
    lang: str
    grades: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Moved:
    """A golden query whose answer changed; nDCG before and after."""

    text: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class GoldenEffect:
    """What a word does to the golden queries.

    Attributes:
        asked: how many could be asked, of ``known``: those whose listings are sold here.
        before, after: mean nDCG@10 of those; 0 when none could be asked.
    """

    asked: int
    known: int
    before: float = 0.0
    after: float = 0.0
    worse: tuple[Moved, ...] = ()
    better: tuple[Moved, ...] = ()


@cache
def golden_queries() -> tuple[GoldenQuery, ...]:
    """Read the judged queries that the search engine ships with."""
    path = Path(search_index.__file__).parent / "data" / "golden_queries.yaml"
    rows: list[Any] = yaml.safe_load(path.read_text("utf-8"))["queries"]
    return tuple(GoldenQuery(row["query"], row["language"], row["relevant"]) for row in rows)


def ndcg(ranked: Sequence[str], grades: Mapping[str, int]) -> float:
    """Return nDCG@10 with gains 2^grade - 1: 1 for the best order there is, 0 for nothing met."""
    best = _gain(sorted(grades.values(), reverse=True))
    return _gain([grades.get(slug, 0) for slug in ranked]) / best if best else 0.0


def _gain(grades: Sequence[int]) -> float:
    return sum((2.0**grade - 1) / math.log2(i + 2) for i, grade in enumerate(grades[:DEPTH]))


def askable(session: Session) -> tuple[GoldenQuery, ...]:
    """Return those golden queries whose listings are sold here, graded by these alone."""
    slugs = {slug for query in golden_queries() for slug in query.grades}
    sold = set(
        session.scalars(
            select(Listing.slug)
            .join(Organisation, Organisation.id == Listing.organisation_id)
            .where(is_listed(), Listing.slug.in_(slugs))
        )
    )
    found = []
    for query in golden_queries():
        grades = {slug: grade for slug, grade in query.grades.items() if slug in sold}
        if grades:
            found.append(GoldenQuery(query.text, query.lang, grades))
    return tuple(found)


def golden_effect(
    session: Session, index: Backend, now: HouseWords, tried: HouseWords
) -> GoldenEffect:
    """Ask the golden queries by the words of now and by the tried ones.

    Raises:
        IndexUnavailable: there is no readable index.
    """
    queries = askable(session)
    if not queries:
        return GoldenEffect(0, len(golden_queries()))
    state = index.search(SearchQuery(per_page=1, facets=())).generation
    before, after = (_asked(index, queries, words, state) for words in (now, tried))
    moved = [
        Moved(query.text, old, new)
        for query, old, new in zip(queries, before, after, strict=True)
        if abs(new - old) >= CLEARLY
    ]
    return GoldenEffect(
        len(queries),
        len(golden_queries()),
        sum(before) / len(before),
        sum(after) / len(after),
        tuple(
            sorted(
                (one for one in moved if one.after < one.before), key=lambda m: m.after - m.before
            )
        ),
        tuple(
            sorted(
                (one for one in moved if one.after > one.before), key=lambda m: m.before - m.after
            )
        ),
    )


@lru_cache(maxsize=4)
def _kept(key: tuple[str, str, int, int]) -> list[tuple[float, ...]]:
    """A place for the figures of one index under one set of words."""
    del key
    return []


def _asked(
    index: Backend, queries: tuple[GoldenQuery, ...], words: HouseWords, state: str
) -> tuple[float, ...]:
    place = _kept((state, words.version, len(queries), id(index)))
    if not place:
        with using(words):
            place.append(tuple(ndcg(_slugs(index, query), query.grades) for query in queries))
    return place[0]


def _slugs(index: Backend, query: GoldenQuery) -> list[str]:
    asked = SearchQuery(text=query.text, lang=query.lang, per_page=DEPTH, facets=())
    return [hit.slug for hit in index.search(asked).hits]
