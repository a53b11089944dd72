"""A browser of a few lines for the running product: cookies, the form's token, nothing else."""

from __future__ import annotations

import http.client
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from tests.support.addresses import LOOPBACK

_TOKEN: Final = re.compile(r'name="csrf_token" value="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; having one at all means that the server acknowledged the request."""

    status: int
    location: str
    text: str


class PlainBrowser:
    """One person with a session.

    Attributes:
        port: where the product listens; it may be another one after a restart.
    """

    def __init__(self, port: int, session_token: str, address: str) -> None:
        """Choose whom to be.

        Args:
            port: of the product.
            session_token: what the session cookie holds.
            address: to come from, such as 127.0.0.2; the house counts tries by address.
        """
        self.port = port
        self._address = address
        self._cookies = {"talat": session_token}
        self._token = ""

    def get(self, path: str) -> Answer | None:
        """Open a page and keep its form's token; None when the connection broke."""
        answer = self._ask("GET", path, None)
        found = _TOKEN.search(answer.text) if answer is not None else None
        if found:
            self._token = found[1]
        return answer

    def post(self, path: str, **form: str) -> Answer | None:
        """Send a form with the token of the page seen last; None when the connection broke."""
        return self._ask("POST", path, urlencode(form | {"csrf_token": self._token}))

    @property
    def has_token(self) -> bool:
        """Whether a page with a form was seen."""
        return bool(self._token)

    def _ask(self, method: str, path: str, body: str | None) -> Answer | None:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = http.client.HTTPConnection(
            LOOPBACK, self.port, timeout=20, source_address=(self._address, 0)
        )
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            self._keep_cookies(response)
            text = response.read().decode()
            return Answer(response.status, response.headers.get("Location", ""), text)
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()

    def _keep_cookies(self, response: http.client.HTTPResponse) -> None:
        for cookie in response.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
