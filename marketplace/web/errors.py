"""From errors to pages, in one place: status, sentence, and a page that never fails itself."""

from collections.abc import Callable
from typing import Final

import structlog
from flask import Flask, Response, current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from jinja2 import TemplateNotFound
from markupsafe import Markup
from sqlalchemy.exc import DataError, DBAPIError, InterfaceError, OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError, SecurityError
from werkzeug.routing import BuildError

from marketplace.ports.storage import ObjectMissing, StorageDown, StorageFull, UnsafeKey
from marketplace.web.guards import SignInNeeded
from marketplace.web.i18n import current_lang
from marketplace.web.messages import sentence, sentence_of
from marketplace.web.redirects import here, without_slash
from models.errors import (
    ConflictError,
    DomainError,
    InputRejectedError,
    NotAllowedError,
    NotFoundError,
    RateLimitedError,
)

_log = structlog.get_logger("errors")
_RETRY_AFTER_S: Final = 5
_WRITERS: Final = "talat_error_writers"

# Most special first: the first class that fits decides.
_STATUS: Final[tuple[tuple[type[DomainError], int], ...]] = (
    (StorageFull, 507),
    (StorageDown, 503),
    (ObjectMissing, 404),
    (UnsafeKey, 404),
    (NotFoundError, 404),
    (NotAllowedError, 403),
    (ConflictError, 409),
    (RateLimitedError, 429),
    (InputRejectedError, 422),
    (DomainError, 400),
)
_CODE_OF_STATUS: Final = {
    400: "request.bad",
    401: "signin.needed",
    403: "request.forbidden",
    404: "page.not_found",
    405: "request.method",
    409: "conflict.changed",
    410: "page.not_found",
    413: "request.too_large",
    415: "request.media_type",
    422: "request.unreadable",
    429: "rate.many",
    500: "server.fault",
    503: "server.busy",
    507: "storage.full",
}
_BARE: Final = Markup(
    '<!doctype html><html lang="{lang}"><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width"><title>{status} Talat Pasan</title>'
    "<h1>{status}</h1><p>{sentence}</p></html>"
)


def status_of(error: DomainError) -> int:
    """Return the HTTP status that tells of a domain error."""
    return next(status for kind, status in _STATUS if isinstance(error, kind))


Writer = Callable[[int, str, int | None], Response]
"""Status, sentence and seconds to wait -> the answer that tells of an error."""


def tell_errors_with(app: Flask, prefix: str, write: Writer) -> None:
    """Let a room answer errors under its paths in its own form, whichever view or hook fails.

    Args:
        app: the application.
        prefix: of the paths, such as ``/api/``.
        write: writes the answer.
    """
    app.extensions.setdefault(_WRITERS, {})[prefix] = write


def _writer() -> Writer | None:
    writers: dict[str, Writer] = current_app.extensions.get(_WRITERS, {})
    return next((w for prefix, w in writers.items() if request.path.startswith(prefix)), None)


def error_page(status: int, text: str, retry_after_s: int | None = None) -> Response:
    """Make an error page.

    The page is ``errors/<status>.html``, else ``errors/any.html``; a plain one when neither can
    be drawn, as with a foreign Host header, where no link of ours may be made. Rooms that are read
    by programs write their own, see `tell_errors_with`.

    Args:
        status: 400 to 599.
        text: the sentence, already translated.
        retry_after_s: seconds for the Retry-After header; None sends none.
    """
    write = _writer()
    if write is not None:
        return write(status, text, retry_after_s)
    values = {"status": status, "sentence": text, "request_id": g.get("request_id", "")}
    body = _drawn(status, values) or _BARE.format(lang=current_lang(), **values)
    response = Response(body, status, content_type="text/html; charset=utf-8")
    response.headers["Cache-Control"] = "no-store"
    if retry_after_s is not None:
        response.headers["Retry-After"] = str(retry_after_s)
    return response


def _drawn(status: int, values: dict[str, object]) -> str | None:
    if not _can_link():
        return None
    try:
        return render_template([f"errors/{status}.html", "errors/any.html"], **values)
    except (TemplateNotFound, BuildError):
        return None
    except (DBAPIError, DomainError):
        # The shell asks who is signed in; with the database away that question fails as well.
        g.visit = None
        return render_template([f"errors/{status}.html", "errors/any.html"], **values)


def _can_link() -> bool:
    """A request with a foreign Host header has no URL adapter, so no link can be made."""
    return not isinstance(request.routing_exception, SecurityError)


def _on_domain_error(error: DomainError) -> ResponseReturnValue:
    status = status_of(error)
    retry = error.retry_after_s if isinstance(error, RateLimitedError) else None
    if status in {503, 507}:
        _log.warning("store", code=error.code)
        retry = _RETRY_AFTER_S
    return error_page(status, sentence_of(error), retry)


def _on_sign_in_needed(_error: SignInNeeded) -> ResponseReturnValue:
    # After a change the way back is the page, which a GET can show; its typed text is lost to us
    # but kept by the draft script.
    return redirect(url_for("accounts.sign_in", next=here()), 303)


def _on_http_error(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None:
        return error
    status = error.code or 500
    # Programs are told that they asked for the wrong address; people are sent on.
    if status == 404 and _writer() is None and (right := without_slash()) is not None:  # noqa: PLR2004 - HTTP's own number
        return redirect(right, 308)
    code = _CODE_OF_STATUS.get(status, "request.bad" if status < 500 else "server.fault")  # noqa: PLR2004 - HTTP's own border
    response = error_page(status, sentence(code, request_id=g.get("request_id", ""), minutes=5))
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After", "Location"}:
            response.headers[name] = value
    return response


def _on_database_down(error: OperationalError | InterfaceError) -> ResponseReturnValue:
    """The database is away, full or busy: say so and ask for patience (never a 500)."""
    _log.error("database", kind=type(error.orig).__name__, reason=str(error.orig)[:200])
    full = "full" in str(error.orig)
    status, code = (507, "storage.full") if full else (503, "server.busy")
    return error_page(status, sentence(code), _RETRY_AFTER_S)


def _on_unstorable(error: DataError) -> ResponseReturnValue:
    """A value the database cannot hold, such as a number with 40 digits in a URL."""
    _log.warning("unstorable", kind=type(error.orig).__name__)
    return error_page(400, sentence("request.bad"))


def _on_fault(error: InternalServerError) -> ResponseReturnValue:
    """Anything nobody foresaw; Flask has logged the traceback already."""
    request_id = g.get("request_id", "")
    del error
    return error_page(500, sentence("server.fault", request_id=request_id))


def init_errors(app: Flask) -> None:
    """Answer every error with a page of ours."""
    app.register_error_handler(SignInNeeded, _on_sign_in_needed)
    app.register_error_handler(DomainError, _on_domain_error)
    app.register_error_handler(HTTPException, _on_http_error)
    app.register_error_handler(OperationalError, _on_database_down)
    app.register_error_handler(InterfaceError, _on_database_down)
    app.register_error_handler(DataError, _on_unstorable)
    app.register_error_handler(InternalServerError, _on_fault)
