"""Page numbers out of the address, and addresses of other pages of the same list."""

from typing import Final
from urllib.parse import urlencode

from flask import request

_LAST: Final = 10_000


def page_number(name: str = "page") -> int:
    """Return the page asked for: 1 to 10,000; anything unreadable is the first."""
    text = request.args.get(name, "")
    if not text.isascii() or not text.isdigit() or len(text) > len(str(_LAST)):
        return 1
    return min(max(int(text), 1), _LAST)


def pages_around(page: int, last: int) -> list[int | None]:
    """Return the pages a pager links to: the ends and the neighbours, None where some are left out.

    Args:
        page: the current one, 1 and up; it may lie behind the last.
        last: number of the last page.
    """
    around = {1, *range(page - 2, page + 3), last}
    numbers = sorted(number for number in around if 1 <= number <= last)
    return [n if n in {1, last} or abs(n - page) <= 1 else None for n in numbers]


def page_address(number: int) -> str:
    """Return the address of another page of this list, with the same filters."""
    values = [(k, v) for k, v in request.args.items(multi=True) if k != "page" and v]
    if number > 1:
        values.append(("page", str(number)))
    path = request.script_root + request.path
    return f"{path}?{urlencode(values)}" if values else path
