"""The command that does what was left for after the commit."""

import os
import signal
import sys
import threading
from contextlib import suppress
from threading import Event, Thread
from types import FrameType
from typing import Final

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

import search_index
from marketplace.cli.guard import opened_engine, refuse_demo_accounts, refuse_misfit
from marketplace.db import database
from marketplace.jobs.table import TIMETABLE
from marketplace.jobs.worker import Worker
from marketplace.web.ports import current_ports
from marketplace.words.reactions import publish_words
from marketplace.work import Work
from search_index.contract import IndexUnavailable

_STEPS_BACK: Final = 10
_LAST_IN_LINE: Final = 19  # the system knows no more patient one


@click.command("worker")
@click.option("--once", is_flag=True, help="do what is due, then end")
@with_appcontext
def worker(*, once: bool) -> None:
    """Send mail, keep the index in step and run chores, until told to stop.

    SIGTERM ends it after the task in hand. Refuses to start on a schema of another version,
    and in production on demo accounts.
    """
    refuse_misfit(wait=not once)
    refuse_demo_accounts()
    backend = opened_engine()
    work = Work(database(), current_ports(), backend)
    with suppress(IndexUnavailable):  # its server is away; the chore hands them over later
        publish_words(work)
    search_index.warm_up()
    if once:
        click.echo(f"{Worker(work, TIMETABLE).drain()} tasks done")
        return
    stop = Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    # Mail and pictures may take long; the index has to follow a change within two seconds.
    slow = Thread(target=_run_slow, args=(work, stop, _this_app()), name="slow-lane")
    slow.start()
    try:
        Worker(work, TIMETABLE, TIMETABLE.quick_lane).run_until(stop.wait)
    finally:
        stop.set()
        slow.join()


def _this_app() -> Flask:
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001 - Flask's way to hand an app to a thread
    return app


def _step_back() -> None:
    """Let the system prefer pages and the index to this thread. Linux counts threads as processes."""
    if sys.platform == "linux":
        thread = threading.get_native_id()
        nice = min(os.getpriority(os.PRIO_PROCESS, thread) + _STEPS_BACK, _LAST_IN_LINE)
        os.setpriority(os.PRIO_PROCESS, thread, nice)


def _run_slow(work: Work, stop: Event, app: Flask) -> None:
    _step_back()
    try:
        with app.app_context():
            Worker(work, TIMETABLE, TIMETABLE.slow_lane).run_until(stop.wait)
    finally:
        # Half a worker would look alive while mail stays where it is.
        stop.set()
