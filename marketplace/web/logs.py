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
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

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
        processors=[*shared, structlog.processors.JSONRenderer(serializer=_as_json)],
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
    logging.getLogger("alembic").setLevel(max(level, logging.WARNING))


@lru_cache(maxsize=4096)
def _pseudonym(key: str, user_id: int) -> str:
    return hmac.new(key.encode(), f"user:{user_id}".encode(), hashlib.sha256).hexdigest()[:12]


def init_logs(app: Flask, settings: Settings) -> None:
    """Give each request an id and write its line when it is answered."""
    app.logger.handlers.clear()
    app.logger.propagate = True

    @app.before_request
    def begin() -> None:
        g.began = time.perf_counter()
        given = request.headers.get("X-Request-ID", "")
        g.request_id = given if _GIVEN_ID.match(given) else uuid4().hex

    @app.after_request
    def end(response: Response) -> Response:
        request_id = g.get("request_id", "")
        response.headers["X-Request-ID"] = request_id
        if request.endpoint in _QUIET:
            return response
        visit: Visit | None = g.get("visit")
        rule = request.url_rule
        _log.info(
            "request",
            request_id=request_id,
            method=request.method,
            rule=None if rule is None else rule.rule,
            status=response.status_code,
            ms=round((time.perf_counter() - g.get("began", 0.0)) * 1000, 1),
            address=request.remote_addr,
            user=None if visit is None else _pseudonym(settings.secret_key, visit.actor.user_id),
        )
        return response
