"""The text part of a search over segments: which documents match, and how well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt

from search_index.columns.facts import Array, Mask, Postings, Words
from search_index.ranking import (
    NOT_AVAILABLE,
    SCATTERED,
    STRONG,
    Settings,
    idf,
    kind_factor,
)
from search_index.text import thai
from search_index.text.analyze import pairs_of, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search_index.plan import Alternative, Concept, Plan

Scores = npt.NDArray[np.float32]
Segment = TypeVar("Segment", bound=Words)

_NOWHERE: Array = np.zeros(0, np.int64)

MOST_CHECKED = 2000
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


@dataclass(frozen=True, slots=True)
class Matched:
    """Result for one segment: scores and which documents are hits."""

    scores: Scores
    hits: Mask


def _common(ids: Scores, others: Scores) -> tuple[Array, Array]:
    """Where two rising lists meet: positions in the first and in the second."""
    if not ids.size or not others.size:
        return _NOWHERE, _NOWHERE
    if ids.size > others.size:
        right, left = _common(others, ids)
        return left, right
    at = np.searchsorted(others, ids)
    at[at == others.size] = 0
    left = np.flatnonzero(others[at] == ids)
    return left, at[left]


def _holding(segment: Words, terms: Sequence[str]) -> Scores:
    """Rising numbers of the documents that hold all terms."""
    ids, _ = segment.postings(terms[0])
    for term in terms[1:]:
        left, _ = _common(ids, segment.postings(term)[0])
        ids = ids[left]
    return ids


def _worth(segment: Words, ids: Scores, alternative: Alternative) -> Scores:
    """Worth of an alternative of several words per document: more where they stand together."""
    worth = np.full(len(ids), alternative.weight * SCATTERED, np.float32)
    together, _ = _common(ids, _holding(segment, pairs_of(alternative.terms)))
    worth[together] = alternative.weight
    return worth


def _frequencies(segment: Words, alternative: Alternative) -> tuple[Scores, Scores]:
    """Documents that meet all terms, and the least weight among the terms."""
    ids, weights = segment.postings(alternative.terms[0])
    for term in alternative.terms[1:]:
        if not ids.size:
            break
        others, other_weights = segment.postings(term)
        left, right = _common(ids, others)
        ids, weights = ids[left], np.minimum(weights[left], other_weights[right])
    return ids, weights


def _concept(
    view: View[Any], concept: Concept, norm: Scores, settings: Settings
) -> tuple[Scores, Scores]:
    """Match and quality of a concept for every document of a segment."""
    match = np.zeros(view.segment.count, np.float32)
    quality = np.zeros(view.segment.count, np.float32)
    for alternative in concept.alternatives:
        ids, weights = _frequencies(view.segment, alternative)
        if ids.size:
            worth: Scores | float = alternative.weight
            if alternative.phrase:
                worth = _worth(view.segment, ids, alternative)
            saturated = weights * (settings.k1 + 1) / (weights + norm[ids])
            match[ids] = np.maximum(match[ids], worth * saturated)
            quality[ids] = np.maximum(quality[ids], worth)
    return match, quality


def _norms(corpus: Corpus[Any], settings: Settings) -> list[Scores]:
    mean = max(corpus.mean_length, 1.0)
    return [
        (settings.k1 * (1 - settings.b + settings.b * view.segment.number("length") / mean)).astype(
            np.float32
        )
        for view in corpus.views
    ]


def _kind_factors(view: View[Any], intent: str, settings: Settings) -> Scores:
    routes = view.segment.routes
    factors = np.where(
        routes,
        np.float32(kind_factor("route", intent, settings)),
        np.float32(kind_factor("craft", intent, settings)),
    )
    flags = view.segment.number("flags")
    factors[(flags == 0) & ~routes] *= NOT_AVAILABLE
    return factors


def _usable(view: View[Any], plan: Plan) -> Mask:
    """Live documents that hold nothing excluded."""
    if not plan.excluded:
        return view.live
    usable = view.live.copy()
    for concept in plan.excluded:
        for alternative in concept.alternatives:
            usable[_frequencies(view.segment, alternative)[0]] = False
    return usable


def phrase_terms(phrase: str) -> tuple[str, ...]:
    """Terms that every document with this phrase holds."""
    words = tuple(words_of(phrase, thai.light_cut()))
    return pairs_of(words) or words


def _with_phrases(view: View[Any], phrases: Sequence[str]) -> Mask:
    """Documents in which each phrase stands: by its pairs of words, the first ones letter by letter."""
    segment: Postings = view.segment
    found = np.ones(segment.count, bool)
    for phrase in phrases:
        terms = phrase_terms(phrase)
        if not terms:
            continue
        ids = _holding(segment, terms)
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
        matched: One result per segment.
        covers: Per segment the covered share of what was asked.
        masses: Weight of each concept; 0 for one that no document meets.
        meeting: When there were so few hits that the nearest were added: how many there were
            before; else None.
    """

    matched: list[Matched]
    covers: list[Scores]
    masses: list[float]
    meeting: int | None


def match_text(
    corpus: Corpus[Any], plan: Plan, settings: Settings, allowed: Sequence[Mask]
) -> TextMatch:
    """Score all documents of all segments.

    Args:
        corpus: The index.
        plan: The text of the query; without concepts every live document is a hit of score 0.
        settings: Numbers of the formula.
        allowed: Per segment the documents that pass the limits, by which "few" is judged.
    """
    if not plan.concepts:
        nothing = [np.zeros(view.segment.count, np.float32) for view in corpus.views]
        everything = [
            Matched(score, _usable(view, plan))
            for view, score in zip(corpus.views, nothing, strict=True)
        ]
        return TextMatch(everything, nothing, [], None)
    scores, covers, masses = _sums(corpus, plan, settings)
    possible: list[Mask] = []
    for view, score, cover in zip(corpus.views, scores, covers, strict=True):
        _finish(view, score, cover, plan, settings)
        usable = _usable(view, plan)
        possible.append(usable & _with_phrases(view, plan.phrases) if plan.phrases else usable)
    hits = _covering(possible, covers, settings.min_coverage)
    enough = sum(int((mask & ok).sum()) for mask, ok in zip(hits, allowed, strict=True))
    if enough < settings.few:
        hits = _covering(possible, covers, settings.relaxed_coverage)
        if plan.intent or not any(
            (mask & ok).any() for mask, ok in zip(hits, allowed, strict=True)
        ):
            others = _limits_only(corpus, plan, allowed)
            hits = [mask | other for mask, other in zip(hits, others, strict=True)]
    found = [Matched(score, mask) for score, mask in zip(scores, hits, strict=True)]
    return TextMatch(found, covers, masses, enough if enough < settings.few else None)


def _finish(view: View[Any], score: Scores, cover: Scores, plan: Plan, settings: Settings) -> None:
    """Turn the sum of matches into the score, in place."""
    power = settings.coverage_power
    np.multiply(score, cover if power == 1.0 else cover**power, out=score)
    np.multiply(score, _kind_factors(view, plan.intent, settings), out=score)


def rescore(
    corpus: Corpus[Any], plan: Plan, settings: Settings, text: TextMatch, covers: Sequence[Scores]
) -> list[Scores]:
    """Score the documents of ``corpus`` by what is already known of the whole index.

    Args:
        corpus: Some documents, with the numbers of the whole index.
        plan: The text of the query.
        settings: Numbers of the formula.
        text: What :func:`match_text` gave for the whole index.
        covers: Its covered share for these documents.
    """
    scores = []
    for view, norm, cover in zip(corpus.views, _norms(corpus, settings), covers, strict=True):
        score = np.zeros(view.segment.count, np.float32)
        for concept, mass in zip(plan.concepts, text.masses, strict=True):
            if mass:
                score += np.float32(mass) * _concept(view, concept, norm, settings)[0]
        _finish(view, score, cover, plan, settings)
        scores.append(score)
    return scores


def _sums(
    corpus: Corpus[Any], plan: Plan, settings: Settings
) -> tuple[list[Scores], list[Scores], list[float]]:
    """Per segment the sum of the concepts' matches and the covered share of their mass; masses."""
    norms = _norms(corpus, settings)
    scores = [np.zeros(view.segment.count, np.float32) for view in corpus.views]
    covers = [np.zeros(view.segment.count, np.float32) for view in corpus.views]
    masses: list[float] = []
    total = _covered_by_kind(corpus, plan, covers)
    for concept in plan.concepts:
        parts = [
            _concept(view, concept, norm, settings)
            for view, norm in zip(corpus.views, norms, strict=True)
        ]
        if not any(quality.any() for _, quality in parts):
            masses.append(0.0)
            continue
        found = sum(int(np.count_nonzero(quality >= STRONG)) for _, quality in parts)
        mass = np.float32(concept.weight * idf(corpus.documents, found))
        masses.append(float(mass))
        total += 0.0 if concept.optional else float(mass)
        for i, (match, quality) in enumerate(parts):
            scores[i] += mass * match
            if not concept.optional:
                covers[i] += mass * quality
    for cover in covers:
        np.divide(cover, max(total, 1e-9), out=cover)
    return scores, covers, masses


def _covered_by_kind(corpus: Corpus[Any], plan: Plan, covers: Sequence[Scores]) -> float:
    """Where all words are optional every document of the asked kind is covered; 0.0 elsewhere."""
    if not all(concept.optional for concept in plan.concepts):
        return 0.0
    for cover, kind in zip(covers, _asked_kind(corpus, plan), strict=True):
        cover[kind] = 1.0
    return 1.0


def _limits_only(corpus: Corpus[Any], plan: Plan, allowed: Sequence[Mask]) -> list[Mask]:
    """When no word is met but limits were given: what passes them, of the kind asked for."""
    if plan.phrases or all(
        int(mask.sum()) == int(view.live.sum())
        for view, mask in zip(corpus.views, allowed, strict=True)
    ):
        return [np.zeros(view.segment.count, bool) for view in corpus.views]
    kinds = _asked_kind(corpus, plan)
    return [kind & _usable(view, plan) for view, kind in zip(corpus.views, kinds, strict=True)]


def _asked_kind(corpus: Corpus[Any], plan: Plan) -> list[Mask]:
    """Live documents of the kind the words ask for; of both when that is open."""
    wanted = frozenset({plan.intent}) if plan.intent else frozenset({"craft", "route"})
    return [view.segment.having("kind", wanted) for view in corpus.views]


def _covering(possible: Sequence[Mask], covers: Sequence[Scores], least: float) -> list[Mask]:
    return [mask & (cover >= least) for mask, cover in zip(possible, covers, strict=True)]
