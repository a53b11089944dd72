"""Public pages kept in memory: the shell is made for each person, the rest once for everybody.

``@public_page`` on a GET view is all a room does. The view is run without an actor, so that
nothing personal can get into what is kept; where the layout writes ``{{ slot("account") }}`` the
page is cut, and the person's own piece is put in at each request.

A kept page belongs to one value of the ``catalogue_version`` row, which every transaction raises
that changes what the public sees. The row is read at each request, so all processes and machines
let go of old pages at once. The ETag holds the same values: a revisit is answered with 304
before the view is even called. Once a page is kept, ``web/kept_pages.py`` answers for it.
"""

import re
import zlib
from collections.abc import Callable
from datetime import datetime
from functools import cache, partial, wraps
from typing import Final, ParamSpec

from flask import Flask, Response, current_app, g, render_template, request, session
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from config import ROOT
from marketplace.actors import Actor
from marketplace.web.headers import chosen_policy, use_policy
from marketplace.web.i18n import COMPILED, current_lang
from marketplace.web.identity import catalogue_version, current_actor, session_cookie
from marketplace.web.page_store import KeptPage, PageKey, PageStore, Place, Stamp, joined
from marketplace.web.ports import current_ports
from marketplace.web.settings import current_settings
from marketplace.web.transfer import QUICK, Part, pack, takes_gzip

P = ParamSpec("P")

_EXTENSION: Final = "talat_pages"
HTML: Final = "text/html; charset=utf-8"
VALIDITY: Final = (("Cache-Control", "private, no-cache"), ("Vary", "Cookie, Accept-Encoding"))
PASSING: Final = "contact"
"""Name in a query that opens something for a few minutes: such a page is made for each reader."""
_PERSONAL: Final = frozenset({"text/html", "application/json"})
_CUT: Final = re.compile(rb"\x02([a-z_]+)\x03")
# "3 days ago" and "open today" stand in public pages: none is kept longer than this.
_LONGEST_S: Final = 3600


def store_of(app: Flask) -> PageStore:
    """Return the store of an application."""
    found: PageStore = app.extensions[_EXTENSION]
    return found


def page_store() -> PageStore:
    """Return the store of the current application."""
    return store_of(current_app)


def public_page(
    view: Callable[P, ResponseReturnValue],
) -> Callable[P, ResponseReturnValue]:
    """Keep a GET view's page for everybody; see the module.

    The view sees no actor and must show the same to all. Answers other than 200 HTML, and pages
    that show a notice just given or contacts just asked for, are not kept.
    """

    @wraps(view)
    def shared(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        # The version is read before anything else: what is read after it may be newer, never older.
        stamp = stamp_of(catalogue_version(), _now())
        if request.method not in {"GET", "HEAD"} or _has_notice() or PASSING in request.args:
            return view(*args, **kwargs)
        state = person_state(current_actor())
        store = page_store()
        key = page_key(request.path, request.environ.get("QUERY_STRING", ""))
        etag = store.etag(key, stamp, state)
        known = etag in request.environ.get("HTTP_IF_NONE_MATCH", "")
        place = store.place(key)
        if known and place is not None and place.stamp == stamp:
            return _unchanged(place, etag)
        page = store.page(key)
        if page is None or page.stamp != stamp:
            made = _make(lambda: view(*args, **kwargs), stamp)
            if isinstance(made, Response):
                return made
            page = made
            store.keep(key, page)
        place = Place(stamp, _rule(), page.policy)
        store.note_place(key, place)
        if known:
            return _unchanged(place, etag)
        use_policy(page.policy)
        return _with_validators(_assemble(page, state), etag)

    return shared


def slot(name: str) -> Markup:
    """Write a person's own piece into a layout: ``_layouts/_slot_<name>.html``.

    In a page that is being kept, it leaves a mark where each reader's piece will go.
    """
    if g.get("public_render"):
        return Markup("\x02{}\x03").format(name)
    return Markup(render_template(f"_layouts/_slot_{name}.html"))  # noqa: S704 - a template's own output


def person_state(actor: Actor | None) -> str:
    """Return what the shell of this person's pages depends on, as a short word."""
    if actor is None:
        return "v"
    chosen = actor.acting_for
    organisation = (chosen.public_id, chosen.name_th, chosen.name_en) if chosen else ()
    seen = "\n".join((actor.name, str(actor.is_officer), *organisation))
    return f"{actor.user_id:x}.{zlib.crc32(seen.encode()):x}"


def _has_notice() -> bool:
    cookie = current_app.config["SESSION_COOKIE_NAME"]
    return cookie in request.cookies and "_flashes" in session


def _unchanged(place: Place, etag: str) -> Response:
    use_policy(place.policy)
    return _with_validators(Response(status=304), etag)


def _rule() -> str:
    return "" if request.url_rule is None else request.url_rule.rule


def _now() -> datetime:
    return current_ports().clock.now()


def stamp_of(version: int, now: datetime) -> Stamp:
    """Return the stamp of pages made from a version of the catalogue at a moment."""
    return version, int(now.timestamp()) // _LONGEST_S


def page_key(path: str, query: str) -> PageKey:
    """Return where a page is kept, in the current language.

    Args:
        path: decoded, without the language.
        query: as it came.
    """
    return current_lang(), path, "&".join(sorted(query.split("&"))) if query else ""


def _make(run: Callable[[], ResponseReturnValue], stamp: Stamp) -> KeptPage | Response:
    g.public_render = True
    try:
        response: Response = current_app.make_response(run())
    finally:
        g.public_render = False
    body = response.get_data()
    if response.status_code != 200 or response.mimetype != "text/html":  # noqa: PLR2004 - HTTP
        return _filled(response, body)
    pieces = _CUT.split(body)
    headers = tuple(
        (name, value)
        for name, value in response.headers
        if name not in {"Content-Length", "Content-Type"}
    )
    return KeptPage(
        tuple(pack(piece, QUICK) for piece in pieces[::2]),
        tuple(name.decode() for name in pieces[1::2]),
        headers,
        stamp,
        hasty=True,
        policy=chosen_policy(request.environ),
    )


def _filled(response: Response, body: bytes) -> Response:
    """Put this person's pieces into a page that is not kept."""
    if _CUT.search(body):
        response.set_data(_CUT.sub(lambda cut: _slot_part(cut[1].decode()).plain, body))
    return response


def _slot_part(name: str) -> Part:
    return pack(render_template(f"_layouts/_slot_{name}.html").encode())


def _assemble(page: KeptPage, state: str) -> Response:
    store, lang = page_store(), current_lang()
    own = [store.slot((name, lang, state), partial(_slot_part, name)) for name in page.slots]
    packed = takes_gzip(request.environ)
    response = Response(joined(page, own, packed=packed), content_type=HTML)
    for header, value in page.headers:
        response.headers[header] = value
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    return response


def _with_validators(response: Response, etag: str) -> Response:
    response.headers["ETag"] = etag
    for name, value in VALIDITY:
        response.headers[name] = value
    return response


@cache
def _build_word() -> str:
    """Return a word that changes with templates, assets and catalogue: with every deployment.

    A process serves the deployment it began with, so it looks once.
    """
    files = [*(ROOT / "templates").rglob("*.html"), COMPILED, ROOT / "static/dist/manifest.json"]
    newest = max((path.stat().st_mtime_ns for path in files if path.exists()), default=0)
    return f"{zlib.crc32(str(newest).encode()):x}"


def _say_how_long(response: Response) -> Response:
    """Let a phone that several people use keep nothing of a person's pages after they left."""
    if response.mimetype in _PERSONAL and "Cache-Control" not in response.headers:
        # The cookie is enough to know: nothing is asked of a database that may be away.
        signed_in = session_cookie(current_settings()) in request.cookies
        response.headers["Cache-Control"] = "no-store" if signed_in else "private, no-cache"
    return response


def build_word() -> str:
    """Return a word that changes with every deployment."""
    store: PageStore = current_app.extensions[_EXTENSION]
    return store.build


def init_caching(app: Flask) -> None:
    """Give the application its page store, and templates their slots."""
    app.extensions[_EXTENSION] = PageStore(build=_build_word())
    app.jinja_env.globals["slot"] = slot
    app.after_request(_say_how_long)
