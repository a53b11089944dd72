"""Page numbers out of the address."""

from typing import Final

from flask import request

_LAST: Final = 10_000


def page_number(name: str = "page") -> int:
    """Return the page asked for: 1 to 10,000; anything unreadable is the first."""
    text = request.args.get(name, "")
    if not text.isascii() or not text.isdigit() or len(text) > len(str(_LAST)):
        return 1
    return min(max(int(text), 1), _LAST)
