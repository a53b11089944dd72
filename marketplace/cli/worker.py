"""The command that does what was left for after the commit."""

import signal
from threading import Event
from types import FrameType

import click
from flask.cli import with_appcontext

from marketplace.db import database
from marketplace.jobs.table import TIMETABLE
from marketplace.jobs.worker import Worker
from marketplace.search.engine import open_engine
from marketplace.web.ports import current_ports
from marketplace.web.settings import current_settings
from marketplace.work import Work


@click.command("worker")
@click.option("--once", is_flag=True, help="do what is due, then end")
@with_appcontext
def worker(*, once: bool) -> None:
    """Send mail, keep the index in step and run chores, until told to stop.

    SIGTERM ends it after the task in hand.
    """
    backend = open_engine(current_settings().index_folder)
    house = Worker(Work(database(), current_ports(), backend), TIMETABLE)
    if once:
        click.echo(f"{house.drain()} tasks done")
        return
    stop = Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    house.run_until(stop.wait)
