"""The text part of a search over segments: which documents match, and how well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt

from search_index.columns.facts import Mask, Postings, Words
from search_index.columns.meet import Meeting
from search_index.ranking import STRONG, Settings, idf
from search_index.text import thai
from search_index.text.analyze import pairs_of, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search_index.plan import Plan

Scores = npt.NDArray[np.float32]
Segment = TypeVar("Segment", bound=Words)

MOST_CHECKED = 1000
"""Documents per phrase and segment that are read letter by letter; of the others, pairs of words
that follow each other are trusted."""


@dataclass(frozen=True, slots=True)
class View(Generic[Segment]):
    """One segment of a state.

    Attributes:
        segment: Its arrays.
        live: Documents that are not deleted.
    """

    segment: Segment
    live: Mask


@dataclass(frozen=True, slots=True)
class Corpus(Generic[Segment]):
    """What scoring needs to know of the whole index.

    Attributes:
        views: The segments.
        documents: Live documents.
        mean_length: Mean words of a document.
    """

    views: tuple[View[Segment], ...]
    documents: int
    mean_length: float


def _usable(view: View[Any], plan: Plan, meeting: Meeting) -> Mask:
    """Live documents that hold nothing excluded."""
    if not plan.excluded:
        return view.live
    usable = view.live.copy()
    for concept in plan.excluded:
        for alternative in concept.alternatives:
            usable[meeting.all_of(alternative.terms)] = False
    return usable


def phrase_terms(phrase: str) -> tuple[str, ...]:
    """Terms that every document with this phrase holds."""
    words = tuple(words_of(phrase, thai.light_cut()))
    return pairs_of(words) or words


def _with_phrases(view: View[Any], phrases: Sequence[str], meeting: Meeting) -> Mask:
    """Documents in which each phrase stands: by its pairs of words, the first ones letter by letter."""
    segment: Postings = view.segment
    found = np.ones(segment.count, bool)
    for phrase in phrases:
        terms = phrase_terms(phrase)
        if not terms:
            continue
        ids = meeting.all_of(terms)
        first = ids[:MOST_CHECKED]
        needle = phrase if phrase[0] >= "\u0e00" else f" {phrase} "
        mask = np.zeros(segment.count, bool)
        mask[first[segment.holding(first, needle)]] = True
        mask[ids[MOST_CHECKED:]] = True
        found &= mask
    return found


@dataclass(frozen=True, slots=True)
class TextMatch:
    """What the words of a query found.

    Attributes:
        hits: Per segment the documents that are hits, limits aside.
        covers: Per segment the covered share of what was asked.
        masses: Weight of each concept; 0 for one that no document meets.
        meeting: When there were so few hits that the nearest were added: how many there were
            before; else None.
        terms: Per segment what was looked up.
    """

    hits: list[Mask]
    covers: list[Scores]
    masses: list[float]
    meeting: int | None
    terms: list[Meeting]


def match_text(
    corpus: Corpus[Any], plan: Plan, settings: Settings, allowed: Sequence[Mask]
) -> TextMatch:
    """Find the hits of all segments.

    Args:
        corpus: The index.
        plan: The text of the query; without concepts every live document is a hit.
        settings: Numbers of the formula.
        allowed: Per segment the documents that pass the limits, by which "few" is judged.
    """
    terms = [Meeting(view.segment) for view in corpus.views]
    usable = [_usable(view, plan, met) for view, met in zip(corpus.views, terms, strict=True)]
    if not plan.concepts:
        return TextMatch(usable, [], [], None, terms)
    covers, masses = _covers(corpus, plan, terms)
    if plan.phrases:
        usable = [
            mask & _with_phrases(view, plan.phrases, met)
            for view, mask, met in zip(corpus.views, usable, terms, strict=True)
        ]
    hits = _covering(usable, covers, settings.min_coverage)
    enough = sum(int(np.count_nonzero(mask & ok)) for mask, ok in zip(hits, allowed, strict=True))
    if enough < settings.few:
        hits = _covering(usable, covers, settings.relaxed_coverage)
        if plan.intent or not any(
            (mask & ok).any() for mask, ok in zip(hits, allowed, strict=True)
        ):
            others = _limits_only(corpus, plan, allowed, terms)
            hits = [mask | other for mask, other in zip(hits, others, strict=True)]
    return TextMatch(hits, covers, masses, enough if enough < settings.few else None, terms)


def _covers(
    corpus: Corpus[Any], plan: Plan, terms: Sequence[Meeting]
) -> tuple[list[Scores], list[float]]:
    """Per segment the covered share of the concepts' mass; masses."""
    covers = [np.zeros(view.segment.count, np.float32) for view in corpus.views]
    masses: list[float] = []
    total = _covered_by_kind(corpus, plan, covers)
    for concept in plan.concepts:
        parts = [met.quality(concept) for met in terms]
        if all(quality is None for quality in parts):
            masses.append(0.0)
            continue
        found = sum(int(np.count_nonzero(q >= STRONG)) for q in parts if q is not None)
        mass = np.float32(concept.weight * idf(corpus.documents, found))
        masses.append(float(mass))
        if not concept.optional:
            total += float(mass)
            for cover, quality in zip(covers, parts, strict=True):
                if quality is not None:
                    np.add(cover, np.multiply(mass, quality, out=quality), out=cover)
    for cover in covers:
        np.divide(cover, max(total, 1e-9), out=cover)
    return covers, masses


def _covered_by_kind(corpus: Corpus[Any], plan: Plan, covers: Sequence[Scores]) -> float:
    """Where all words are optional every document of the asked kind is covered; 0.0 elsewhere."""
    if not all(concept.optional for concept in plan.concepts):
        return 0.0
    for cover, kind in zip(covers, _asked_kind(corpus, plan), strict=True):
        cover[kind] = 1.0
    return 1.0


def _limits_only(
    corpus: Corpus[Any], plan: Plan, allowed: Sequence[Mask], terms: Sequence[Meeting]
) -> list[Mask]:
    """When no word is met but limits were given: what passes them, of the kind asked for."""
    if plan.phrases or all(
        np.count_nonzero(mask) == np.count_nonzero(view.live)
        for view, mask in zip(corpus.views, allowed, strict=True)
    ):
        return [np.zeros(view.segment.count, bool) for view in corpus.views]
    kinds = _asked_kind(corpus, plan)
    return [
        kind & _usable(view, plan, met)
        for view, kind, met in zip(corpus.views, kinds, terms, strict=True)
    ]


def _asked_kind(corpus: Corpus[Any], plan: Plan) -> list[Mask]:
    """Live documents of the kind the words ask for; of both when that is open."""
    wanted = frozenset({plan.intent}) if plan.intent else frozenset({"craft", "route"})
    return [view.segment.having("kind", wanted) for view in corpus.views]


def _covering(possible: Sequence[Mask], covers: Sequence[Scores], least: float) -> list[Mask]:
    return [mask & (cover >= least) for mask, cover in zip(possible, covers, strict=True)]
