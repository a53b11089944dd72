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
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(
            [
                sys.executable, "-m", "gunicorn", "-c", "python:marketplace.web.server",
                "-b", f"{LOOPBACK}:{port}", application,
            ],
            cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=log,
            stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            if not wait_for_port(port, seconds=60):
                log.seek(0)
                raise RuntimeError(f"{application} did not start: {log.read()[-2000:]}")
            yield Server(port, process.pid)
        finally:
            process.terminate()
            process.wait(timeout=30)
