"""Proof that a change was asked for by our own page: a token in the form, and the Origin header.

Pages without a form set no cookie. The token lives as long as the browser session; when it no
longer fits (the page stood open over a sign-in), the person gets everything typed back with a
button to send it again, but only where the browser itself says that the form was ours.
"""

from collections.abc import Callable
from typing import Final, TypeVar

from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError, CSRFProtect, generate_csrf
from markupsafe import Markup
from werkzeug.exceptions import BadRequest

from marketplace.web.errors import error_page
from marketplace.web.messages import sentence

FIELD: Final = "csrf_token"
SECRETS: Final = frozenset({"password", "current"})
"""Names of all fields that take a password."""
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
_protect = CSRFProtect()


V = TypeVar("V", bound=Callable[..., ResponseReturnValue])


def origin_only(view: V) -> V:
    """Let a view take forms without a token, for buttons on pages kept for everybody.

    Only for changes that act on nobody's account. The Origin is still looked at.
    """
    exempt: V = _protect.exempt(view)
    return exempt


class ForeignOrigin(BadRequest):
    """A change was asked for by another site's page."""


def csrf_field() -> Markup:
    """Return the hidden input every form that changes something must hold."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, generate_csrf())


def _host(origin: str) -> str:
    # An origin is scheme://host[:port] and nothing else; urlsplit would fail over "http://[::1".
    return origin.partition("://")[2]


def is_same_origin() -> bool:
    """Tell whether the browser says that this request came from one of our own pages."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin")
    return origin is not None and _host(origin) == request.host


def _refuse_foreign_origin() -> None:
    """Refuse changes that say they come from elsewhere, before any token is looked at."""
    if request.method in _SAFE:
        return
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    foreign = site in {"cross-site", "same-site"} or (
        site is None and origin is not None and _host(origin) != request.host
    )
    if foreign:
        raise ForeignOrigin


def _typed() -> list[tuple[str, str]]:
    """All that was typed; a password is sent back to nobody."""
    return [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name != FIELD and name not in SECRETS
    ]


def _stale(_error: CSRFError) -> ResponseReturnValue:
    """Give everything typed back with a fresh token. Files cannot be given back."""
    if not is_same_origin() or request.is_json:
        return error_page(400, sentence("request.bad"))
    page = render_template(
        "errors/stale.html",
        sentence=sentence("form.stale"),
        action=request.script_root + request.path,
        typed=_typed(),
        has_files=bool(request.files),
        has_password=not SECRETS.isdisjoint(request.form),
    )
    return page, 400


def init_csrf(app: Flask) -> None:
    """Check every change. Call it after the rate limits, so that floods without token count."""
    app.config.setdefault("WTF_CSRF_TIME_LIMIT", None)
    # Our own check of the origin replaces the one by Referer, which some people switch off.
    app.config["WTF_CSRF_SSL_STRICT"] = False
    app.before_request(_refuse_foreign_origin)
    _protect.init_app(app)
    # Flask-WTF's context processor runs for every template; the globals suffice.
    app.template_context_processors[None].pop()
    app.register_error_handler(CSRFError, _stale)
    app.jinja_env.globals["csrf_field"] = csrf_field
