"""Words and their weights as tsvector literals, and back from ``ts_rank``.

A lexeme carries one to three positions whose labels spell its weight, heaviest first. ``ts_rank``
of one lexeme is then w(first) + w(second) / 4 + w(third) / 9, so that 34 spellings give 34 ranks in
the order of their weights: enough to tell any two weights apart that differ by a tenth, and RUM
orders by the same rank. The literals never meet PostgreSQL's own parsers.
"""

from __future__ import annotations

from itertools import combinations_with_replacement
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from search_index.columns.facts import Array

LONGEST_LEXEME: Final = 2046
"""Bytes of the longest lexeme PostgreSQL takes; a query of 200 characters cannot ask for more."""

_LABELS: Final = {"A": 1.0, "B": 0.4, "C": 0.2, "D": 0.1}
"""Weights of the labels as ``ts_rank`` has them by default."""

_RANK_LIMIT: Final = 1.64493406685
"""``ts_rank`` divides by the sum of 1 / n squared."""

# fmt: off
_WEIGHTS: Final = np.array([
    0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3, 3.5, 4, 4.5, 5, 6, 6.5, 7, 7.5, 8, 8.5, 9, 9.5, 10,
    11, 12, 13, 14, 16, 18, 20, 24, 28, 34, 42, 56,
])
# fmt: on
"""The weights that can be told apart; the sums that documents of usual length have."""


def _spellings() -> list[tuple[float, str]]:
    found = []
    for size in (1, 2, 3):
        for labels in combinations_with_replacement("ABCD", size):
            rank = sum(_LABELS[label] / place**2 for place, label in enumerate(labels, 1))
            text = ",".join(f"{place}{label}" for place, label in enumerate(labels, 1))
            found.append((rank / _RANK_LIMIT, text))
    return sorted(found)


_RANKS: Final = np.array([rank for rank, _ in _spellings()])
_TEXTS: Final = [text for _, text in _spellings()]
_BETWEEN_WEIGHTS: Final = np.sqrt(_WEIGHTS[1:] * _WEIGHTS[:-1])
_BETWEEN_RANKS: Final = (_RANKS[1:] + _RANKS[:-1]) / 2


def quoted(term: str) -> str:
    """A term as a literal of tsvector and tsquery."""
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"


def is_storable(term: str) -> bool:
    """Tell whether PostgreSQL can hold a term; what it cannot hold, no document has."""
    if "\0" in term:
        return False
    try:
        return 0 < len(term.encode()) <= LONGEST_LEXEME
    except UnicodeEncodeError:
        return False


def storable(terms: Mapping[str, float]) -> dict[str, float]:
    """The terms of a document that PostgreSQL can hold."""
    return {term: weight for term, weight in terms.items() if is_storable(term)}


def vector(terms: Mapping[str, float]) -> str:
    """A tsvector literal of terms with their weights."""
    levels = np.searchsorted(_BETWEEN_WEIGHTS, list(terms.values())).tolist()
    pairs = zip(terms, levels, strict=True)
    return " ".join(f"{quoted(term)}:{_TEXTS[level]}" for term, level in pairs)


def any_of(terms: Iterable[str]) -> str:
    """A tsquery literal met by any of the terms."""
    return " | ".join(map(quoted, terms))


def weights(ranks: Array) -> Array:
    """Weights by what ``ts_rank`` says of one lexeme; 0 where it is absent."""
    found = _WEIGHTS[np.searchsorted(_BETWEEN_RANKS, ranks)]
    return np.where(ranks > _RANKS[0] / 2, found, 0).astype(np.float32)
