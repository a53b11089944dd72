"""What the words of a search tell of a need, so that nobody types it twice."""

import re
from typing import Any, Final

from marketplace.text import clean_line
from search_index.contract import Filters, SearchQuery

TEXT_LIMIT: Final = 200
"""As long as the words of a search may be."""
MOST_SATANG: Final = 1_000_000_000
TITLE_LIMIT: Final = 120
MOST_PEOPLE: Final = 9_999
MOST_PIECES: Final = 1_000_000
_UNIT: Final = re.compile(r"\d\s?(ผืน|ใบ|ชิ้น|ชุด|อัน|ตัว|กล่อง|ลูก|ก้อน)")


def need_from(text: str, lang: str) -> dict[str, Any]:
    """Return first values for the fields of the form.

    A price said in a search is that of one piece or one person; the budget is of all of them.

    Args:
        text: what was searched for; may be anything.
        lang: "th" or "en".
    """
    title = clean_line(text[:TEXT_LIMIT])
    if not title:
        return {}
    from search_index.understand import read  # noqa: PLC0415 - loads the words, 15 MB

    said = read(SearchQuery(text=title, lang=lang), lambda _term: 0).filters
    times = said.wholesale_quantity or said.group or 1
    (month,) = said.months if len(said.months) == 1 else (None,)
    unit = _UNIT.search(title) if said.wholesale_quantity else None
    found = {
        "title": title[:TITLE_LIMIT],
        "brief": title if len(title) > TITLE_LIMIT else "",
        "kind": _kind(said),
        "quantity": _within(said.wholesale_quantity, MOST_PIECES),
        "unit": unit[1] if unit else "",
        "group_size": _within(said.group, MOST_PEOPLE),
        "month": None if month is None else str(month),
        "budget_min": _all(said.price_min, times),
        "budget_max": _all(said.price_max, times),
        "languages": sorted(said.languages),
        "communities": sorted(said.communities),
    }
    return {name: value for name, value in found.items() if value}


def _kind(said: Filters) -> str | None:
    if said.wholesale or said.wholesale_quantity:
        return "wholesale"
    return "group_tour" if said.group or said.kind == "route" else None


def _all(price: int | None, times: int) -> int | None:
    return None if price is None else min(price * times, MOST_SATANG)


def _within(count: int | None, most: int) -> int | None:
    return count if count is not None and count <= most else None
