"""The request as the house reads it."""

from typing import Any, Final
from urllib.parse import quote

from flask import Request

_SIGNS: Final = bytes(range(0x21, 0x7F))


class HouseRequest(Request):
    """Flask's request, which takes a query of any octets and a body with nameless parts.

    A query should hold ASCII only. Old clients and attackers send other octets as they are, and
    werkzeug would fail over those that are no UTF-8; here they are read as if they were escaped.
    """

    def __init__(self, environ: Any, *args: Any, **kwargs: Any) -> None:
        """Read the request of a WSGI environment."""
        super().__init__(environ, *args, **kwargs)
        if not self.query_string.isascii():
            self.query_string = quote(self.query_string, safe=_SIGNS).encode()

    def _load_form_data(self) -> None:
        """Read the body; parts without a name, which no page of ours sends, are left out."""
        super()._load_form_data()
        for place in ("form", "files"):
            sent = self.__dict__[place]
            if None in sent:
                named = [pair for pair in sent.items(multi=True) if pair[0] is not None]
                self.__dict__[place] = type(sent)(named)
