"""The running product in a folder of its own: what `make run` starts, on a free port."""

import fcntl
import hashlib
import http.client
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from functools import cache
from http import HTTPStatus
from pathlib import Path

from tests.support.addresses import LOOPBACK, free_port
from tests.support.process_tree import kill_tree, tree
from tests.support.runner.machine import CACHE, ROOT

READY_MADE = "TEST_DEMO_INSTANCE"
"""Environment variable: folder of demo data loaded before, to save a minute while writing tests."""
_KEPT = CACHE / "demo-instance"
_TEMPLATES = CACHE / "house-templates"
"""Templates as a house of these sources compiled them, in a folder named after the sources."""
FIRST_START_S = 180
"""The promise of `make run`; demo data are loaded on the way."""


class LiveHouse:
    """What `make run` starts, with the web processes and the worker below it.

    Attributes:
        base: address without a slash at the end.
        instance: folder of all its data.
        log: file with everything it printed.
    """

    def __init__(
        self, instance: Path, environ: Mapping[str, str] | None = None, *, demo: bool = True
    ) -> None:
        """Choose a port; nothing runs yet.

        Args:
            instance: made when missing.
            environ: further settings, such as `TALAT_DATABASE_URL`.
            demo: whether an empty database gets the demo data, which takes a while.
        """
        self._arguments = () if demo else ("--no-demo",)
        self.instance = instance
        self.port = free_port()
        self.base = f"http://{LOOPBACK}:{self.port}"
        self.log = instance.with_name(f"{instance.name}-{self.port}.log")
        self._environ = dict(environ or {})
        self._process: subprocess.Popen[bytes] | None = None

    def environ(self) -> dict[str, str]:
        """Return the environment of its processes, also for commands beside it."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("TALAT_")}
        return kept | {
            "TALAT_MODE": "dev",
            "TALAT_INSTANCE": str(self.instance),
            "TALAT_PORT": str(self.port),
            **self._environ,
        }

    def start(self, seconds: float = FIRST_START_S) -> None:
        """Start it and wait until it is ready.

        Raises:
            RuntimeError: it ended or was not ready in time; the end of its log is in the message.
        """
        self._bring_templates()
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "marketplace", *self._arguments], cwd=ROOT, env=self.environ(), stdin=subprocess.DEVNULL,
                stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and self._process.poll() is None:
            if self._is_ready():
                self._keep_templates()
                return
            time.sleep(0.1)
        self.kill()
        raise RuntimeError(f"the house did not start:\n{self.said()[-3000:]}")

    def stop(self, seconds: float = 40, number: int = signal.SIGINT) -> bool:
        """Press Ctrl-C, or send another signal. Returns False when something had to be killed."""
        process = self._process
        if process is None:
            return True
        started = self.processes()
        if process.poll() is None:
            process.send_signal(number)
        try:
            process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            return False
        return not any(Path(f"/proc/{pid}").exists() for pid in started)

    def kill(self) -> None:
        """Send SIGKILL to every process of it, as a power cut would end them."""
        if self._process is not None:
            kill_tree(self._process.pid)
            self._process.wait(timeout=10)

    def ended(self, seconds: float) -> int | None:
        """Wait for it to end by itself and return its exit code; None when it goes on."""
        if self._process is None:
            return None
        try:
            return self._process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            return None

    def processes(self) -> list[int]:
        """Return the ids of its processes: the starter, web, web's workers, the worker."""
        return [] if self._process is None else tree(self._process.pid)

    def command(self, *arguments: str) -> str:
        """Run one command line of the product on its data and return what it printed.

        Raises:
            CalledProcessError: the command failed.
        """
        return subprocess.run(
            _flask(*arguments), cwd=ROOT, env=self.environ(), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=True, text=True,
        ).stdout  # fmt: skip

    def said(self) -> str:
        """Return everything it printed so far."""
        return self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""

    def _bring_templates(self) -> None:
        """Give a new house what an older one compiled; it would take two seconds of every start."""
        own, kept = self._compiled(), _TEMPLATES / _state_of_sources()
        if kept.is_dir() and not own.exists():
            shutil.copytree(kept, own)

    def _keep_templates(self) -> None:
        own, kept = self._compiled(), _TEMPLATES / _state_of_sources()
        if kept.is_dir() or not own.is_dir():
            return
        beside = _TEMPLATES.with_name(f"{_TEMPLATES.name}-{os.getpid()}")
        shutil.copytree(own, beside / kept.name, dirs_exist_ok=True)
        # Replaces those of older sources; another worker may have been first.
        shutil.rmtree(_TEMPLATES, ignore_errors=True)
        with suppress(OSError):
            beside.rename(_TEMPLATES)
        shutil.rmtree(beside, ignore_errors=True)

    def _compiled(self) -> Path:
        return self.instance / "cache" / "templates"

    def _is_ready(self) -> bool:
        connection = http.client.HTTPConnection(LOOPBACK, self.port, timeout=5)
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status == HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()


@contextmanager
def furnished(instance: Path) -> Iterator[LiveHouse]:
    """Run a house with the demo data, copied from `demo_instance`.

    Args:
        instance: where this house's copy goes.
    """
    with demo_instance() as template:
        shutil.copytree(template, instance)
    house = LiveHouse(instance)
    house.start()
    try:
        yield house
    finally:
        house.stop()


@contextmanager
def demo_instance() -> Iterator[Path]:
    """Give the folder of a house with demo data; it stays as it is inside the `with` block.

    The data are loaded once for all workers and runs of a day, as long as the sources are the same.
    """
    given = os.environ.get(READY_MADE)
    if given:
        yield Path(given)
        return
    _KEPT.mkdir(parents=True, exist_ok=True)
    with (_KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        wanted = _KEPT / _state_of_sources()
        if not wanted.exists():
            _make_demo_instance(wanted)
        yield wanted


def _make_demo_instance(wanted: Path) -> None:
    for old in _KEPT.iterdir():
        if old.is_dir():
            shutil.rmtree(old)
        elif old.suffix == ".log":
            old.unlink()
    making = LiveHouse(_KEPT / "in-the-making")
    making.start(2 * FIRST_START_S)  # it may share the machine with the checks of a run
    making.stop()
    _without_chores(making.instance)
    making.instance.rename(wanted)


@cache
def _state_of_sources() -> str:
    """Return a name that changes with everything the demo data are made from, and with the day."""
    digest = hashlib.sha256(f"{datetime.now(UTC):%Y-%m-%d}".encode())
    files = [ROOT / name for name in ("config.py", "wsgi.py", "requirements.txt")]
    for folder in ("marketplace", "models", "search_index", "static"):
        files += (path for path in sorted((ROOT / folder).rglob("*")) if path.is_file())
    for path in files:
        if not {"__pycache__", "dist", "fonts"} & set(path.parts):
            digest.update(str(path.relative_to(ROOT)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _without_chores(instance: Path) -> None:
    """Take off the list the pictures that a demo's worker would make smaller for half an hour."""
    with closing(sqlite3.connect(instance / "talat.sqlite3")) as database, database:
        database.execute(
            "UPDATE outbox_message SET done_at = run_at "
            "WHERE done_at IS NULL AND (kind LIKE '%make_avif' OR kind = 'fact:PhotoAdded')"
        )


def _flask(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "flask", "--app", "wsgi", *arguments]


if __name__ == "__main__":
    with demo_instance():
        pass
