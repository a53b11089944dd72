"""The one ranking formula, shared by the engines. ``docs/search.md`` explains it.

::

    match(c, d)  = max over alternatives a of c met by d: weight(a) * saturation(tf(a, d))
    saturation   = tf * (K1 + 1) / (tf + K1 * (1 - B + B * length / mean length))
    mass(c)      = weight(c) * idf(c);   idf(c) = ln(1 + (N - n + 0.5) / (n + 0.5))
    coverage(d)  = sum mass(c) * quality(c, d) / sum mass(c);   quality = weight of the best a met
    score(d)     = sum mass(c) * match(c, d) * coverage ** COVERAGE_POWER
                   * kind(d) * title(d) * availability(d)

``tf`` is the weighted term frequency of the document (a title word counts 6, a tag 2.5, the summary
1.5, the body 1, parts of words half); of several terms that must all be met the least counts.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

K1 = 5.0
B = 0.5
COVERAGE_POWER = 1.0
SCATTERED = 0.5
"""Share of an alternative of several words that do not stand together."""
STRONG = 0.5
"""Alternatives of this weight and more count as the word being in the document, for idf."""
MIN_COVERAGE = 0.5
"""Share of the asked mass a hit must meet."""
RELAXED_COVERAGE = 0.1
"""The same when too little is found otherwise."""
FEW = 10
"""With fewer hits than this the nearest alternatives are added below them."""
TITLE_BONUS = 1.25
"""For the whole query standing in the title."""
TITLE_CANDIDATES = 200
OTHER_KIND = 0.2
"""For a craft when an experience is asked for, and for a route when a thing is."""
OPEN_ROUTE = 0.8
"""For a route when the words ask for neither: a thing is meant more often."""
LEANING_CRAFT = 0.6
"""For a craft when the words ask for neither, and limits of visits were said."""
NOT_AVAILABLE = 0.9
"""For a craft neither in stock nor made to order."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers that the quality bench varies."""

    k1: float = K1
    b: float = B
    coverage_power: float = COVERAGE_POWER
    min_coverage: float = MIN_COVERAGE
    relaxed_coverage: float = RELAXED_COVERAGE
    few: int = FEW
    other_kind: float = OTHER_KIND
    open_route: float = OPEN_ROUTE


def idf(documents: int, found: int) -> float:
    """Rarity of a concept; clamped, because deleted documents are still counted in ``found``."""
    return math.log(1 + (max(documents - found, 0) + 0.5) / (found + 0.5))


def kind_factor(kind: str, intent: str, settings: Settings, leans: str = "") -> float:
    """Weight of a kind ("craft" or "route") for what the words ask for; see :class:`plan.Plan`."""
    if intent:
        return 1.0 if kind == intent else settings.other_kind
    if leans:
        return 1.0 if kind == leans else LEANING_CRAFT
    return settings.open_route if kind == "route" else 1.0
