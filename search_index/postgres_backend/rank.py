"""Scores: the one formula over the documents that can stand on top.

Which documents are hits is known exactly from their words alone. Scores need the weights of the
words in each document, which only the document's row tells, so at most ``CAP`` of the hits are
scored: those that cover most of the query and, with RUM, those that hold its words most heavily.
The others follow below, in the order of their coverage.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from search_index.columns.match import Corpus, View, phrase_terms
from search_index.columns.order import highest
from search_index.columns.score import rescore
from search_index.postgres_backend import vectors
from search_index.postgres_backend.schema import RUM
from search_index.postgres_backend.segment import AskingSegment, Candidates
from search_index.ranking import STRONG, TITLE_BONUS, TITLE_CANDIDATES, Settings
from search_index.text.analyze import pairs_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from search_index.columns.answer import Answer
    from search_index.columns.facts import Array
    from search_index.columns.order import Found
    from search_index.plan import Plan
    from search_index.postgres_backend.reader import Look

CAP: Final = 2000
"""Most documents scored."""


def terms_of(plan: Plan, least: float = 0.0) -> Iterator[str]:
    """Every term of a plan, or those of alternatives worth so much."""
    for concept in (*plan.concepts, *(plan.excluded if not least else ())):
        for alternative in concept.alternatives:
            if alternative.weight >= least:
                yield from alternative.terms


def asked_of(plan: Plan) -> Iterator[str]:
    """All that matching a plan asks for: its terms, and the pairs that tell what stands together."""
    yield from terms_of(plan)
    for concept in plan.concepts:
        for alternative in concept.alternatives:
            if alternative.phrase:
                yield from pairs_of(alternative.terms)
    for phrase in plan.phrases:
        yield from phrase_terms(phrase)


def ranked(
    look: Look, answer: Answer, plan: Plan, settings: Settings, only: Array | None = None
) -> Found:
    """Hits with their scores.

    Args:
        look: The transaction.
        answer: What was found.
        plan: The text of the query.
        settings: Numbers of the formula.
        only: Places in ``answer.found`` to score; None for what can stand on top.
    """
    found = answer.found
    if not found.scores.any():
        return found
    chosen = _chosen(look, found, plan) if only is None else np.sort(only)
    if not len(chosen):
        return found
    exact = _exact(look, answer, plan, settings, found.document[chosen])
    scores = found.scores.copy()
    if only is None and len(chosen) < len(scores):
        scores *= 0.99 * exact.min() / max(float(scores.max()), 1e-9)
    scores[chosen] = exact
    if only is None:
        _raise_titles(look, found, scores, plan)
    return replace(found, scores=scores)


def _chosen(look: Look, found: Found, plan: Plan) -> Array:
    """Places of the hits to score, ascending."""
    count = len(found.scores)
    if count <= CAP:
        return np.arange(count)
    first = np.zeros(count, bool)
    if look.state.head.method == RUM:
        best = look.corpus.views[0].segment.best_by_rum(terms_of(plan, STRONG), CAP)
        first = np.isin(found.document, best)
    created = look.state.columns.number("created")[found.document]
    return np.sort(np.lexsort((-created, -found.scores, ~first))[:CAP])


def _exact(look: Look, answer: Answer, plan: Plan, settings: Settings, documents: Array) -> Array:
    segment: AskingSegment = look.corpus.views[0].segment
    terms = list(dict.fromkeys(filter(vectors.is_storable, terms_of(replace(plan, excluded=())))))
    candidates = Candidates(segment, documents, segment.weights(documents, terms))
    view = View(candidates, np.ones(candidates.count, bool))
    corpus = Corpus((view,), look.corpus.documents, look.corpus.mean_length)
    covers = [answer.text.covers[0][documents]]
    return rescore(corpus, plan, settings, answer.text, covers)[0]


def _raise_titles(look: Look, found: Found, scores: Array, plan: Plan) -> None:
    """Raise those of the best whose title holds the whole query, in place."""
    if not plan.title or not vectors.is_storable(plan.title):
        return
    best = np.sort(highest(scores, TITLE_CANDIDATES))
    segment = look.corpus.views[0].segment
    titled = segment.with_text(found.document[best], "plain_title", plan.title)
    scores[best[np.isin(found.document[best], titled)]] *= TITLE_BONUS
