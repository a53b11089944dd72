"""Loopback addresses for servers the tests start themselves."""

from __future__ import annotations

import contextlib
import os
import random
import re
import socket
import time
from functools import cache
from typing import Final

LOOPBACK = "127.0.0.1"

_FIRST_PORT: Final = 16_000
_PORTS_EACH: Final = 1_000
"""Below the ports that Linux gives to connections (32768 and up): one of those may be somebody's
by the time the server starts, or a client that knocks too soon may be connected with itself."""
_WORKERS: Final = 15
"""One share of ports more is for a run without workers."""


def free_port() -> int:
    """Return a TCP port on the loopback that nobody listens on and no other worker is given.

    Raises:
        RuntimeError: all ports of this worker are in use.
    """
    ports = _own_ports()
    for _ in range(_PORTS_EACH):
        # The one given longest ago comes next: what stood there has long gone.
        ports.append(port := ports.pop(0))
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind((LOOPBACK, port))
            return port
    raise RuntimeError("no port is free")


@cache
def _own_ports() -> list[int]:
    """Ports of this worker of the run, beginning anywhere: another run may be on the machine."""
    worker = re.sub(r"\D", "", os.environ.get("PYTEST_XDIST_WORKER", ""))
    share = int(worker) % _WORKERS if worker else _WORKERS
    first, turn = _FIRST_PORT + share * _PORTS_EACH, random.randrange(_PORTS_EACH)
    return [first + (turn + step) % _PORTS_EACH for step in range(_PORTS_EACH)]


def accepts_connections(port: int) -> bool:
    """Say whether somebody listens on the loopback at `port`."""
    with contextlib.closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as probe:
        probe.settimeout(1)
        return probe.connect_ex((LOOPBACK, port)) == 0


def wait_for_port(port: int, *, seconds: float) -> bool:
    """Wait until the loopback answers at `port`; False when `seconds` pass first."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if accepts_connections(port):
            return True
        time.sleep(0.05)
    return False
