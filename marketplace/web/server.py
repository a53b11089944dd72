"""Settings of gunicorn: ``gunicorn -c python:marketplace.web.server wsgi:app``.

Two processes of four threads answered most in our measurements on two cores, for the memory of two
copies. The queue in front is short: what cannot be answered soon is better refused than collected.
"""

import ctypes
import gc
import os
import shutil
import sys
from contextlib import suppress
from importlib import import_module
from typing import Any, Final

from flask import Flask
from jinja2 import FileSystemBytecodeCache
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import configure_mappers

from config import Settings
from marketplace.db import Database
from marketplace.web.demo_accounts import demo_fault
from marketplace.web.settings import has_settings
from models import migrations

_M_ARENA_MAX: Final = -8  # malloc.h
_ARENAS: Final = 2

_settings = Settings.load(os.environ)
_metrics = _settings.instance / "metrics"

bind = f"{_settings.host}:{_settings.port}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
backlog = 64
# Nine bytes for a Thai letter: a pasted paragraph shall reach our pages. It is the most that gunicorn allows.
limit_request_line = 8190
timeout = 60
graceful_timeout = 30
keepalive = 5
# The code is loaded once and shared by all workers, which saves memory. The S3 client starts
# threads of its own, which do not survive the fork.
preload_app = _settings.s3.bucket is None
# Two servers of one user would fight over it.
control_socket_disable = True
# Who asked is decided by `marketplace/app.py` from the number of proxies, never by the server.
forwarded_allow_ips = ""
accesslog = None
errorlog = "-"
loglevel = "warning"
proc_name = "talat-pasan"

# Before numpy is imported: no threads before the fork, and none are needed.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# Before prometheus_client is imported: each worker counts in a file of its own.
os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(_metrics)


def on_starting(_server: Any) -> None:
    """Refuse a schema of another version, and demo accounts in production; begin to count anew.

    Raises:
        SystemExit: with what to do. A database that is away is no reason: pages answer 503 until
            it is back.
    """
    _refuse_unfit()
    shutil.rmtree(_metrics, ignore_errors=True)
    _metrics.mkdir(parents=True, exist_ok=True)


def _refuse_unfit() -> None:
    database = Database(_settings.database_url)
    try:
        fault = migrations.misfit(database.reads)
        if fault is None and _settings.is_production:
            fault = demo_fault(database.reads)
    except OperationalError:
        return
    finally:
        # No connection may be shared with the workers that are forked from here.
        database.dispose()
    if fault is not None:
        sys.exit(f"Error: {fault}")


def when_ready(server: Any) -> None:
    """Load what all workers would load, then mark it as shared, so that it stays so.

    A collection of garbage writes into every object it looks at. After `gc.freeze` it passes by
    what was there before the fork, and the workers go on sharing those pages of memory.
    """
    if not preload_app:
        return
    application = server.app.wsgi()
    if isinstance(application, Flask) and has_settings(application):
        _load_search()
        configure_mappers()
        application.url_map.update()
        _load_templates(application)
    gc.unfreeze()  # what wsgi.py set aside is looked through once, too
    gc.collect()
    gc.freeze()
    _give_back()


def _load_search() -> None:
    """Load the search engine and its Thai words, as the first search would in each worker."""
    engine = "whoosh" if _settings.search.url is None else "postgres"
    import_module(f"search_index.{engine}_backend.backend")
    import_module("search_index.text.thai").light_cut()


def _load_templates(app: Flask) -> None:
    """Load every template; their compiled form is kept in the instance for the next start."""
    folder = _settings.instance / "cache" / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(folder))
    for name in app.jinja_env.list_templates(extensions=("html", "xml", "txt")):
        app.jinja_env.get_template(name)


def _share_arenas() -> None:
    """Let threads share glibc's memory pools; one for each keeps what that thread once needed."""
    try:
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, _ARENAS)
    except AttributeError:
        return  # another C library, which has no such pools


def _give_back() -> None:
    """Give the system the memory that starting up needed and nobody needs any more."""
    with suppress(AttributeError):  # another C library, which has no such call
        ctypes.CDLL(None).malloc_trim(0)


def child_exit(_server: Any, worker: Any) -> None:
    """Let go of the figures of a worker that ended."""
    from prometheus_client.multiprocess import mark_process_dead  # noqa: PLC0415 - only the server of many processes needs it

    mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]  # unannotated in the library


_metrics.mkdir(parents=True, exist_ok=True)
_share_arenas()
