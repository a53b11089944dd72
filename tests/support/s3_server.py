"""A throw-away S3 store on a free port with one bucket; what it held is lost when it stops."""

from __future__ import annotations

import http.client
import subprocess
import sys
from pathlib import Path

from tests.support.addresses import LOOPBACK, free_port, wait_for_port

BUCKET = "pasan"


class S3Server:
    """One moto process; `stop` plays its loss."""

    def __init__(self) -> None:
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and make the bucket.

        Raises:
            RuntimeError: it did not answer within 60 seconds.
        """
        self._process = subprocess.Popen(
            [Path(sys.executable).with_name("moto_server"), "-H", LOOPBACK, "-p", str(self.port)],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        if not wait_for_port(self.port, seconds=60):
            raise RuntimeError("moto_server did not start")
        connection = http.client.HTTPConnection(LOOPBACK, self.port, timeout=20)
        connection.request("PUT", f"/{BUCKET}")
        connection.getresponse().read()
        connection.close()

    def stop(self) -> None:
        """Kill it."""
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.wait(timeout=10)

    def environ(self) -> dict[str, str]:
        """Return the settings that make the product keep its photos here."""
        return {
            "TALAT_S3_BUCKET": BUCKET,
            "TALAT_S3_ENDPOINT": f"http://{LOOPBACK}:{self.port}",
            "TALAT_S3_REGION": "us-east-1",
            "TALAT_S3_ACCESS_KEY": "key",
            "TALAT_S3_SECRET_KEY": "very-secret",
        }
