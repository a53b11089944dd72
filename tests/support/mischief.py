"""Requests nobody should send, made from a seed: the same seed makes the same requests again."""

from __future__ import annotations

import io
import json
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from random import Random
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urlencode

from PIL import Image
from werkzeug.test import EnvironBuilder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from werkzeug.routing import Rule

NASTY: Final = (
    "", " ", "\0", "a\0b", "\ud800", "\udfff\ud800", "\ufffe", "\u202eกลับ", "\u200b\u200d", "ก็็็็็",
    "é" * 200, "👩‍👩‍👧‍👦", "9" * 40, "-9" * 20, str(10**30), "1e400", "NaN", "Infinity", "-0", "-1", "0", "1",
    "2", "12", "๙๙๙๙", "๒,๘๕๐", "2,850.00", "1.005", "²", "½", "٣", "+1", "1_000", "0x10", "99999999999",
    "9223372036854775808", "2147483648", "true", "null", "[]", "{}", "on", "<script>alert(1)</script>",
    '"><svg onload=alert(1)>', "{{7*7}}", "%s%n%x", "%(name)s", "{0}", "' OR 1=1 --", "%", "_", "\\", "*",
    "(a* OR b*) AND c*", "~" * 50, '"' * 30, "../../etc/passwd", "..%2f..%2f", "//evil.example",
    "http://[::1", "javascript:alert(1)", "https://line.me/R/ti/p/@x", "\r\nSet-Cookie: a=b", "=1+1",
    "2026-02-30", "2026-11-20", "20/11/2569", "9999-12-31", "0000-00-00", "24:61", "09:00", "5:5", "a@b",
    "@", "a@b.c\r\nBcc: x@y.z", "x" * 300 + "@example.org", "081-234-5678", "+66" * 20, "ผ้าไหม", "tin chok",
    "x" * 5000, "ก" * 3000, "งาน" * 70, "pick-0.x", "0,0", "17.5,99.7", "91", "-181", "1e-320",
)  # fmt: skip
"""Values that have broken somebody's program."""

DO: Final = (
    "save", "submit", "preview", "upload", "add-itinerary", "add-tiers", "add-", "remove-itinerary-0",
    "up-itinerary-99999999999999999999", "down-tiers-²", "remove-itinerary--1", "photo-up-x",
    "photo-remove-", "photo--", "add-certificates", "copy", "remove-tiers-๙",
)  # fmt: skip
"""What the buttons of the seller's form send, and what they do not."""

ASKED: Final = (
    "q", "page", "sort", "kind", "category", "community", "district", "price", "min", "max", "state", "month",
    "people", "in_stock", "next", "from", "to", "for", "contact", "date", "actor", "fact", "since", "reason",
    "waiting", "organisation", "lang",
)  # fmt: skip
"""Names that pages read from the query."""

SENT: Final = (
    "csrf_token", "version", "terms_version", "stock_before", "do", "answer", "listing", "next", "person",
    "role", "kind", "name", "email", "password", "current", "outcome", "reasons", "checks", "note", "action",
    "organisation", "keep_here", "locale", "since", "pick-0.x", "pick-0.y", "pick-itinerary-0.x",
    "pick-itinerary-0.y", "itinerary-0-day", "itinerary-999-day", "itinerary--1-day", "tiers-0-min_people",
    "channels-0-value", "channels-99999999999999999999-kind", "alt-x-th", "price", "stock",
)  # fmt: skip
"""Names that actions may read from a form."""

HEADERS: Final = (
    "Accept", "Accept-Language", "Accept-Encoding", "Cookie", "Origin", "Referer", "Sec-Fetch-Site",
    "If-None-Match", "If-Modified-Since", "Range", "X-Request-ID", "X-Forwarded-For", "X-Forwarded-Host",
    "X-Requested-With", "X-CSRFToken", "User-Agent", "Host", "Content-Encoding", "Transfer-Encoding",
    "Authorization", "Content-Length",
)  # fmt: skip
METHODS: Final = ("HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "get", "X")
TYPES: Final = (
    "application/json", "text/plain", "multipart/form-data", "multipart/form-data; boundary=",
    "multipart/form-data; boundary=" + "x" * 300, "application/xml", "image/jpeg",
    "application/x-www-form-urlencoded; charset=utf-7", ";;;", "",
)  # fmt: skip


_POSTED: Final = re.compile(r"<form\b[^>]*\bmethod=.?post.*?</form>", re.DOTALL | re.IGNORECASE)


@dataclass(slots=True)
class SentForm:
    """A form found on a page: where it goes and what it would send.

    Attributes:
        choices: field -> values offered or filled in; a button is a field too.
    """

    action: str
    choices: dict[str, list[str]] = field(default_factory=dict)


@dataclass(slots=True)
class Request:
    """One request, as handed to the test client.

    Attributes:
        path: undecoded octets as WSGI wants them, one character for each.
    """

    method: str
    path: str
    query: bytes
    body: bytes
    content_type: str | None
    headers: dict[str, str]
    with_token: bool

    def environ(self, remote: str, token: str) -> dict[str, Any]:
        """Make the WSGI environment.

        Args:
            remote: address it comes from.
            token: of the form, sent where the request should have one.
        """
        builder = EnvironBuilder(
            method=self.method,
            base_url="http://localhost",
            input_stream=io.BytesIO(self.body),
            content_length=len(self.body),
            content_type=self.content_type,
        )
        environ = builder.get_environ()
        builder.close()
        environ["PATH_INFO"], environ["REMOTE_ADDR"] = self.path, remote
        environ["QUERY_STRING"] = self.query.decode("latin-1")
        if self.with_token:
            environ["HTTP_X_CSRFTOKEN"] = token
        for name, value in self.headers.items():
            key = name.upper().replace("-", "_")
            environ[key if key == "CONTENT_LENGTH" else f"HTTP_{key}"] = value
        return environ


class _Forms(HTMLParser):
    """Collects the forms of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[SentForm] = []
        self._inside = False
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        name, value = values.get("name", ""), values.get("value", "")
        if tag == "form":
            self._inside = values.get("method", "").lower() == "post"
            if self._inside:
                self.found.append(SentForm(values.get("action", "")))
        elif tag == "select":
            self._select = name
        elif self._inside and tag == "option" and self._select:
            self._add(self._select, value)
        elif self._inside and tag in {"input", "textarea", "button"} and name:
            self._add(name, value)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False

    def _add(self, name: str, value: str) -> None:
        self.found[-1].choices.setdefault(name, []).append(value)


def forms_of(page: str) -> list[SentForm]:
    """Find the forms of a page that change something."""
    reader = _Forms()
    # To read a whole page takes longer than to make it.
    for form in _POSTED.findall(page):
        reader.feed(form)
    return reader.found


@dataclass(slots=True)
class Mischief:
    """Makes requests.

    Attributes:
        rules: what the house serves.
        names: parts of addresses that lead somewhere.
        forms: found on the pages that this visitor sees.
        seed: makes the whole sequence.
    """

    rules: Sequence[Rule]
    names: Mapping[str, str]
    forms: Sequence[SentForm]
    seed: str

    def request(self, number: int) -> Request:
        """Make request `number` of the sequence, on its own, whatever went before."""
        luck = Random(f"{self.seed}:{number}")
        if self.forms and luck.random() < 0.35:
            return self._changed_form(luck)
        rule = luck.choice(self.rules)
        posts = "POST" in (rule.methods or ())
        method = "POST" if posts and luck.random() < 0.7 else "GET"
        if luck.random() < 0.06:
            method = luck.choice(METHODS)
        fields = self._fields(luck) if method != "GET" else []
        return self._finished(luck, method, self._path(luck, rule), fields)

    def _changed_form(self, luck: Random) -> Request:
        form = luck.choice(self.forms)
        fields = [(name, luck.choice(values)) for name, values in form.choices.items()]
        for _ in range(luck.randint(0, 3)):
            if fields:
                spot = luck.randrange(len(fields))
                fields[spot] = (fields[spot][0], self._value(luck))
        if luck.random() < 0.3 and fields:
            del fields[luck.randrange(len(fields))]
        if luck.random() < 0.2:
            fields += self._fields(luck)
        return self._finished(luck, "POST", form.action.partition("?")[0], fields)

    def _finished(
        self, luck: Random, method: str, path: str, fields: list[tuple[str, str]]
    ) -> Request:
        if luck.random() < 0.3 and not path.startswith("/en/"):
            path = "/en" + path
        query = b""
        if luck.random() < 0.5:
            asked = [(luck.choice(ASKED), self._value(luck)) for _ in range(luck.randint(1, 4))]
            query = _encoded(asked)
        if luck.random() < 0.03:
            query = bytes(luck.randrange(256) for _ in range(40))
        body, content_type = self._body(luck, fields) if method != "GET" else (b"", None)
        headers = {}
        if luck.random() < 0.15:
            value = self._value(luck).encode("utf-8", "surrogatepass").decode("latin-1")
            headers[luck.choice(HEADERS)] = value[:500].replace("\r", "").replace("\n", "")
        octets = path.encode("utf-8", "surrogatepass").decode("latin-1")
        with_token = luck.random() < 0.95
        return Request(method, octets, query, body, content_type, headers, with_token)

    def _path(self, luck: Random, rule: Rule) -> str:
        path = rule.rule
        for name in rule.arguments:
            value = (
                self._value(luck) if luck.random() < 0.4 else luck.choice(list(self.names.values()))
            )
            for converter in (f"<{name}>", f"<int:{name}>"):
                if converter.startswith("<int") and luck.random() < 0.7:
                    value = luck.choice(("320", "640", "1", "0", "9" * 40))
                path = path.replace(converter, value[:300])
        return path

    def _fields(self, luck: Random) -> list[tuple[str, str]]:
        fields = [(luck.choice(SENT), self._value(luck)) for _ in range(luck.randint(0, 6))]
        return fields + fields[:1] * luck.randint(0, 2)

    def _value(self, luck: Random) -> str:
        kind = luck.random()
        if kind < 0.2:
            return luck.choice(list(self.names.values()))
        if kind < 0.3:
            return luck.choice(DO)
        if kind < 0.35:
            return "".join(chr(luck.randrange(0x11_0000)) for _ in range(luck.randint(1, 30)))
        return luck.choice(NASTY)

    def _body(self, luck: Random, fields: list[tuple[str, str]]) -> tuple[bytes, str | None]:
        kind = luck.random()
        if kind < 0.75:
            return _encoded(fields), "application/x-www-form-urlencoded"
        if kind < 0.9:
            return _multipart(luck, fields)
        makers: tuple[Callable[[], bytes], ...] = (
            lambda: json.dumps(dict(fields)).encode(),
            lambda: b"[" * 5000,
            lambda: luck.randbytes(300),
            lambda: b"a=" + b"x" * (1_200_000 if luck.random() < 0.2 else 10),
            lambda: b"&".join(b"f%d=1" % number for number in range(2000)),
            lambda: _encoded(fields),
        )
        return luck.choice(makers)(), luck.choice(TYPES)


def _encoded(fields: list[tuple[str, str]]) -> bytes:
    return urlencode(fields, quote_via=quote, encoding="utf-8", errors="surrogatepass").encode()


def _multipart(luck: Random, fields: list[tuple[str, str]]) -> tuple[bytes, str]:
    edge = "----edge"
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode(
            "utf-8", "surrogatepass"
        )
        for name, value in fields
    ]
    name = luck.choice(("a.jpg", "", "ภาพ.png", "../../x.jpg", "a\0.jpg", "x" * 300, '"; x="'))
    kind = luck.choice(("image/jpeg", "image/svg+xml", "text/html", ""))
    head = (
        f'--{edge}\r\nContent-Disposition: form-data; name="photos"; filename="{name}"\r\n'
        f"Content-Type: {kind}\r\n\r\n"
    )
    parts.append(head.encode() + _file(luck) + b"\r\n")
    body = b"".join(parts) + f"--{edge}--\r\n".encode()
    if luck.random() < 0.3:
        body = body[: luck.randrange(len(body))]
    return body, f"multipart/form-data; boundary={edge}"


def _file(luck: Random) -> bytes:
    kind = luck.random()
    if kind < 0.4:
        return luck.randbytes(200)
    if kind < 0.6:
        return b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"
    out = io.BytesIO()
    size = (luck.choice((1, 40, 640)), luck.choice((1, 480)))
    Image.new("RGB", size, (luck.randrange(256), 80, 60)).save(
        out, luck.choice(("JPEG", "PNG", "GIF"))
    )
    picture = bytearray(out.getvalue())
    if luck.random() < 0.5:
        picture[luck.randrange(len(picture))] ^= 0xFF
    return bytes(picture)
