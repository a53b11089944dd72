"""Settings of gunicorn: ``gunicorn -c python:marketplace.web.server wsgi:app``.

Why these: research/performance.md section 2 (gthread, 2 x 4) and reliability.md P22 (a short queue
sheds load instead of collecting it).
"""

import os
import shutil
import sys
from typing import Any

from sqlalchemy.exc import OperationalError

from config import Settings
from marketplace.db import Database
from models import migrations

_settings = Settings.load(os.environ)
_metrics = _settings.instance / "metrics"

bind = f"{_settings.host}:{_settings.port}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
backlog = 64
timeout = 60
graceful_timeout = 30
keepalive = 5
# The code is loaded once and shared by all workers, which saves memory. The S3 client starts
# threads of its own, which do not survive the fork.
preload_app = _settings.s3.bucket is None
# Two servers of one user would fight over it.
control_socket_disable = True
# Who asked is decided by web/app.py from the number of proxies, never by the server.
forwarded_allow_ips = ""
accesslog = None
errorlog = "-"
loglevel = "warning"
proc_name = "talat-pasan"

# Before prometheus_client is imported: each worker counts in a file of its own.
os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(_metrics)


def on_starting(_server: Any) -> None:
    """Refuse a schema of another version; begin with empty figures: a restart is a new count.

    Raises:
        SystemExit: with what to do. A database that is away is no reason: pages answer 503 until
            it is back.
    """
    _refuse_misfit()
    shutil.rmtree(_metrics, ignore_errors=True)
    _metrics.mkdir(parents=True, exist_ok=True)


def _refuse_misfit() -> None:
    database = Database(_settings.database_url)
    try:
        fault = migrations.misfit(database.reads)
    except OperationalError:
        return
    finally:
        # No connection may be shared with the workers that are forked from here.
        database.dispose()
    if fault is not None:
        sys.exit(f"Error: {fault}")


def child_exit(_server: Any, worker: Any) -> None:
    """Let go of the figures of a worker that ended."""
    from prometheus_client.multiprocess import mark_process_dead  # noqa: PLC0415 - only the server of many processes needs it

    mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]  # unannotated in the library


_metrics.mkdir(parents=True, exist_ok=True)
