"""The text part of a search over flat segments: which documents match, and how well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from search_index.ranking import (
    NOT_AVAILABLE,
    SCATTERED,
    STRONG,
    Settings,
    idf,
    kind_factor,
)
from search_index.whoosh_backend.segment import FlatSegment, Mask

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search_index.plan import Alternative, Concept, Plan

Scores = npt.NDArray[np.float32]

MOST_CHECKED = 2000
"""Documents per alternative and segment in which words are checked to stand together."""


@dataclass(frozen=True, slots=True)
class View:
    """One segment of a state.

    Attributes:
        segment: Its arrays.
        live: Documents that are not deleted.
    """

    segment: FlatSegment
    live: Mask


@dataclass(frozen=True, slots=True)
class Corpus:
    """What scoring needs to know of the whole index.

    Attributes:
        views: The segments.
        documents: Live documents.
        mean_length: Mean words of a document.
    """

    views: tuple[View, ...]
    documents: int
    mean_length: float


@dataclass(frozen=True, slots=True)
class Matched:
    """Result for one segment: scores and which documents are hits."""

    scores: Scores
    hits: Mask


def _together(segment: FlatSegment, ids: Scores, alternative: Alternative) -> Scores:
    """Worth of an alternative of several words per document: more where they stand together."""
    worth = np.full(len(ids), alternative.weight, np.float32)
    text = alternative.phrase
    needle = (text if text[0] >= "\u0e00" else f" {text}").encode("utf-8", "surrogatepass")
    for at, document in enumerate(ids[:MOST_CHECKED].tolist()):
        if not segment.contains(document, "plain_text", needle):
            worth[at] *= SCATTERED
    return worth


def _frequencies(segment: FlatSegment, alternative: Alternative) -> tuple[Scores, Scores]:
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
    view: View, concept: Concept, norm: Scores, settings: Settings
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


def _norms(corpus: Corpus, settings: Settings) -> list[Scores]:
    mean = max(corpus.mean_length, 1.0)
    return [
        (settings.k1 * (1 - settings.b + settings.b * view.segment.number("length") / mean)).astype(
            np.float32
        )
        for view in corpus.views
    ]


def _kind_factors(view: View, intent: str, settings: Settings) -> Scores:
    routes = view.segment.having("kind", frozenset({"route"}))
    factors = np.where(
        routes,
        np.float32(kind_factor("route", intent, settings)),
        np.float32(kind_factor("craft", intent, settings)),
    )
    flags = view.segment.number("flags")
    return np.where(routes | (flags > 0), factors, factors * NOT_AVAILABLE).astype(np.float32)


def _excluded(view: View, plan: Plan) -> Mask:
    out = np.zeros(view.segment.count, bool)
    for concept in plan.excluded:
        for alternative in concept.alternatives:
            ids, _ = _frequencies(view.segment, alternative)
            out[ids] = True
    return out


def _without_phrases(view: View, hits: Mask, phrases: Sequence[str]) -> Mask:
    needles = [
        (text if text[0] >= "\u0e00" else f" {text} ").encode("utf-8", "surrogatepass")
        for text in phrases
    ]
    for document in np.flatnonzero(hits).tolist():
        if not all(view.segment.contains(document, "plain_text", needle) for needle in needles):
            hits[document] = False
    return hits


def match_text(
    corpus: Corpus, plan: Plan, settings: Settings, allowed: Sequence[Mask]
) -> tuple[list[Matched], int | None]:
    """Score all documents of all segments.

    Args:
        corpus: The index.
        plan: The text of the query; without concepts every live document is a hit of score 0.
        settings: Numbers of the formula.
        allowed: Per segment the documents that pass the limits, by which "few" is judged.

    Returns:
        One result per segment. When there were so few that the nearest were added, also how many
        there were before; else None.
    """
    if not plan.concepts:
        return [
            Matched(np.zeros(view.segment.count, np.float32), view.live & ~_excluded(view, plan))
            for view in corpus.views
        ], None
    scores, covers = _sums(corpus, plan, settings)
    possible: list[Mask] = []
    for view, score, cover in zip(corpus.views, scores, covers, strict=True):
        np.multiply(score, cover**settings.coverage_power, out=score)
        np.multiply(score, _kind_factors(view, plan.intent, settings), out=score)
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
    return found, enough if enough < settings.few else None


def _sums(corpus: Corpus, plan: Plan, settings: Settings) -> tuple[list[Scores], list[Scores]]:
    """Per segment the sum of the concepts' matches, and the covered share of their mass."""
    norms = _norms(corpus, settings)
    scores = [np.zeros(view.segment.count, np.float32) for view in corpus.views]
    covers = [np.zeros(view.segment.count, np.float32) for view in corpus.views]
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
            continue
        found = sum(int(np.count_nonzero(quality >= STRONG)) for _, quality in parts)
        mass = np.float32(concept.weight * idf(corpus.documents, found))
        for i, (match, quality) in enumerate(parts):
            scores[i] += mass * match
            if not concept.optional:
                covers[i] += mass * quality
        if not concept.optional:
            total += float(mass)
    for cover in covers:
        np.divide(cover, max(total, 1e-9), out=cover)
    return scores, covers


def _limits_only(corpus: Corpus, plan: Plan, allowed: Sequence[Mask]) -> list[Mask]:
    """When no word is met but limits were given: what passes them, of the kind asked for."""
    if plan.phrases or all(
        int(mask.sum()) == int(view.live.sum())
        for view, mask in zip(corpus.views, allowed, strict=True)
    ):
        return [np.zeros(view.segment.count, bool) for view in corpus.views]
    kinds = _asked_kind(corpus, plan)
    return [kind & ~_excluded(view, plan) for view, kind in zip(corpus.views, kinds, strict=True)]


def _asked_kind(corpus: Corpus, plan: Plan) -> list[Mask]:
    """Live documents of the kind the words ask for; of both when that is open."""
    wanted = frozenset({plan.intent}) if plan.intent else frozenset({"craft", "route"})
    return [view.segment.having("kind", wanted) & view.live for view in corpus.views]


def _covering(possible: Sequence[Mask], covers: Sequence[Scores], least: float) -> list[Mask]:
    return [mask & (cover >= least) for mask, cover in zip(possible, covers, strict=True)]
