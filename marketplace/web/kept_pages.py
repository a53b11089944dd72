"""Kept pages and revisits answered before Flask is asked.

``web/caching.py`` makes and keeps public pages inside Flask. Once a page is kept, all that is left
to do is one read (catalogue version and session), joining bytes, and noting the answer; the
machinery of a request around that would cost three times as much (docs/decisions/0007). Whatever
is out of the ordinary is passed on to Flask, which gives the same answer: a page not kept, a
notice to show, a session whose use has to be noted, a foreign host, a database that is away.
"""

import time
from binascii import Error as NotBase64
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from flask import Flask
from itsdangerous.encoding import base64_decode
from itsdangerous.exc import BadData
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import SecurityError
from werkzeug.sansio.utils import get_host

from config import Settings
from marketplace.web.caching import (
    HTML,
    VALIDITY,
    page_key,
    person_state,
    stamp_of,
    store_of,
)
from marketplace.web.headers import choose_policy
from marketplace.web.health import count_answer
from marketplace.web.i18n import current_lang
from marketplace.web.identity import LOOKED_UP, Visit, is_due, look_up, session_cookie
from marketplace.web.logs import Answered, new_request_id, write_line
from marketplace.web.page_store import PageKey, PageStore, Place, joined
from marketplace.web.ports import ports_of
from marketplace.web.transfer import takes_brotli, takes_gzip

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_OK: Final = (200, "200 OK")
_NOT_MODIFIED: Final = (304, "304 NOT MODIFIED")


@dataclass(frozen=True, slots=True)
class _Found:
    """A page that is there and up to date, and who asks for it."""

    key: PageKey
    place: Place
    visit: Visit | None
    state: str
    etag: str


class KeptPages:
    """Answers for kept pages; passes everything else on."""

    def __init__(self, app: Flask, inner: "WSGIApplication", settings: Settings) -> None:
        """Stand before an application.

        Args:
            app: whose pages, database and clock.
            inner: asked whenever there is no simple answer.
            settings: for the names of cookies and the key of the log.
        """
        self._app = app
        self._inner = inner
        self._store: PageStore = store_of(app)
        self._session_cookie = session_cookie(settings)
        self._form_cookie: str = app.config["SESSION_COOKIE_NAME"]
        self._hosts = tuple(settings.trusted_hosts)
        self._key = settings.secret_key

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        """Answer, or let the application answer."""
        began = time.perf_counter()
        found = self._find(environ)
        if found is None:
            return self._inner(environ, start)
        headers = [("ETag", found.etag), *VALIDITY]
        (code, status), body = _NOT_MODIFIED, list[bytes]()
        if found.etag not in environ.get("HTTP_IF_NONE_MATCH", ""):
            code, status = _OK
            whole = self._body(found, environ, headers)
            if whole is None:
                return self._inner(environ, start)
            body.append(whole)
        choose_policy(environ, found.place.policy)
        request_id = new_request_id(environ.get("HTTP_X_REQUEST_ID", ""))
        headers.append(("X-Request-ID", request_id))
        self._note(
            Answered(
                request_id=request_id,
                method="GET",
                rule=found.place.rule,
                status=code,
                began=began,
                address=environ.get("REMOTE_ADDR"),
                user_id=None if found.visit is None else found.visit.actor.user_id,
            )
        )
        start(status, headers)
        return body

    def _find(self, environ: "WSGIEnvironment") -> _Found | None:
        if environ["REQUEST_METHOD"] != "GET":
            return None
        path = environ.get("PATH_INFO", "")
        key = page_key(path, environ.get("QUERY_STRING", ""))
        place = self._store.place(key)
        # Pages are kept under decoded paths; one in ASCII is the same before and after.
        if place is None or not path.isascii() or not self._is_ours(environ):
            return None
        cookies = _cookies(environ.get("HTTP_COOKIE", ""))
        if cookies is None or _may_hold_notice(cookies.get(self._form_cookie, "")):
            return None
        now = ports_of(self._app).clock.now()
        try:
            version, visit = look_up(self._app, cookies.get(self._session_cookie, ""), now)
        except SQLAlchemyError:
            return None
        environ[LOOKED_UP] = version, visit
        stamp = stamp_of(version, now)
        if place.stamp != stamp or (visit is not None and is_due(visit, now)):
            return None
        state = person_state(None if visit is None else visit.actor)
        etag = self._store.etag(key, stamp, state)
        return _Found(key, place, visit, state, etag)

    def _body(
        self, found: _Found, environ: "WSGIEnvironment", headers: list[tuple[str, str]]
    ) -> bytes | None:
        """Return the body and add its headers; None when it has to be made or packed first."""
        page = self._store.page(found.key)
        if page is None or page.stamp != found.place.stamp:
            return None
        own = self._store.slots_at_hand(page, current_lang(), found.state)
        packed = takes_gzip(environ)
        if own is None or (not packed and takes_brotli(environ)):
            return None
        body = joined(page, own, packed=packed)
        headers += (("Content-Type", HTML), ("Content-Length", str(len(body))), *page.headers)
        if packed:
            headers.append(("Content-Encoding", "gzip"))
        return body

    def _is_ours(self, environ: Mapping[str, str]) -> bool:
        host = environ.get("HTTP_HOST")
        return host is not None and _is_trusted(environ["wsgi.url_scheme"], host, self._hosts)

    def _note(self, answered: Answered) -> None:
        count_answer(answered.rule, answered.method, answered.status, answered.began)
        write_line(answered, self._key)


@lru_cache(maxsize=256)
def _is_trusted(scheme: str, host: str, trusted: tuple[str, ...]) -> bool:
    try:
        return bool(get_host(scheme, host, None, trusted))
    except SecurityError:
        return False


def _cookies(header: str) -> dict[str, str] | None:
    """Read the cookies; None when one is quoted, which none of ours is."""
    if '"' in header:
        return None
    found: dict[str, str] = {}
    for pair in header.split(";"):
        name, _equals, value = pair.partition("=")
        found.setdefault(name.strip(), value.strip())
    return found


@lru_cache(maxsize=256)
def _may_hold_notice(cookie: str) -> bool:
    """Tell whether a form cookie may hold a notice. Its signature is for Flask to check."""
    if cookie.startswith("."):
        return True  # packed, so it is a long one
    try:
        return b"_flashes" in base64_decode(cookie.partition(".")[0])
    except (BadData, NotBase64):
        return True
