"""The filters of the results page: choices with the number of hits each would give."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from marketplace.search.address import DAYS, FILTERS, HALF_DAY_MINUTES, MORE_DAYS, SearchAddress
from marketplace.search.labels import FLAGS, price_words
from marketplace.search.names import Names
from marketplace.search.queries import Answer
from marketplace.web.dates import duration, month_name, weekday_name
from marketplace.web.i18n import _, ngettext
from marketplace.web.templating import pick
from search_index.contract import GROUP_STEPS, LEAD_STEPS, PRICE_STEPS

_SATANG: Final = 100
_SHOWN: Final = 10
"""Choices of a long list that stand open; the rest wait behind "show more"."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One box of a filter; see ``templates/_ui/find.html``.

    Attributes:
        count: None when nobody counted: without an index, or for what the index does not count.
        depth: below how many others it stands in a tree.
    """

    value: str
    words: str
    count: int | None
    chosen: bool
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """A choice that is a link: a range of prices, a size of party."""

    words: str
    href: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """All boxes or menu lines of one parameter.

    Attributes:
        most: how many stand open.
    """

    name: str
    choices: Sequence[Choice]
    most: int

    @property
    def chosen(self) -> int:
        """How many are chosen."""
        return sum(choice.chosen for choice in self.choices)


@dataclass(frozen=True, slots=True)
class Facets:
    """Everything the filter form shows."""

    by_name: Mapping[str, Filter]
    prices: Sequence[Step]
    groups: Sequence[Step]
    goods: Sequence[Choice]

    def __getitem__(self, name: str) -> Filter:
        """Return the choices of a parameter."""
        return self.by_name[name]


def facets_of(answer: Answer, asked: SearchAddress, names: Names, path: str) -> Facets:
    """Build the form's choices out of an answer. What is chosen is always there to be taken off."""
    counts = {
        name: {value.code: value.count for value in values}
        for name, values in answer.facets.items()
    }
    reader = _Reader(counts, asked, names, path, degraded=answer.degraded)
    boxes = ("community", "district", "language", "accessibility", "certificate")
    filters = [reader.tree(), *map(reader.boxes, boxes), *reader.menus()]
    return Facets(
        {one.name: one for one in filters}, reader.prices(), reader.groups(), reader.goods()
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    counts: Mapping[str, Mapping[str, int]]
    asked: SearchAddress
    names: Names
    path: str
    degraded: bool

    def tree(self) -> Filter:
        """Categories, each below its parent; the fullest first on each level."""
        offered = {c.value: c for c in self._offered("category")}
        children: dict[str | None, list[Choice]] = {}
        for node in self.names.categories:
            if node.slug in offered:
                above = node.parent if node.parent in offered else None
                children.setdefault(above, []).append(offered[node.slug])

        def below(parent: str | None, depth: int) -> list[Choice]:
            found = []
            for choice in sorted(children.get(parent, ()), key=_fullest):
                under = below(choice.value, depth + 1)
                found += [
                    Choice(choice.value, choice.words, choice.count, choice.chosen, depth),
                    *under,
                ]
            return found

        choices = below(None, 0)
        # A parent and its children stay together, and what is chosen is in sight.
        starts = [at for at, choice in enumerate(choices) if not choice.depth]
        last = max((at for at, choice in enumerate(choices) if choice.chosen), default=-1)
        most = next((at for at in starts if at >= _SHOWN and at > last), len(choices))
        return Filter("category", choices, most)

    def boxes(self, name: str) -> Filter:
        choices = sorted(self._offered(name), key=lambda c: (not c.chosen, *_fullest(c)))
        return Filter(name, choices, max(_SHOWN, sum(c.chosen for c in choices)))

    def _offered(self, name: str) -> list[Choice]:
        counts, chosen = self.counts.get(name, {}), self._chosen(name)
        return [
            Choice(
                node.slug,
                pick(node, "name"),
                None if self.degraded else counts.get(node.slug, 0),
                node.slug in chosen,
            )
            for node in self.names.of(name)
            if self.degraded or node.slug in counts or node.slug in chosen
        ]

    def _chosen(self, name: str) -> set[str]:
        return {value for parameter, value in self.asked.pairs() if parameter == name}

    def menus(self) -> list[Filter]:
        asked = self.asked
        return [
            self._menu("month", range(1, 13), asked.month, month_name),
            self._menu("weekday", range(1, 8), asked.weekday, lambda n: weekday_name(n - 1)),
            self._menu("lead_time", LEAD_STEPS, asked.lead_time, _within_days),
            Filter(
                "days", [Choice(v, days_words(v), None, v == asked.days) for v in DAYS], len(DAYS)
            ),
        ]

    def _menu(
        self, name: str, values: Sequence[int], chosen: int | None, words: Callable[[int], str]
    ) -> Filter:
        counts = self.counts.get(name)
        every = sorted({*values} | ({chosen} if chosen is not None else set()))
        offered = [
            Choice(
                str(value),
                words(value),
                None if counts is None or value not in values else counts.get(str(value), 0),
                value == chosen,
            )
            for value in every
        ]
        kept = [choice for choice in offered if choice.count != 0 or choice.chosen]
        return Filter(name, kept, len(kept))

    def prices(self) -> list[Step]:
        counts, steps = self.counts.get("price", {}), []
        for at, low in enumerate(PRICE_STEPS):
            above = PRICE_STEPS[at + 1] if at + 1 < len(PRICE_STEPS) else None
            count = counts.get(f"{low}-{'' if above is None else above}", 0)
            # The next step begins with the round price, which does not belong to this one.
            first, last = low // _SATANG or None, None if above is None else above // _SATANG - 1
            here = (self.asked.min_price, self.asked.max_price) == (first, last)
            if count or here:
                href = self.asked.href(
                    self.path, min_price=None if here else first, max_price=None if here else last
                )
                steps.append(Step(price_words(first, last), href, count, here))
        return steps

    def groups(self) -> list[Step]:
        counts, steps = self.counts.get("group", {}), []
        for size in GROUP_STEPS:
            count, here = counts.get(str(size), 0), self.asked.group == size
            if count or here:
                # Counted are visits: how many buy a thing limits nothing.
                kind = {} if here else {"kind": "route"}
                href = self.asked.href(self.path, group=None if here else size, **kind)
                words = ngettext("%(num)s คน", "%(num)s คน", size)
                steps.append(Step(words, href, count, here))
        return steps

    def goods(self) -> list[Choice]:
        return [
            Choice(
                name,
                str(FLAGS[name]),
                None if self.degraded else self.counts.get(name, {}).get("1", 0),
                bool(getattr(self.asked, name)),
            )
            for name in ("in_stock", "made_to_order", "wholesale")
        ]


def _fullest(choice: Choice) -> tuple[int, str]:
    return -(choice.count or 0), choice.words


def _within_days(days: int) -> str:
    return ngettext("ภายใน %(num)s วัน", "ภายใน %(num)s วัน", days)


def days_words(days: str) -> str:
    """Say how long a route may be: one of `DAYS`."""
    if days == DAYS[0]:
        return _("ไม่เกิน %(time)s", time=duration(timedelta(minutes=HALF_DAY_MINUTES)))
    if days == str(MORE_DAYS):
        return ngettext("ตั้งแต่ %(num)s วัน", "ตั้งแต่ %(num)s วัน", MORE_DAYS)
    return ngettext("%(num)s วัน", "%(num)s วัน", int(days))


def kept_pairs(asked: SearchAddress) -> list[tuple[str, str]]:
    """Return what the filter form carries along unseen: words, kind, order, view."""
    return asked.pairs(page=None, **dict.fromkeys(FILTERS))
