"""Web and worker as two child processes, and the note that lets them start without delay.

Nothing here loads Flask or SQLAlchemy: whoever starts a house that was prepared before waits for web
and worker alone, not for a third copy of the application that only looks whether it may start them.
"""

import hashlib
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import FrameType
from typing import Final

from config import ROOT, Settings

_NOTE: Final = "prepared.json"
_GRACE_S: Final = 35
_LOOK_EVERY_S: Final = 0.2
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
    try:
        note = json.loads((settings.instance / _NOTE).read_text("utf-8"))
        found = Prepared(note["code"], note["revision"], note["demo"], tuple(note["greeting"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    revision, lived_in = _stands(settings)
    stands = revision == found.revision and lived_in >= demo
    stands = stands and (settings.index_folder / "CURRENT").is_file()
    return found if stands and found.demo >= demo and found.code == fingerprint() else None


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
        _say(f"\nTalat Pasan: http://{self.settings.host}:{self.settings.port}/")
        for line in self.greeting:
            _say(line)
        _say("Ctrl-C stops it\n")
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
            _say("stopped")
            return 0
        print("web or worker ended by itself; all stopped", file=sys.stderr)  # noqa: T201 - a command speaks
        return 1


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - a command speaks to a person
