"""The text part of a search over segments: which documents match, and how well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt

from search_index.columns.facts import Mask, Postings
from search_index.ranking import (
    NOT_AVAILABLE,
    SCATTERED,
    STRONG,
    Settings,
    idf,
    kind_factor,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search_index.plan import Alternative, Concept, Plan

Scores = npt.NDArray[np.float32]
Segment = TypeVar("Segment", bound=Postings)

MOST_CHECKED = 2000
"""Documents per alternative and segment in which words are checked to stand together."""


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


def _together(segment: Postings, ids: Scores, alternative: Alternative) -> Scores:
    """Worth of an alternative of several words per document: more where they stand together."""
    worth = np.full(len(ids), alternative.weight, np.float32)
    text = alternative.phrase
    checked = ids[:MOST_CHECKED]
    stands = segment.holding(checked, text if text[0] >= "\u0e00" else f" {text}")
    worth[: len(checked)][~stands] *= SCATTERED
    return worth


def _frequencies(segment: Postings, alternative: Alternative) -> tuple[Scores, Scores]:
    """Documents that meet all terms, and the least weight among the terms."""
    ids, weights = segment.postings(alternative.terms[0])
    for term in alternative.terms[1:]:
        if not ids.size:
            break
        others, other_weights = segment.postings(term)
        ids, left, right = np.intersect1d(ids, others, assume_unique=True, return_indices=True)
        weights = np.minimum(weights[left], other_weights[right])
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
                worth = _together(view.segment, ids, alternative)
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
    routes = view.segment.having("kind", frozenset({"route"}))
    factors = np.where(
        routes,
        np.float32(kind_factor("route", intent, settings)),
        np.float32(kind_factor("craft", intent, settings)),
    )
    flags = view.segment.number("flags")
    return np.where(routes | (flags > 0), factors, factors * NOT_AVAILABLE).astype(np.float32)


def _excluded(view: View[Any], plan: Plan) -> Mask:
    out = np.zeros(view.segment.count, bool)
    for concept in plan.excluded:
        for alternative in concept.alternatives:
            ids, _ = _frequencies(view.segment, alternative)
            out[ids] = True
    return out


def _without_phrases(view: View[Any], hits: Mask, phrases: Sequence[str]) -> Mask:
    for text in phrases:
        documents = np.flatnonzero(hits)
        needle = text if text[0] >= "\u0e00" else f" {text} "
        hits[documents] = view.segment.holding(documents, needle)
    return hits


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
            Matched(score, view.live & ~_excluded(view, plan))
            for view, score in zip(corpus.views, nothing, strict=True)
        ]
        return TextMatch(everything, nothing, [], None)
    scores, covers, masses = _sums(corpus, plan, settings)
    possible: list[Mask] = []
    for view, score, cover in zip(corpus.views, scores, covers, strict=True):
        _finish(view, score, cover, plan, settings)
        usable = view.live & (cover > 0) & ~_excluded(view, plan)
        possible.append(_without_phrases(view, usable, plan.phrases) if plan.phrases else usable)
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
    np.multiply(score, cover**settings.coverage_power, out=score)
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
    total = 0.0
    if all(concept.optional for concept in plan.concepts):
        total = 1.0
        for cover, kind in zip(covers, _asked_kind(corpus, plan), strict=True):
            cover[kind] = 1.0
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
        asked = np.float32(0.0) if concept.optional else mass
        masses.append(float(mass))
        total += float(asked)
        for i, (match, quality) in enumerate(parts):
            scores[i] += mass * match
            covers[i] += asked * quality
    for cover in covers:
        np.divide(cover, max(total, 1e-9), out=cover)
    return scores, covers, masses


def _limits_only(corpus: Corpus[Any], plan: Plan, allowed: Sequence[Mask]) -> list[Mask]:
    """When no word is met but limits were given: what passes them, of the kind asked for."""
    if plan.phrases or all(
        int(mask.sum()) == int(view.live.sum())
        for view, mask in zip(corpus.views, allowed, strict=True)
    ):
        return [np.zeros(view.segment.count, bool) for view in corpus.views]
    kinds = _asked_kind(corpus, plan)
    return [kind & ~_excluded(view, plan) for view, kind in zip(corpus.views, kinds, strict=True)]


def _asked_kind(corpus: Corpus[Any], plan: Plan) -> list[Mask]:
    """Live documents of the kind the words ask for; of both when that is open."""
    wanted = frozenset({plan.intent}) if plan.intent else frozenset({"craft", "route"})
    return [view.segment.having("kind", wanted) & view.live for view in corpus.views]


def _covering(possible: Sequence[Mask], covers: Sequence[Scores], least: float) -> list[Mask]:
    return [mask & (cover >= least) for mask, cover in zip(possible, covers, strict=True)]
