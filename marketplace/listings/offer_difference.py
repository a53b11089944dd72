"""Where two prices and terms of a listing differ, in words. Pure: values in, rows out."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any, Final

from marketplace.listings.difference import IN, OUT, FieldDifference
from marketplace.listings.terms import Offer, Tier
from marketplace.listings.units import unit_word
from marketplace.listings.wording import (
    CANCELLATION,
    clock_words,
    cut_off_words,
    months_words,
    weekdays_words,
)
from marketplace.web.figures import money, number
from marketplace.web.i18n import _, pgettext

_LABELS: Final[Mapping[str, str]] = {
    "price_satang": "price",
    "wholesale_price_satang": "wholesale_price",
    "delivery_satang": "shipping",
    "cut_off_hours": "cut_off",
    "cancellation": "cancellation_policy",
    "tiers": "price_tiers",
}
"""Fields of an offer whose label has another name."""


def offer_differences(before: Offer, after: Offer) -> list[FieldDifference]:
    """Compare two offers of the same kind; fields that are the same are left out.

    Args:
        before: stands on the side of what went.
        after: stands on the side of what came.
    """
    names = [entry.name for entry in fields(after)]
    pairs = [(name, getattr(before, name), getattr(after, name)) for name in names]
    return [
        FieldDifference(
            _LABELS.get(name, name), "", ((OUT, _words(name, old)), (IN, _words(name, new)))
        )
        for name, old, new in pairs
        if old != new
    ]


def _words(name: str, value: Any) -> str:
    if value is None or value == ():
        return _("เว้นว่าง")
    if isinstance(value, bool):
        return pgettext("ticked", "เลือก") if value else pgettext("ticked", "ไม่ได้เลือก")
    say = _SAID.get(name)
    return say(value) if say else number(value)


def _tier(tier: Tier) -> str:
    return _(
        "%(first)s–%(last)s คน %(price)s",
        first=tier.min_people,
        last=tier.max_people,
        price=money(tier.price_satang),
    )


_SAID: Final[Mapping[str, Callable[[Any], str]]] = {
    "price_satang": money,
    "wholesale_price_satang": money,
    "delivery_satang": money,
    "unit": unit_word,
    "season_months": months_words,
    "months": months_words,
    "weekdays": weekdays_words,
    "start_times": lambda times: " · ".join(clock_words(time) for time in times),
    "cut_off_hours": cut_off_words,
    "cancellation": lambda policy: str(CANCELLATION[policy]),
    "tiers": lambda tiers: "\n".join(_tier(tier) for tier in tiers),
}
"""How each field is said; all others are numbers."""
