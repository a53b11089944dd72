"""Whether the process lives, whether it may be sent people, and figures for the operator."""

import hmac
import ipaddress
import os
import shutil
import time
from datetime import timedelta
from functools import cache
from typing import Final

import structlog
from flask import Blueprint, Flask, Response, g, jsonify, request
from flask.typing import ResponseReturnValue
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from marketplace.db import database
from marketplace.web.ports import current_ports
from marketplace.web.settings import current_settings
from models import migrations
from models.errors import NotFoundError
from models.journal import OutboxMessage

bp = Blueprint("health", __name__)
_log = structlog.get_logger("health")

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
    checks = {
        "database": _database_answers(),
        "schema": _schema_fits(),
        "jobs": _jobs_are_fresh(),
        "disk": _disk_has_room(),
    }
    ready = all(checks.values())
    if not ready:
        _log.warning("not_ready", **checks)
    return jsonify(ready=ready, **checks), 200 if ready else 503


def _database_answers() -> bool:
    try:
        with database().reading() as session:
            session.execute(select(1))
    except SQLAlchemyError:
        return False
    return True


@cache
def _needed_schema() -> str:
    return migrations.head()


def _schema_fits() -> bool:
    try:
        return migrations.current(database().engine) == _needed_schema()
    except SQLAlchemyError:
        return False


def _jobs_are_fresh() -> bool:
    oldest = select(func.min(OutboxMessage.run_at)).where(
        OutboxMessage.done_at.is_(None), ~OutboxMessage.dead
    )
    try:
        with database().reading() as session:
            due = session.scalar(oldest)
    except SQLAlchemyError:
        return False
    return due is None or current_ports().clock.now() - due < _OLDEST_JOB


def _disk_has_room() -> bool:
    usage = shutil.disk_usage(current_settings().instance)
    return usage.free / usage.total > _DISK_FREE_SHARE


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
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


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
    # Finding the labelled child costs more than counting: remember it.
    counters: dict[tuple[str, str, int], Counter] = {}
    timers: dict[str, Histogram] = {}

    @app.after_request
    def count(response: Response) -> Response:
        rule = "none" if request.url_rule is None else request.url_rule.rule
        key = (rule, request.method, response.status_code)
        counter = counters.get(key)
        if counter is None:
            method = request.method if request.url_rule is not None else "any"
            counter = counters[key] = REQUESTS.labels(rule, method, response.status_code)
        counter.inc()
        timer = timers.get(rule)
        if timer is None:
            timer = timers[rule] = SECONDS.labels(rule)
        timer.observe(time.perf_counter() - g.get("began", time.perf_counter()))
        return response
