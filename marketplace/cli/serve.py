"""The command behind ``make run``: prepare what is missing, then web and worker together."""

import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from types import FrameType

import click
from flask.cli import with_appcontext
from sqlalchemy import Engine, select

from config import ROOT, Settings
from marketplace.cli import demo, index
from marketplace.cli.guard import refuse_demo_accounts
from marketplace.db import database
from marketplace.search.engine import open_engine
from marketplace.web.settings import current_settings
from models import migrations
from models.accounts import User

_GRACE_S = 35
_LOOK_EVERY_S = 0.2


@click.command("serve")
@click.option("--demo/--no-demo", "with_demo", default=None, help="load demo data when empty")
@with_appcontext
def serve(*, with_demo: bool | None) -> None:
    """Serve the product on this machine: migrate, load, index, then web and worker.

    Ends, with all it started, on Ctrl-C, on SIGTERM, or when one of the two dies.
    """
    settings = current_settings()
    wants_demo = not settings.is_production if with_demo is None else with_demo
    if settings.is_production and wants_demo:
        raise click.ClickException("demo data never goes into production")
    _refuse_taken_port(settings)
    prepare(wants_demo=wants_demo)
    database().dispose()
    raise SystemExit(Household(settings).live())


def _refuse_taken_port(settings: Settings) -> None:
    """Say at once what the web server would find out after a minute of loading."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise click.ClickException(
                f"port {settings.port} is taken; choose another, as in `make run PORT=8001`"
            ) from error


def prepare(*, wants_demo: bool) -> None:
    """Bring schema, data and index to the point where people can be served."""
    _fit_schema(database().engine)
    refuse_demo_accounts()
    if wants_demo and _is_empty():
        demo.load_with_bar()
    backend = open_engine(current_settings().index_folder)
    if not backend.health().ok:
        index.rebuild(backend)


def _fit_schema(engine: Engine) -> None:
    """Bring the schema up to date. What fits already does not need Alembic loaded."""
    if migrations.misfit(engine) is None:
        return
    from alembic.util import CommandError  # noqa: PLC0415 - see above

    try:
        migrations.upgrade(engine)
    except CommandError as error:
        raise click.ClickException(migrations.misfit(engine) or str(error)) from error


def _is_empty() -> bool:
    with database().reading() as session:
        return session.scalar(select(User.id).limit(1)) is None


@dataclass(slots=True)
class Household:
    """Web and worker as child processes; they live and die together."""

    settings: Settings
    children: list[subprocess.Popen[bytes]] = field(default_factory=list)
    told_to_stop: bool = False

    def live(self) -> int:
        """Start both, wait for the end, stop both. Returns the exit code."""
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        signal.signal(signal.SIGHUP, self._stop)  # the terminal was closed
        web = [sys.executable, "-m", "gunicorn", "-c", "python:marketplace.web.server", "wsgi:app"]
        worker = [sys.executable, "-m", "flask", "--app", "wsgi", "worker"]
        self.children = [self._start(web), self._start(worker)]
        self._greet()
        while not self.told_to_stop and all(child.poll() is None for child in self.children):
            time.sleep(_LOOK_EVERY_S)
        return self._end()

    def _start(self, command: list[str]) -> subprocess.Popen[bytes]:
        environment = {
            **os.environ,
            "TALAT_MODE": self.settings.mode.value,
            "TALAT_INSTANCE": str(self.settings.instance),
            "TALAT_PORT": str(self.settings.port),
        }
        # A session of its own: Ctrl-C reaches us alone, and we stop both in order.
        return subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)  # noqa: S603 - our own programs

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self.told_to_stop = True

    def _end(self) -> int:
        for child in self.children:
            if child.poll() is None:
                child.terminate()
        until = time.monotonic() + _GRACE_S
        for child in self.children:
            try:
                child.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
        if self.told_to_stop:
            click.echo("stopped")
            return 0
        click.echo("web or worker ended by itself; all stopped", err=True)
        return 1

    def _greet(self) -> None:
        click.echo(f"\nTalat Pasan: http://{self.settings.host}:{self.settings.port}/")
        for line in demo.login_lines():
            click.echo(line)
        click.echo("Ctrl-C stops it\n")
