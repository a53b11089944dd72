"""One JSON line for each request, and the request id that ties lines, pages and mails together.

The line holds the route's rule, never the URL, and no query, cookie, form or header: nothing that
could carry a secret. A person appears as a keyed hash, which only the office can link.
"""

import hashlib
import hmac
import json
import logging
import re
import sys
import time
from dataclasses import dataclass
from functools import lru_cache
from random import getrandbits
from typing import TYPE_CHECKING, Any, Final

import structlog
from flask import Flask, Response, g, request

from config import Settings

if TYPE_CHECKING:
    from marketplace.web.identity import Visit

_GIVEN_ID: Final = re.compile(r"[A-Za-z0-9-]{8,64}\Z")
_QUIET: Final = frozenset({"health.healthz"})
_log = structlog.get_logger("http")


# `json.dumps` with options of its own makes a new encoder at each call.
_encode = json.JSONEncoder(ensure_ascii=False, default=str).encode


def _as_json(line: Any, **_options: Any) -> str:
    return _encode(line)


def configure_logging(settings: Settings) -> None:
    """Send every log line of the process to standard error, one JSON object a line."""
    level = logging.getLevelNamesMapping()[settings.log_level]
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
    ]
    structlog.configure(
        processors=[
            *shared,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(serializer=_as_json),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[*shared, structlog.stdlib.add_logger_name],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(serializer=_as_json),
        ],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    # Both tell of every step they take, which is news to nobody.
    for chatty in ("alembic", "fontTools"):
        logging.getLogger(chatty).setLevel(max(level, logging.WARNING))


@lru_cache(maxsize=4096)
def _pseudonym(key: str, user_id: int) -> str:
    return hmac.new(key.encode(), f"user:{user_id}".encode(), hashlib.sha256).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Answered:
    """A request that was answered, as its line and the figures tell of it.

    Attributes:
        rule: of the route, never the URL; None where none fits.
        began: `time.perf_counter()` when it came in.
        address: of who asked.
        user_id: None for a visitor without a session.
    """

    request_id: str
    method: str
    rule: str | None
    status: int
    began: float
    address: str | None
    user_id: int | None


def new_request_id(given: str) -> str:
    """Return the id for a request: the one that came with it when it is sound, or a new one."""
    if _GIVEN_ID.match(given):
        return given
    # A name, no secret: the kernel's random numbers would cost a system call.
    return f"{getrandbits(128):032x}"


def write_line(answered: Answered, key: str) -> None:
    """Write the line of a request.

    Args:
        answered: what happened.
        key: secret of the installation; people appear as a hash made with it.
    """
    user_id = answered.user_id
    _log.info(
        "request",
        request_id=answered.request_id,
        method=answered.method,
        rule=answered.rule,
        status=answered.status,
        ms=round((time.perf_counter() - answered.began) * 1000, 1),
        address=answered.address,
        user=None if user_id is None else _pseudonym(key, user_id),
    )


def init_logs(app: Flask, settings: Settings) -> None:
    """Give each request an id and write its line when it is answered."""
    app.logger.handlers.clear()
    app.logger.propagate = True

    @app.before_request
    def begin() -> None:
        g.began = time.perf_counter()
        g.request_id = new_request_id(request.headers.get("X-Request-ID", ""))

    @app.after_request
    def end(response: Response) -> Response:
        request_id = g.get("request_id", "")
        response.headers["X-Request-ID"] = request_id
        if request.endpoint in _QUIET:
            return response
        visit: Visit | None = g.get("visit")
        rule = request.url_rule
        answered = Answered(
            request_id=request_id,
            method=request.method,
            rule=None if rule is None else rule.rule,
            status=response.status_code,
            began=g.get("began", 0.0),
            address=request.remote_addr,
            user_id=None if visit is None else visit.actor.user_id,
        )
        write_line(answered, settings.secret_key)
        return response
