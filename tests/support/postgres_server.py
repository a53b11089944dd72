"""A throw-away PostgreSQL cluster on a free port, gone when the tests end.

PostgreSQL refuses to run as root, so a root caller (a container) starts it as the `postgres`
user of the Debian package. Durability is switched off: the data live for one run.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg

from tests.support.addresses import LOOPBACK, free_port, wait_for_port

if TYPE_CHECKING:
    from collections.abc import Sequence

OLDEST_MAJOR = 15
_FAST_AND_FORGETFUL = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "100",
    "shared_buffers": "64MB",
    "timezone": "UTC",
}


def find_binaries() -> Path | None:
    """Return the folder of the newest installed PostgreSQL >= 15, or None."""
    versions = sorted(
        (
            (int(folder.parent.name), folder)
            for folder in Path("/usr/lib/postgresql").glob("*/bin")
            if folder.parent.name.isdecimal() and (folder / "initdb").exists()
        ),
        reverse=True,
    )
    if versions and versions[0][0] >= OLDEST_MAJOR:
        return versions[0][1]
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


class PostgresCluster:
    """One server with trust authentication, reachable from the loopback only."""

    def __init__(self) -> None:
        binaries = find_binaries()
        if binaries is None:
            raise RuntimeError("PostgreSQL 15 or newer is not installed")
        self._binaries = binaries
        self._folder = Path(tempfile.mkdtemp(prefix="pasan-pg-"))
        self._process: subprocess.Popen[bytes] | None = None
        self.port = free_port()

    def start(self) -> None:
        """Create the cluster and wait until it answers.

        Raises:
            RuntimeError: it did not answer within 30 seconds; its log is in the message.
        """
        if os.geteuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(self._folder, owner.pw_uid, owner.pw_gid)
        data = self._folder / "data"
        self._run(
            "initdb", "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8",
            "--locale=C.UTF-8", "--no-sync", "--no-instructions",
        )  # fmt: skip
        self._process = self._serve(data)
        if not self._answers(seconds=30):
            self.stop()
            raise RuntimeError(f"PostgreSQL did not start, see {self._folder}/server.log")

    def stop(self) -> None:
        """Stop the server at once and remove its files."""
        self.halt()
        shutil.rmtree(self._folder, ignore_errors=True)

    def resume(self) -> None:
        """Start it again after `halt`, with the data it had."""
        self._process = self._serve(self._folder / "data")
        if not self._answers(seconds=30):
            raise RuntimeError("PostgreSQL did not come back")

    def halt(self) -> None:
        """Stop the server at once and keep its files."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            try:
                self._process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                self._process.send_signal(signal.SIGQUIT)
                self._process.wait(timeout=10)

    def url(self, database: str) -> str:
        """Return the SQLAlchemy address of one of its databases."""
        return f"postgresql+psycopg://postgres@{LOOPBACK}:{self.port}/{database}"

    def _serve(self, data: Path) -> subprocess.Popen[bytes]:
        options: list[str] = []
        for name, value in _FAST_AND_FORGETFUL.items():
            options += ["-c", f"{name}={value}"]
        with (self._folder / "server.log").open("wb") as log:
            return subprocess.Popen(
                [
                    str(self._binaries / "postgres"), "-D", str(data), "-p", str(self.port),
                    "-c", f"listen_addresses={LOOPBACK}",
                    "-c", f"unix_socket_directories={self._folder}", *options,
                ],
                stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
                cwd=self._folder, start_new_session=True, **_as_postgres(),
            )  # fmt: skip

    def _answers(self, seconds: float) -> bool:
        """Wait until it takes connections: the port is open a little before that."""
        deadline = time.monotonic() + seconds
        if not wait_for_port(self.port, seconds=seconds):
            return False
        plain = self.url("postgres").replace("postgresql+psycopg://", "postgresql://")
        while True:
            try:
                psycopg.connect(plain).close()
            except psycopg.OperationalError:
                if time.monotonic() >= deadline:
                    return False
                time.sleep(0.05)
            else:
                return True

    def _run(self, program: str, *arguments: str) -> None:
        result = subprocess.run(
            [str(self._binaries / program), *arguments],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            cwd=self._folder, check=False, text=True, **_as_postgres(),
        )  # fmt: skip
        if result.returncode:
            raise RuntimeError(f"{program} failed: {result.stdout}")


def _as_postgres() -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    return {"user": "postgres", "group": "postgres", "extra_groups": []}


def run_statements(url: str, statements: Sequence[str]) -> None:
    """Run maintenance statements (CREATE DATABASE ...) outside a transaction.

    Args:
        url: SQLAlchemy address of the database to stand in.
        statements: plain SQL, run in order.
    """
    plain = url.replace("postgresql+psycopg://", "postgresql://")
    with closing(psycopg.connect(plain, autocommit=True)) as connection:
        for statement in statements:
            connection.execute(statement.encode())
