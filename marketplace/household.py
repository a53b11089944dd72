"""Web and worker as two child processes, and the note that lets them start without delay.

Nothing here loads Flask or SQLAlchemy until the house opens. Then the code is loaded once, and web and
worker are forked from it: they share the memory of what they both need, and it is read once.
"""

import gc
import hashlib
import json
import multiprocessing
import os
import signal
import socket
import sqlite3
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import asdict, dataclass, field
from importlib import import_module
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import FrameType
from typing import Final, NoReturn

from config import ROOT, Settings

OPEN: Final = "--prepared"
"""Argument of `python -m marketplace`: the house was prepared a moment ago."""
_NOTE: Final = "prepared.json"
_GRACE_S: Final = 35
_LOOK_EVERY_S: Final = 0.2
_ENDING: Final = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)  # the last: the terminal was closed
# Whatever decides over schema and index: with other files the house is prepared anew.
_DECIDING: Final = (
    "models/migrations/versions/*.py",
    "search_index/**/*.py",
    "search_index/data/*",
)


@dataclass(frozen=True, slots=True)
class Prepared:
    """What `flask serve` found in order or brought there.

    Attributes:
        code: fingerprint of the files that decide over schema and index.
        revision: of the schema.
        demo: demo data were wanted, so an empty house was furnished.
        greeting: lines to print when the house opens, such as the demo logins.
    """

    code: str
    revision: str
    demo: bool
    greeting: tuple[str, ...]


def fingerprint() -> str:
    """Return a word that changes with the schema, the text pipeline and its word lists."""
    digest = hashlib.sha256()
    for pattern in _DECIDING:
        for path in sorted(ROOT.glob(pattern)):
            if path.is_file():
                digest.update(f"{path.relative_to(ROOT)}\0".encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()


def note_prepared(settings: Settings, found: Prepared) -> None:
    """Leave a note in the instance that a next start needs no preparation."""
    note = settings.instance / _NOTE
    beside = note.with_suffix(".new")
    beside.write_text(json.dumps(asdict(found)), "utf-8")
    beside.replace(note)


def prepared(settings: Settings, *, demo: bool) -> Prepared | None:
    """Return the note when the house can open as it is; None when it has to be looked after first.

    Only a house on SQLite and its own index in development is opened this way: there nobody else changes the schema,
    and the checks that production wants are made by `flask serve`.
    """
    if settings.is_production or not settings.is_sqlite or settings.search.url is not None:
        return None
    found = _noted(settings)
    if found is None:
        return None
    revision, lived_in = _stands(settings)
    stands = revision == found.revision and lived_in >= demo
    stands = stands and (settings.index_folder / "CURRENT").is_file()
    return found if stands and found.demo >= demo and found.code == fingerprint() else None


def greeting(settings: Settings) -> tuple[str, ...]:
    """Return the lines that `flask serve` noted; none when they cannot be read."""
    found = _noted(settings)
    return () if found is None else found.greeting


def _noted(settings: Settings) -> Prepared | None:
    try:
        note = json.loads((settings.instance / _NOTE).read_text("utf-8"))
        return Prepared(note["code"], note["revision"], note["demo"], tuple(note["greeting"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def open_prepared(settings: Settings) -> NoReturn:
    """Open the house in place of this process, which keeps nothing of what preparing it took."""
    os.chdir(ROOT)
    program = [sys.executable, "-m", "marketplace", OPEN]
    os.execve(sys.executable, program, {**os.environ, **_environment(settings)})  # noqa: S606 - our own program, in our place


def _environment(settings: Settings) -> dict[str, str]:
    """Return what the settings of both children begin with."""
    return {
        "TALAT_MODE": settings.mode.value,
        "TALAT_INSTANCE": str(settings.instance),
        "TALAT_PORT": str(settings.port),
    }


def _stands(settings: Settings) -> tuple[str, bool]:
    """Return the revision of the database, and whether somebody lives in it; "" where none is."""
    path = Path(settings.database_url.removeprefix("sqlite:///"))
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            row = database.execute("SELECT version_num FROM alembic_version").fetchone()
            lived_in = database.execute("SELECT 1 FROM user_account LIMIT 1").fetchone()
    except sqlite3.Error:
        return "", False
    return str(row[0]) if row else "", lived_in is not None


def port_fault(settings: Settings) -> str | None:
    """Say at once what the web server would find out after seconds of loading: a taken port."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError:
            return f"port {settings.port} is taken; choose another, as in `make run PORT=8001`"
    return None


@dataclass(slots=True)
class Household:
    """Web and worker as child processes; they live and die together.

    Attributes:
        greeting: lines to print when they start.
    """

    settings: Settings
    greeting: Sequence[str] = ()
    children: list[BaseProcess] = field(default_factory=list)
    told_to_stop: bool = False

    def live(self) -> int:
        """Start both, wait for the end, stop both. Returns the exit code."""
        for number in _ENDING:
            signal.signal(number, self._stop)
        _load(self.settings)
        self.children = [_start("web", _serve_pages), _start("worker", _do_work)]
        _say(f"\nTalat Pasan: http://{self.settings.host}:{self.settings.port}/")
        for line in self.greeting:
            _say(line)
        _say("Ctrl-C stops it\n")
        while not self.told_to_stop and all(child.is_alive() for child in self.children):
            time.sleep(_LOOK_EVERY_S)
        return self._end()

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self.told_to_stop = True

    def _end(self) -> int:
        for child in self.children:
            child.terminate()
        until = time.monotonic() + _GRACE_S
        for child in self.children:
            child.join(max(0.1, until - time.monotonic()))
            if child.is_alive():
                child.kill()
                child.join()
        if self.told_to_stop:
            _say("stopped")
            return 0
        print("web or worker ended by itself; all stopped", file=sys.stderr)  # noqa: T201 - a command speaks
        return 1


def _load(settings: Settings) -> None:
    """Load the code of both. No connection and no thread may begin here: they do not survive a fork."""
    os.chdir(ROOT)
    os.environ.update(_environment(settings))
    gc.disable()  # wsgi.py, which says why, turns it on again in the children
    # The settings of the web server come first: what it says of the environment is read by the rest.
    import_module("marketplace.web.server")
    import_module("marketplace.app")
    gc.freeze()


def _start(name: str, part: Callable[[], object]) -> BaseProcess:
    # What ends us must not reach a child that still holds our handlers: it would be lost.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)

    def become() -> None:
        # A session of its own: Ctrl-C reaches us alone, and we stop both in order.
        os.setsid()
        for number in _ENDING:
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        with suppress(OSError):  # Linux shows it as the name of the process
            Path("/proc/self/comm").write_text(f"talat-{name}", "ascii")
        part()

    child = multiprocessing.get_context("fork").Process(target=become, name=name)
    child.start()
    signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return child


def _serve_pages() -> None:
    sys.argv = ["gunicorn", "-c", "python:marketplace.web.server", "wsgi:app"]
    import_module("gunicorn.app.wsgiapp").run()


def _do_work() -> None:
    sys.argv = ["flask", "--app", "wsgi", "worker"]
    import_module("flask.cli").main()


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - a command speaks to a person
