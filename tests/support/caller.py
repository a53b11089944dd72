"""One person's HTTP client for the running product: cookies, form tokens and uploads."""

from __future__ import annotations

import http.client
import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from werkzeug.test import encode_multipart

from tests.support.addresses import LOOPBACK

if TYPE_CHECKING:
    from collections.abc import Mapping

_TOKEN: Final = re.compile(r'name="csrf_token" value="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back, and after how many seconds."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    seconds: float

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()

    @property
    def location(self) -> str:
        """Where a redirect points; empty without one."""
        return self.headers.get("Location", "")


class Caller:
    """Asks the product on a port of the loopback; follows no redirect.

    Attributes:
        cookies: name -> value; put a session's token under ``talat`` to be somebody.
    """

    def __init__(self, port: int, cookies: Mapping[str, str] | None = None) -> None:
        self.port = port
        self.cookies = dict(cookies or {})
        self._token = ""

    def get(self, path: str, **headers: str) -> Reply:
        """Open a page and keep the token of its form."""
        reply = self._ask("GET", path, b"", headers)
        if found := _TOKEN.search(reply.body.decode(errors="replace")):
            self._token = found[1]
        return reply

    def post(self, path: str, form: Mapping[str, Any] | None = None) -> Reply:
        """Send a form, with the token of the page seen last.

        Args:
            path: where to.
            form: field -> text, a FileStorage, or a list of those.
        """
        boundary, body = encode_multipart({**(form or {}), "csrf_token": self._token})
        return self._ask(
            "POST", path, body, {"Content-Type": f"multipart/form-data; boundary={boundary}"}
        )

    def _ask(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Reply:
        connection = http.client.HTTPConnection(LOOPBACK, self.port, timeout=60)
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        began = time.monotonic()
        try:
            connection.request(
                method, path, body or None, {**headers, "Cookie": cookie, "Connection": "close"}
            )
            response = connection.getresponse()
            content = response.read()
        finally:
            connection.close()
        for line in response.headers.get_all("Set-Cookie") or []:
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        return Reply(response.status, response.headers, content, time.monotonic() - began)  # type: ignore[arg-type] # a Message reads as a mapping of its headers
