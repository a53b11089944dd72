"""Which listings are alike, and which visit belongs to which craft: two formulas, no reading.

::

    alike(a, b), crafts  = 4 same category, else 2 same category above
                         + 3 * shared materials + 3 * shared techniques
                         + 1 same lead village + 2 * price nearness
    alike(a, b), routes  = 4 * shared themes + 3 * shared villages
                         + 1 * length nearness + 2 * price nearness
    shown(route, craft)  = 4 when the route speaks of the craft's category, else 2 when it speaks
                           of one above it, + 2 for each of its techniques, two at most

Shared is the share of what either has that both have (0 when neither has any); nearness is the
smaller by the larger (0 when one is unknown). What is equal stands in the order it came in.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Final

from models.listings import ListingKind

_points: Final = itemgetter(0)
_OF_ONE_MAKER: Final = 2
_TECHNIQUES_COUNTED: Final = 2
SHORTEST_WORD: Final = 3
_SHORTEST_TECHNIQUE: Final = 5
"""A technique is said by a word of some length: "สี" and "ทอด" stand inside too many others."""

THEMES_OF: Final[Mapping[str, tuple[str, ...]]] = {
    "ceramics": ("ceramics", "pottery"),
    "textiles": ("textiles", "weaving"),
    "jewellery": ("jewellery",),
    "script-arts": ("script",),
    "festival": ("festival", "kites"),
    "food": ("food", "gastronomy"),
    "herbs": ("herbal",),
}
"""Top category -> themes of routes that show it."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What is compared of a listing.

    Attributes:
        way: categories from its own upward; empty for routes.
        villages: community slugs, the lead first.
        price: lowest, in satang; None when it is asked for.
        minutes: length of a route; None for crafts.
        shows: categories and techniques that a route speaks of, as codes with their kind.
    """

    id: int
    maker: int
    way: tuple[str, ...] = ()
    villages: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()
    techniques: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    price: int | None = None
    minutes: int | None = None
    shows: frozenset[tuple[str, str]] = field(default=frozenset())


def most_alike(kind: ListingKind, one: Traits, others: Iterable[Traits], most: int) -> list[int]:
    """Return the ids of those most like one, at most two of a maker, never itself.

    Args:
        kind: of all of them.
        one: what the others are compared with.
        others: in the order that decides between equals.
        most: how many.
    """
    alike = _crafts_alike if kind is ListingKind.CRAFT else _routes_alike
    return _best([(alike(one, other), other) for other in others if other.id != one.id], most)


def visits(craft: Traits, routes: Iterable[Traits], most: int) -> list[int]:
    """Return the routes through a village of the craft that show how it is made.

    A route of its maker comes first among equals. One that speaks of nothing that the craft is
    belongs to another craft.
    """
    found: list[tuple[float, Traits]] = [
        (told + (route.maker == craft.maker), route)
        for route in routes
        if (told := _shown(route, craft)) and _meet(route, craft)
    ]
    return _best(found, most)


def made_there(route: Traits, crafts: Iterable[Traits], most: int) -> list[int]:
    """Return crafts made in the villages of a route: first those that it shows being made."""
    found: list[tuple[float, Traits]] = [
        (_shown(route, craft) + (route.maker == craft.maker), craft)
        for craft in crafts
        if _meet(route, craft)
    ]
    return _best(found, most)


def _best(found: list[tuple[float, Traits]], most: int) -> list[int]:
    found.sort(key=_points, reverse=True)  # equals stay in their order
    makers: list[int] = []
    chosen: list[int] = []
    for _one, other in found:
        if makers.count(other.maker) < _OF_ONE_MAKER:
            makers.append(other.maker)
            chosen.append(other.id)
            if len(chosen) == most:
                break
    return chosen


# Worked for a dozen listings and more on every fresh page: what is equal as a whole, as most is
# within a category, is told before anything is counted.
def _crafts_alike(one: Traits, other: Traits) -> float:
    points = 0.0
    way, their = one.way, other.way
    if way and their:
        if way[0] == their[0]:
            points = 4.0
        elif way[0] in their or their[0] in way or _siblings(one, other):
            points = 2.0
    if one.materials and other.materials:
        points += 3 * _shared(one.materials, other.materials)
    if one.techniques and other.techniques:
        points += 3 * _shared(one.techniques, other.techniques)
    if one.villages[:1] == other.villages[:1]:
        points += 1
    if one.price and other.price:
        points += 2 * _near(one.price, other.price)
    return points


def _siblings(one: Traits, other: Traits) -> bool:
    return len(one.way) > 1 and len(other.way) > 1 and one.way[1] == other.way[1]


def _routes_alike(one: Traits, other: Traits) -> float:
    points = 4 * _shared(one.themes, other.themes) + 3 * _shared(one.villages, other.villages)
    return points + _near(one.minutes, other.minutes) + 2 * _near(one.price, other.price)


def _shared(some: Sequence[str], others: Sequence[str]) -> float:
    if some == others:
        return 1.0 if some else 0.0
    both = sum(one in others for one in some)
    return both / (len(some) + len(others) - both) if both else 0.0


def _near(one: int | None, other: int | None) -> float:
    if not one or not other:
        return 0.0
    return one / other if one < other else other / one


def _meet(route: Traits, craft: Traits) -> bool:
    return not set(route.villages).isdisjoint(craft.villages)


def _shown(route: Traits, craft: Traits) -> int:
    shows = route.shows
    points = 0
    for place, slug in enumerate(craft.way):
        if ("category", slug) in shows:
            points = 4 if place == 0 else 2
            break
    told = sum(("technique", code) in shows for code in craft.techniques)
    return points + 2 * min(told, _TECHNIQUES_COUNTED)


def spoken_of(
    text: str, themes: Iterable[str], words: Mapping[tuple[str, str], Sequence[str]]
) -> frozenset[tuple[str, str]]:
    """Return the categories and techniques that a route speaks of.

    Args:
        text: everything it tells, in Thai, where a word may stand anywhere.
        themes: its theme codes.
        words: (kind, code) of categories and techniques -> their Thai names.
    """
    given = set(themes)
    by_theme = {("category", top) for top, codes in THEMES_OF.items() if given & set(codes)}
    shortest = {"category": SHORTEST_WORD, "technique": _SHORTEST_TECHNIQUE}
    by_word = {
        key
        for key, names in words.items()
        if any(len(name) >= shortest[key[0]] and name in text for name in names)
    }
    return frozenset(by_theme | by_word)
