"""The request as the house reads it."""

from typing import Any, Final
from urllib.parse import quote

from flask import Request

_SIGNS: Final = bytes(range(0x21, 0x7F))


class HouseRequest(Request):
    """Flask's request, which takes a query of any octets.

    A query should hold ASCII only. Old clients and attackers send other octets as they are, and
    werkzeug would fail over those that are no UTF-8; here they are read as if they were escaped.
    """

    def __init__(self, environ: Any, *args: Any, **kwargs: Any) -> None:
        """Read the request of a WSGI environment."""
        super().__init__(environ, *args, **kwargs)
        if not self.query_string.isascii():
            self.query_string = quote(self.query_string, safe=_SIGNS).encode()
