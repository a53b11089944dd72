"""Room for several makers at the top: one workshop's twelve bowls must not hide the others'.

Shared by the engines; the last step of the best order, and of no other.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

FIRST = 12
"""Places at the top that are shared out."""
MOST_OF_A_MAKER = 3
"""Of these, how many a maker takes while others are about as good."""
DEPTH = 60
"""Hits, best first, among which places change; an engine orders at least so many."""
ABOUT_AS_GOOD = 0.8
"""Share of a hit's score from which another maker's is preferred: what fits clearly worse never
passes, so a search for what one village alone makes is not watered down."""


def spread(makers: Sequence[str], scores: Sequence[float]) -> list[int]:
    """Return the positions of the first hits in their new order.

    Args:
        makers: Code of each hit's maker, best hit first; empty for none.
        scores: Their scores, falling.

    Returns:
        Every position once. The order among the hits of one maker never changes.
    """
    left = list(range(min(len(makers), DEPTH)))
    taken: list[int] = []
    count: Counter[str] = Counter()
    while left and len(taken) < FIRST:
        best = left[0]
        chosen = best
        if makers[best] and count[makers[best]] >= MOST_OF_A_MAKER:
            least = scores[best] * ABOUT_AS_GOOD
            others = (
                at for at in left if count[makers[at]] < MOST_OF_A_MAKER and scores[at] >= least
            )
            chosen = next(others, best)
        left.remove(chosen)
        taken.append(chosen)
        count[makers[chosen]] += 1
    return [*taken, *left, *range(DEPTH, len(makers))]
