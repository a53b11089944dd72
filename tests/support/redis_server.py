"""A throw-away Redis on a free port that keeps nothing on disk."""

from __future__ import annotations

import shutil
import subprocess
import tempfile

from tests.support.addresses import LOOPBACK, free_port, wait_for_port


class RedisServer:
    """One Redis process; `stop` and `start` again play its loss and return."""

    def __init__(self) -> None:
        self._folder = tempfile.mkdtemp(prefix="pasan-redis-")
        self._process: subprocess.Popen[bytes] | None = None
        self.port = free_port()

    @property
    def url(self) -> str:
        """Address for settings and clients."""
        return f"redis://{LOOPBACK}:{self.port}/0"

    def start(self) -> None:
        """Start it and wait until it answers.

        Raises:
            RuntimeError: it is not installed or did not answer within 10 seconds.
        """
        binary = shutil.which("redis-server")
        if binary is None:
            raise RuntimeError("redis-server is not installed")
        self._process = subprocess.Popen(
            [
                binary, "--bind", LOOPBACK, "--port", str(self.port), "--save", "",
                "--appendonly", "no", "--dir", self._folder,
            ],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        if not wait_for_port(self.port, seconds=10):
            raise RuntimeError("redis-server did not start")

    def stop(self) -> None:
        """Kill it; whatever it held is gone."""
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.wait(timeout=10)

    def remove(self) -> None:
        """Stop it for good and remove its folder."""
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)
