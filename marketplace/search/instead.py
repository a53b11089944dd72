"""What an empty page offers: the filter to lift, smaller searches that find, the nearest listings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Final

from sqlalchemy.orm import Session

from marketplace.listings.queries.cards import Card, cards, cards_by_id
from marketplace.search.address import SearchAddress
from marketplace.search.chips import Limit, without_any
from marketplace.search.names import Names, Point
from marketplace.web.templating import pick
from search_index.contract import Backend, IndexUnavailable, SearchPage, Sort

_MOST_LIMITS: Final = 8
"""Limits tried one by one; each costs a call of the engine, without facets and with one hit."""

_MOST_WORDS: Final = 4
_CARDS: Final = 4
_PLAIN: Final[dict[str, Any]] = {"page": None, "sort": None, "view": None}


@dataclass(frozen=True, slots=True)
class Way:
    """Another search that finds something.

    Attributes:
        words: the limit it does without, or what it looks for.
    """

    words: str
    href: str
    count: int


@dataclass(frozen=True, slots=True)
class Instead:
    """What to do when nothing was found.

    Attributes:
        lift: the search without the one limit that keeps most away.
        tries: smaller searches.
        cards: the nearest listings, or the newest ones.
        near: whether the cards have to do with what was asked.
    """

    lift: Way | None
    tries: Sequence[Way]
    cards: Sequence[Card]
    near: bool


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks the engine what.

    Attributes:
        near: where ``asked.near`` lies.
    """

    session: Session
    index: Backend
    asked: SearchAddress
    near: Point | None
    lang: str
    path: str

    def page(self, facets: tuple[str, ...] = (), hits: int = 1, **changes: Any) -> SearchPage:
        """Search with something changed in the address."""
        query = self.asked.changed(**(_PLAIN | changes)).query(self.lang, self.near)
        return self.index.search(replace(query, facets=facets, per_page=hits, sort=Sort.BEST))

    def href(self, **changes: Any) -> str:
        """Return the address of that search."""
        return self.asked.href(self.path, **changes)


def instead_of_nothing(asking: Asking, limits: Sequence[Limit], names: Names) -> Instead:
    """Look for what is nearest, with at most a dozen small calls of the engine."""
    try:
        lift = _lifted(asking, limits)
        tries = list(_smaller(asking, limits, names))
        near = _nearest(asking, limits, tries)
    except IndexUnavailable:
        lift, tries, near = None, [], []
    return Instead(lift, tries, near or cards(asking.session, limit=_CARDS), bool(near))


def lift_for_words(asking: Asking, limits: Sequence[Limit]) -> Way | None:
    """Return the search without the one limit that keeps away what meets the words."""
    try:
        return _lifted(asking, limits, least=1)
    except IndexUnavailable:
        return None


def _lifted(asking: Asking, limits: Sequence[Limit], least: int = 0) -> Way | None:
    best: tuple[int, int] = (0, 0)
    found: Way | None = None
    for limit in limits[:_MOST_LIMITS]:
        page = asking.page(**limit.changes)
        if (page.meeting, page.total) > best and page.total and page.meeting >= least:
            best = (page.meeting, page.total)
            found = Way(limit.words, asking.href(**limit.changes), page.total)
    return found


def _smaller(asking: Asking, limits: Sequence[Limit], names: Names) -> Iterator[Way]:
    """Yield the words one by one, where there are several; without them, the fullest categories."""
    lifted = without_any(asking.asked, limits)
    words = _words_alone(asking)
    found = 0
    if len(words) > 1:
        for word in words[:_MOST_WORDS]:
            page = asking.page(**(lifted | {"q": word}))
            if page.meeting and not page.understood:
                found += 1
                yield Way(word, asking.href(q=word, **lifted), page.total)
    if not found:
        yield from _categories(asking, lifted, names)


def _words_alone(asking: Asking) -> list[str]:
    """Words of the search without those that were read as limits; numbers say nothing alone."""
    text = asking.asked.text.casefold()
    for limit in asking.page().understood:
        text = text.replace(limit.words, " ")
    words = (word for word in text.split() if len(word) > 1 and not word.isdecimal())
    return list(dict.fromkeys(words))


def _categories(asking: Asking, lifted: dict[str, Any], names: Names) -> Iterator[Way]:
    page = asking.page(facets=("category",), **(lifted | {"q": None, "kind": None, "not": None}))
    tops = {node.slug: pick(node, "name") for node in names.categories if node.parent is None}
    counted = [value for facet in page.facets for value in facet.values if value.code in tops]
    for value in islice(counted, _MOST_WORDS):
        href = asking.href(
            **(lifted | {"q": None, "kind": None, "not": None, "category": value.code})
        )
        yield Way(tops[value.code], href, value.count)


def _nearest(asking: Asking, limits: Sequence[Limit], tries: Sequence[Way]) -> list[Card]:
    """Return listings that meet the words without the limits, or the limits without the words."""
    lifted = without_any(asking.asked, limits)
    wanted = [lifted] if limits else []
    if asking.asked.text and asking.asked.chosen:
        wanted.append({"q": None, "not": None})
    if len(asking.asked.text.split()) > 1 and tries:
        wanted.append(lifted | {"q": tries[0].words})
    for changes in wanted:
        page = asking.page(hits=_CARDS, **changes)
        if page.hits:
            found = cards_by_id(asking.session, [hit.id for hit in page.hits])
            return [found[hit.id] for hit in page.hits if hit.id in found]
    return []
