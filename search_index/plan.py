"""A query as engines execute it: concepts with alternatives, phrases, exclusions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

DocumentFrequency = Callable[[str], int]
"""In how many documents a term stands; 0 for unknown."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """Terms that must all be met, and what that is worth (1.0 = the word itself).

    Attributes:
        phrase: Plain text in which several terms should stand together; where they do not, the
            alternative is worth ``ranking.SCATTERED`` of its weight. Empty for no such wish.
    """

    terms: tuple[str, ...]
    weight: float
    phrase: str = ""


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing asked for; the best alternative a document meets counts.

    Attributes:
        words: What the person meant, for messages.
        alternatives: Best first.
        weight: Importance among the concepts, 1.0 for a plain word.
        optional: It only says of what kind the thing is ("workshop", "ของฝาก") while limits say the
            rest: who meets it comes first, who does not is a hit all the same.
    """

    words: str
    alternatives: tuple[Alternative, ...]
    weight: float = 1.0
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything an engine needs to know about the text of a query.

    Attributes:
        concepts: What is asked for.
        excluded: What must not be met (any alternative of weight 0.9 and more).
        phrases: Plain texts that must stand in the document as they are.
        title: Plain normal form of the whole text, for the exact-title bonus.
        intent: ``route``, ``craft`` or empty: which kind the words ask for.
        leans: ``route`` where the words leave the kind open, but not the limits said with them: "for 6
            people in the morning" is sooner a visit than a thing. Else empty.
        corrected: The text with wrong spellings mended, to be offered; None when nothing was
            mended that finds clearly more.
    """

    concepts: tuple[Concept, ...] = ()
    excluded: tuple[Concept, ...] = ()
    phrases: tuple[str, ...] = ()
    title: str = ""
    intent: str = ""
    leans: str = ""
    corrected: str | None = None


def best_alternatives(found: Iterable[Alternative]) -> tuple[Alternative, ...]:
    """Keep the highest weight of each term set, best first."""
    best: dict[tuple[str, ...], Alternative] = {}
    for alternative in found:
        terms = tuple(dict.fromkeys(alternative.terms))
        if terms and (terms not in best or best[terms].weight < alternative.weight):
            phrase = alternative.phrase if len(terms) > 1 else ""
            best[terms] = Alternative(terms, alternative.weight, phrase)
    return tuple(sorted(best.values(), key=lambda found: (-found.weight, found.terms)))
