"""Puts the house together: extensions, then the list of rooms with their prefixes."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from flask import Blueprint, Flask, request
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from config import ROOT, Settings
from marketplace import db
from marketplace.accounts import labels as account_labels
from marketplace.api.views import init_api
from marketplace.cli import register_commands
from marketplace.listings import labels as listing_labels
from marketplace.listings.queries.seller import waiting_for_seller
from marketplace.matching import labels as matching_labels
from marketplace.matching.queries.calls import waiting_calls
from marketplace.moderation import labels as moderation_labels
from marketplace.moderation.queries.applications import waiting_for_manager
from marketplace.moderation.queries.queue import waiting_for_reviewer
from marketplace.ports import Ports
from marketplace.ports.wiring import real_ports
from marketplace.saved_searches.queries.kept import unseen_matches
from marketplace.search.engine import open_engine
from marketplace.search.lag import LagWatch
from marketplace.web import guards, identity, sessions
from marketplace.web.assets import DIST, URL_PREFIX, is_immutable
from marketplace.web.caching import init_caching
from marketplace.web.catalogues import compile_if_stale
from marketplace.web.codes import init_codes
from marketplace.web.csrf import init_csrf
from marketplace.web.errors import init_errors
from marketplace.web.headers import HeaderLayer, SecurityHeaders
from marketplace.web.health import add_check, init_health
from marketplace.web.index import current_index, init_index
from marketplace.web.kept_pages import KeptPages
from marketplace.web.languages import LanguagePrefix
from marketplace.web.limits import init_limits
from marketplace.web.logs import init_logs
from marketplace.web.ports import current_ports, init_ports
from marketplace.web.requests import HouseRequest
from marketplace.web.settings import init_settings
from marketplace.web.templating import init_templating
from marketplace.web.transfer import init_transfer
from marketplace.web.waiting import RowsFor, init_waiting
from marketplace.words import labels as word_labels
from marketplace.words.queries.tallies import waiting_for_officer

ROOMS: Final = (
    "pages",
    "listings",
    "media",
    "communities",
    "search",
    "saved_searches",
    "knowledge",
    "accounts",
    "matching",
    "moderation",
    "words",
    "office",
    "api",
)
"""Each has its ``bp`` in ``marketplace.<room>.views``; paths are written in full there."""

WAITING: Final[dict[str, RowsFor]] = {
    "queue": waiting_for_reviewer,
    "applications": waiting_for_manager,
    "today": waiting_for_seller,
    "calls": lambda actor: waiting_calls(actor, current_ports().clock.now()),
    "searches": waiting_for_officer,
    "saved": unseen_matches,
}
"""What the badges in the menus of the workspace count, by the key of the place."""

CODE_WORDS: Final = (
    listing_labels.LISTING_STATES,
    listing_labels.LISTING_ACTIONS,
    listing_labels.VERSION_STATES,
    listing_labels.VERSION_ACTIONS,
    account_labels.ADMISSIONS,
    moderation_labels.ADMISSION_ACTIONS,
    matching_labels.STATES,
    matching_labels.ACTIONS,
    word_labels.STATES,
    word_labels.ACTIONS,
)
"""The words of every state that rules an act out, and of those acts."""


class House(Flask):
    """Flask without its question, asked of every hook of every request, whether it is async."""

    request_class = HouseRequest

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function: there are no async ones here."""
        return func

    def log_exception(self, exc_info: Any) -> None:
        """Log a fault under its rule: the path that Flask would log may hold a one-time word."""
        rule = None if request.url_rule is None else request.url_rule.rule
        self.logger.error("fault at %s %s", request.method, rule, exc_info=exc_info)


def create_app(settings: Settings, ports: Ports | None = None) -> Flask:
    """Make the application.

    Args:
        settings: checked settings.
        ports: clock, mail and storage; None means the real ones of the settings.
    """
    app = House("marketplace", root_path=str(ROOT), static_folder=None, template_folder="templates")
    compile_if_stale()
    app.config.update(_flask_config(settings))
    init_settings(app, settings)
    init_ports(app, real_ports(settings) if ports is None else ports)
    db.init_app(app, db.Database(settings.database_url))
    init_logs(app, settings)
    init_limits(app, settings)
    init_csrf(app)
    guards.init_login(app)
    app.after_request(sessions.set_session_cookie)
    app.after_request(identity.note_visit)
    init_health(app)
    init_errors(app)
    init_templating(app, settings)
    init_caching(app)
    init_waiting(app, WAITING)
    init_codes(app, CODE_WORDS)
    init_index(app, lambda: open_engine(settings, strict=False))
    init_api(app)
    init_transfer(app)
    for room in ROOMS:
        _register(app, room)
    watch = LagWatch()
    add_check(app, "index", lambda: watch.keeps_up(db.reader(), current_index()))
    register_commands(app)
    _wrap(app, settings)
    return app


def _register(app: Flask, room: str) -> None:
    views = import_module(f"marketplace.{room}.views")
    # Listings have two faces: the public pages and the seller's desk.
    for name in ("bp", "selling"):
        blueprint = getattr(views, name, None)
        if isinstance(blueprint, Blueprint):
            app.register_blueprint(blueprint)


def _flask_config(settings: Settings) -> dict[str, object]:
    secure = settings.is_production
    return {
        "SECRET_KEY": settings.secret_key,
        "SECRET_KEY_FALLBACKS": list(settings.secret_key_fallbacks),
        "TRUSTED_HOSTS": list(settings.trusted_hosts),
        "PREFERRED_URL_SCHEME": "https" if secure else "http",
        # This cookie is set only by a page that holds a form; it carries the form's secret and
        # short notices. Who is signed in stands in another cookie, see web/identity.py.
        "SESSION_COOKIE_NAME": "__Host-talat-form" if secure else "talat-form",
        "SESSION_COOKIE_SECURE": secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_PATH": "/",
        "SESSION_REFRESH_EACH_REQUEST": False,
        "MAX_CONTENT_LENGTH": settings.body_max_bytes,
        "MAX_FORM_MEMORY_SIZE": settings.body_max_bytes,
        "MAX_FORM_PARTS": 1000,
    }


def _wrap(app: Flask, settings: Settings) -> None:
    """Put the WSGI layers round the application; the last one is the outermost."""
    inner = LanguagePrefix(KeptPages(app, app.wsgi_app, settings))
    static = WhiteNoise(
        inner,
        root=_existing(DIST),
        prefix=URL_PREFIX,
        max_age=60,
        immutable_file_test=is_immutable,
        autorefresh=False,
    )
    app.wsgi_app = HeaderLayer(static, SecurityHeaders.of(settings))  # type: ignore[assignment,method-assign]  # how WSGI layers are put round Flask
    if settings.proxy_hops:
        hops = settings.proxy_hops
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # as above
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops
        )


def _existing(folder: Path) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    return str(folder)
