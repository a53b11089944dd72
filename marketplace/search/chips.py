"""Limits as chips: those read out of the words and those chosen, each with the way to lift it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from marketplace.search.address import SearchAddress
from marketplace.search.facets import days_words
from marketplace.search.labels import FLAGS, LANGUAGES, NUMBERS, chips_of, price_words
from marketplace.search.names import Names
from marketplace.web.dates import weekday_name
from marketplace.web.i18n import _
from marketplace.web.templating import pick
from search_index.contract import Understood

_LISTS = ("category", "district", "community", "accessibility", "certificate")
_PLURALS = {
    "category": "categories",
    "community": "communities",
    "district": "districts",
    "certificate": "certificates",
}


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit in force.

    Attributes:
        words: what it says.
        changes: of the address, to lift it; see `SearchAddress.href`.
        said: read out of the words, not chosen on the page.
    """

    words: str
    changes: dict[str, Any]
    said: bool = False


def limits_of(asked: SearchAddress, understood: Sequence[Understood], names: Names) -> list[Limit]:
    """Return all limits in force, those said in words first."""
    return [*_said(asked, understood, names), *_chosen(asked, names)]


def without_any(asked: SearchAddress, limits: Sequence[Limit]) -> dict[str, Any]:
    """Return the changes that lift all of them."""
    changes: dict[str, Any] = {}
    ignored = list(asked.ignored)
    for limit in limits:
        if limit.said:
            ignored += [code for code in limit.changes["not"] if code not in ignored]
        else:
            changes |= dict.fromkeys(limit.changes)
    return changes | ({"not": tuple(ignored)} if ignored else {})


def _said(asked: SearchAddress, understood: Sequence[Understood], names: Names) -> Iterator[Limit]:
    known = {
        (plural, node.slug): pick(node, "name")
        for single, plural in _PLURALS.items()
        for node in names.of(single)
    }
    for chip in chips_of(understood, known):
        yield Limit(chip.words, {"not": (*asked.ignored, *chip.codes)}, said=True)


def _chosen(asked: SearchAddress, names: Names) -> Iterator[Limit]:
    pairs = asked.pairs()
    for name in _LISTS:
        known = {node.slug: pick(node, "name") for node in names.of(name)}
        codes = [code for parameter, code in pairs if parameter == name]
        for code in codes:
            rest = tuple(other for other in codes if other != code)
            yield Limit(known.get(code, code), {name: rest})
    for code in asked.languages:
        rest = tuple(other for other in asked.languages if other != code)
        yield Limit(str(LANGUAGES.get(code, code)), {"language": rest})
    if asked.min_price is not None or asked.max_price is not None:
        words = price_words(asked.min_price, asked.max_price)
        yield Limit(words, {"min_price": None, "max_price": None})
    for name in ("in_stock", "made_to_order", "wholesale"):
        if getattr(asked, name):
            yield Limit(str(FLAGS[name]), {name: None})
    yield from _single(asked)


def _single(asked: SearchAddress) -> Iterator[Limit]:
    if asked.quantity is not None:
        yield Limit(_("ขายส่ง %(n)s ชิ้น", n=asked.quantity), {"quantity": None})
    if asked.group is not None:
        yield Limit(NUMBERS["group"](asked.group), {"group": None})
    if asked.month is not None:
        yield Limit(NUMBERS["months"](asked.month), {"month": None})
    if asked.weekday is not None:
        yield Limit(weekday_name(asked.weekday - 1), {"weekday": None})
    if asked.days:
        yield Limit(days_words(asked.days), {"days": None})
    if asked.lead_time is not None:
        yield Limit(NUMBERS["lead_days_max"](asked.lead_time), {"lead_time": None})
