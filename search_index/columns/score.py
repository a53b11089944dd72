"""Scores of hits: how well they meet what was asked, by the formula of ``ranking``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from search_index.columns.meet import Meeting
from search_index.plan import Plan
from search_index.ranking import NOT_AVAILABLE, Settings, kind_factor

if TYPE_CHECKING:
    from collections.abc import Callable

    from search_index.columns.facts import Array, Words
    from search_index.columns.match import Corpus, Scores, TextMatch


@dataclass(frozen=True, slots=True)
class Asked:
    """By what documents are scored.

    Attributes:
        plan: The text of the query.
        settings: Numbers of the formula.
        mean_length: Mean words of a document.
        masses: Weight of each concept; see :class:`TextMatch`.
    """

    plan: Plan
    settings: Settings
    mean_length: float
    masses: Sequence[float]


def scored(
    corpus: Corpus[Any], plan: Plan, settings: Settings, text: TextMatch, chosen: Sequence[Array]
) -> list[Scores]:
    """Score some rising documents of each segment; see ``ranking``."""
    if not plan.concepts:
        return [np.zeros(len(documents), np.float32) for documents in chosen]
    asked = Asked(plan, settings, corpus.mean_length, text.masses)
    return [
        _scores(asked, met, documents, cover)
        for documents, cover, met in zip(chosen, text.covers, text.terms, strict=True)
    ]


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
    asked = Asked(plan, settings, corpus.mean_length, text.masses)
    return [
        _all_scores(asked, Meeting(view.segment), cover)
        for view, cover in zip(corpus.views, covers, strict=True)
    ]


def _scores(asked: Asked, terms: Meeting, documents: Array, cover: Scores) -> Scores:
    """Scores of some documents; ``cover`` is the covered share of all."""
    count = terms.segment.count
    if not len(documents):
        return np.zeros(0, np.float32)
    if 2 * len(documents) > count:
        # To take out of each column costs more than to reckon with a document too many.
        every = _all_scores(asked, terms, cover)
        return every if len(documents) == count else every.take(documents)
    norm, factor = _norms(terms.segment, asked), _kind_factors(terms.segment, asked)
    score = _matched(asked, terms, documents, norm.take(documents))
    return _weighed(score, cover.take(documents), factor.take(documents), asked.settings)


def _all_scores(asked: Asked, terms: Meeting, cover: Scores) -> Scores:
    segment = terms.segment
    score = _matched(asked, terms, None, _norms(segment, asked))
    return _weighed(score, cover, _kind_factors(segment, asked), asked.settings)


def _matched(asked: Asked, terms: Meeting, documents: Array | None, norm: Scores) -> Scores:
    score = np.zeros(len(norm), np.float32)
    for concept, mass in zip(asked.plan.concepts, asked.masses, strict=True):
        if mass:
            match = terms.match(concept, documents, norm, asked.settings)
            score += np.multiply(np.float32(mass), match, out=match)
    return score


def _weighed(score: Scores, cover: Scores, factor: Scores, settings: Settings) -> Scores:
    power = settings.coverage_power
    np.multiply(score, cover if power == 1.0 else cover**power, out=score)
    return np.multiply(score, factor, out=score)


def _norms(segment: Words, asked: Asked) -> Scores:
    """The part of the formula that depends on the length; there are few different lengths."""
    settings = asked.settings

    def make() -> Scores:
        lengths = segment.number("length")
        every = np.arange(int(lengths.max(initial=0)) + 1)
        share = 1 - settings.b + settings.b * every / max(asked.mean_length, 1.0)
        norms: Scores = (settings.k1 * share).astype(np.float32)[lengths]
        return norms

    return _made_once(segment, "norm", (settings.k1, settings.b, asked.mean_length), make)


def _kind_factors(segment: Words, asked: Asked) -> Scores:
    intent, settings = asked.plan.intent, asked.settings
    leans = asked.plan.leans
    craft = kind_factor("craft", intent, settings, leans)
    route = kind_factor("route", intent, settings, leans)

    def make() -> Scores:
        first = np.float32(craft) * np.float32(NOT_AVAILABLE)
        table = np.array([first, craft, route, route], np.float32)
        available = segment.number("flags") != 0
        factors: Scores = table[available + 2 * segment.routes.view(np.uint8)]
        return factors

    return _made_once(segment, f"kind {intent} {leans}", (craft, route), make)


def _made_once(
    segment: Words, name: str, numbers: tuple[float, ...], make: Callable[[], Scores]
) -> Scores:
    """A column that depends on the segment and a few numbers alone; the last of a name is kept."""
    found = segment.made.get(name)
    if found is None or found[0] != numbers:
        found = segment.made[name] = numbers, make()
    return found[1]
