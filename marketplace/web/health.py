"""Whether the process lives, whether it may be sent people, and figures for the operator."""

import hmac
import ipaddress
import os
import shutil
import time
from collections.abc import Callable
from datetime import timedelta
from functools import cache, lru_cache
from typing import Final, TypeVar

import structlog
from flask import Blueprint, Flask, Response, current_app, g, jsonify, request
from flask.typing import ResponseReturnValue
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector
from sqlalchemy import Select, func, select
from sqlalchemy.exc import SQLAlchemyError

from marketplace.db import database
from marketplace.web.ports import current_ports
from marketplace.web.settings import current_settings
from marketplace.work import PATIENT
from models import migrations
from models.errors import DomainError, NotFoundError
from models.journal import OutboxMessage

bp = Blueprint("health", __name__)
_log = structlog.get_logger("health")
_CHECKS: Final = "talat_readiness"
T = TypeVar("T")

_DISK_FREE_SHARE: Final = 0.10
_OLDEST_JOB: Final = timedelta(minutes=5)

REQUESTS = Counter("talat_requests", "Requests answered", ("rule", "method", "status"))
SECONDS = Histogram(
    "talat_request_seconds",
    "Time to answer",
    ("rule",),
    buckets=(0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0),
)


@bp.get("/healthz")
def healthz() -> ResponseReturnValue:
    """Say that the process answers. No input or output, so it holds under any outage."""
    return Response("ok\n", content_type="text/plain; charset=utf-8")


@bp.get("/readyz")
def readyz() -> ResponseReturnValue:
    """Say whether people may be sent here, with each check by name; 503 when one fails."""
    checks = dict.fromkeys(("database", *_NEED_DATABASE, *_further()), False)
    checks["database"] = _database_answers()
    for name, check in {**_NEED_DATABASE, **_further()}.items():
        # A database that is away would only be waited for again and again.
        if checks["database"] or name not in _NEED_DATABASE:
            checks[name] = _holds(check)
    ready = all(checks.values())
    if not ready:
        _log.warning("not_ready", **checks)
    return jsonify(ready=ready, **checks), 200 if ready else 503


def add_check(app: Flask, name: str, check: Callable[[], bool]) -> None:
    """Let readiness ask one more question.

    Args:
        app: whose readiness.
        name: what it is called in the answer.
        check: returns whether it holds; may raise what a store or the database raises.
    """
    app.extensions[_CHECKS][name] = check


def _further() -> dict[str, Callable[[], bool]]:
    found: dict[str, Callable[[], bool]] = current_app.extensions[_CHECKS]
    return found


def _holds(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except (SQLAlchemyError, DomainError, OSError):
        return False


def _database_answers() -> bool:
    return _holds(lambda: _ask(select(1)) == 1)


def _ask(statement: Select[T]) -> T | None:
    with database().reading() as session:
        return session.scalar(statement)


@cache
def _needed_schema() -> str:
    return migrations.head()


def _schema_fits() -> bool:
    found, needed = migrations.current(database().reads), _needed_schema()
    if found != needed:
        _log.warning("schema_misfit", found=found, needed=needed)
        # An update may just be writing its revisions: read them again at the next question.
        _needed_schema.cache_clear()
    return found == needed


def _oldest_job() -> timedelta:
    """Return how long the oldest task has been due; none is due: 0. Patient ones do not count."""
    due = _ask(
        select(func.min(OutboxMessage.run_at)).where(
            OutboxMessage.done_at.is_(None),
            ~OutboxMessage.dead,
            OutboxMessage.kind.not_in(PATIENT),
        )
    )
    now = current_ports().clock.now()
    return timedelta(0) if due is None else max(now - due, timedelta(0))


def _jobs_are_fresh() -> bool:
    return _oldest_job() < _OLDEST_JOB


def _free_share() -> float:
    usage = shutil.disk_usage(current_settings().instance)
    return usage.free / usage.total


def _disk_has_room() -> bool:
    return _free_share() > _DISK_FREE_SHARE


def _storage_answers() -> bool:
    """Ask the store for a file that is not there; a folder, also for its volume."""
    storage = current_ports().storage
    storage.space()
    storage.exists("photos/readiness-probe")
    return True


_NEED_DATABASE: Final[dict[str, Callable[[], bool]]] = {
    "schema": _schema_fits,
    "jobs": _jobs_are_fresh,
}


@bp.get("/metrics")
def metrics() -> ResponseReturnValue:
    """Give Prometheus its figures: with the token, or from this machine when none is set.

    To everybody else the page does not exist.
    """
    if not _may_read_metrics():
        raise NotFoundError
    registry = REGISTRY
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # unannotated in the library
    body = generate_latest(registry) + generate_latest(_state_of_things())
    return Response(body, content_type=CONTENT_TYPE_LATEST)


def _state_of_things() -> CollectorRegistry:
    """Return what holds for the whole installation now; left out while it cannot be known."""
    registry = CollectorRegistry()
    figures: dict[str, tuple[str, Callable[[], float | None]]] = {
        "talat_database_up": ("Whether the database answers", _database_answers),
        "talat_job_oldest_seconds": (
            "How long the oldest task has been due",
            lambda: _oldest_job().total_seconds(),
        ),
        "talat_jobs_waiting": ("Tasks not done yet", lambda: _jobs(dead=False)),
        "talat_jobs_dead": ("Tasks given up", lambda: _jobs(dead=True)),
        "talat_disk_free_share": ("Free part of the instance's volume, 0 to 1", _free_share),
        "talat_backup_age_seconds": ("Age of the newest copy in backups/", _backup_age),
    }
    for name, (words, measure) in figures.items():
        try:
            value = measure()
        except (SQLAlchemyError, OSError):
            continue
        if value is not None:
            Gauge(name, words, registry=registry).set(value)
    return registry


def _jobs(*, dead: bool) -> int:
    statement = select(func.count(OutboxMessage.id)).where(
        OutboxMessage.done_at.is_(None), OutboxMessage.dead.is_(dead)
    )
    return _ask(statement) or 0


def _backup_age() -> float | None:
    """Return the seconds since the last `backup` into the instance; None when there is none."""
    made = [p.stat().st_mtime for p in (current_settings().instance / "backups").glob("backup-*")]
    return time.time() - max(made) if made else None


def _may_read_metrics() -> bool:
    settings = current_settings()
    if settings.metrics_token is not None:
        given = request.headers.get("Authorization", "")
        return hmac.compare_digest(given.encode(), f"Bearer {settings.metrics_token}".encode())
    forwarded = "X-Forwarded-For" in request.headers and settings.proxy_hops == 0
    try:
        return not forwarded and ipaddress.ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False


def init_health(app: Flask) -> None:
    """Serve the three pages and count every request by its rule."""
    app.register_blueprint(bp)
    app.extensions[_CHECKS] = {"storage": _storage_answers, "disk": _disk_has_room}

    @app.after_request
    def count(response: Response) -> Response:
        rule = None if request.url_rule is None else request.url_rule.rule
        count_answer(rule, request.method, response.status_code, g.get("began"))
        return response


def count_answer(rule: str | None, method: str, status: int, began: float | None) -> None:
    """Count one answer in the figures.

    Args:
        rule: of its route; None where none fits, and then the method does not tell either.
        method: of HTTP.
        status: of HTTP.
        began: `time.perf_counter()` when the request came in; None when nobody looked.
    """
    now = time.perf_counter()
    _counter(rule, method if rule else "any", status).inc()
    _timer(rule).observe(0.0 if began is None else now - began)


# Finding the labelled child costs more than counting: remember it.
@lru_cache(maxsize=4096)
def _counter(rule: str | None, method: str, status: int) -> Counter:
    return REQUESTS.labels(rule or "none", method, status)


@lru_cache(maxsize=1024)
def _timer(rule: str | None) -> Histogram:
    return SECONDS.labels(rule or "none")
