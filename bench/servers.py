"""Starts gunicorn with the product's own settings, around the product or the constant page."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support.addresses import LOOPBACK, free_port, wait_for_port
from tests.support.runner.machine import ROOT

HOUSE = "wsgi:app"
CONSTANT = "bench.constant:app"
_GUNICORN = """
import sys
sys.modules["rich"] = None  # the tests' packages bring it, the product has none; 3 MB in each server
from gunicorn.app.wsgiapp import run
run()
"""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its port and its first process."""

    port: int
    pid: int


@contextmanager
def gunicorn(application: str, instance: Path) -> Iterator[Server]:
    """Run one server with two processes of four threads, as the product does.

    Args:
        application: `HOUSE` or `CONSTANT`.
        instance: folder with the data.

    Raises:
        RuntimeError: it did not start; its log is in the message.
    """
    port = free_port()
    environment = os.environ | {
        "TALAT_MODE": "dev",
        "TALAT_INSTANCE": str(instance),
        "TALAT_PORT": str(port),
        "TALAT_LOG_LEVEL": "WARNING",
        "PYTHONPATH": str(ROOT),
    }
    command = [
        sys.executable, "-c", _GUNICORN, "-c", "python:marketplace.web.server",
        "-b", f"{LOOPBACK}:{port}", application,
    ]  # fmt: skip
    with started(command, port, folder=ROOT, environment=environment) as server:
        yield server


@contextmanager
def started(
    command: list[str], port: int, *, folder: Path, environment: dict[str, str]
) -> Iterator[Server]:
    """Run a server until the block ends.

    Args:
        command: that serves at `port` of the loopback; its last word names it in errors.
        port: waited for.
        folder: to run in.
        environment: all variables it gets.

    Raises:
        RuntimeError: it did not start; its log is in the message.
    """
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=log,
            stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            if not wait_for_port(port, seconds=60):
                log.seek(0)
                raise RuntimeError(f"{command[-1]} did not start: {log.read()[-2000:]}")
            yield Server(port, process.pid)
        finally:
            process.terminate()
            process.wait(timeout=30)
