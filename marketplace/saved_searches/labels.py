"""A search said in words, in the reader's language. English stands in the catalogue."""

from collections.abc import Callable, Mapping
from typing import Final

from sqlalchemy.orm import Session

from marketplace.listings.queries.lists import Named, categories, communities, districts
from marketplace.saved_searches.addresses import asked_by
from marketplace.web.dates import month_name
from marketplace.web.figures import SATANG, money
from marketplace.web.i18n import ENGLISH, _, current_lang, ngettext, pgettext

Names = Mapping[tuple[str, str], Named]
"""(parameter, code) -> category, community or district."""

_PRICES: Final[Mapping[str, Callable[[int], str]]] = {
    "min_price": lambda baht: _("ตั้งแต่ %(price)s", price=money(baht * SATANG)),
    "max_price": lambda baht: _("ไม่เกิน %(price)s", price=money(baht * SATANG)),
}
_NUMBERS: Final[Mapping[str, Callable[[int], str]]] = {
    **_PRICES,
    "group": lambda people: ngettext("%(num)s คน", "%(num)s คน", people),
    "month": month_name,
}
_FIXED: Final[Mapping[tuple[str, str], Callable[[], str]]] = {
    ("kind", "craft"): lambda: pgettext("menu", "งานฝีมือ"),
    ("kind", "route"): lambda: pgettext("menu", "เส้นทาง"),
    ("in_stock", "1"): lambda: _("พร้อมส่ง"),
}


def names_of_places(session: Session) -> Names:
    """Read what categories, communities and districts are called: three statements."""
    named = {
        "category": categories(session),
        "community": communities(session),
        "district": districts(session),
    }
    return {(kind, node.slug): node for kind, nodes in named.items() for node in nodes}


def said(address: str, names: Names) -> str:
    """Say a kept search: its words in quotation marks, then each limit.

    Limits that nobody here has a word for are left out.
    """
    pairs = asked_by(address).pairs(page=None, sort=None)
    parts = [_said(name, value, names) for name, value in pairs]
    return " · ".join(dict.fromkeys(filter(None, parts))) or _("ทุกรายการ")


def _said(name: str, value: str, names: Names) -> str:
    if name == "q":
        return f"“{value}”"
    if (name, value) in names:
        return _name(names[name, value])
    if (name, value) in _FIXED:
        return _FIXED[name, value]()
    if name in _NUMBERS and value.isdecimal():
        return _NUMBERS[name](int(value))
    return ""


def _name(node: Named) -> str:
    return (node.name_en if current_lang() == ENGLISH else node.name_th) or node.name_th
