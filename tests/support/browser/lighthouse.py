"""Runs Lighthouse, from npm at the pinned version, on node from a wheel."""

import json
import os
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.browser.chromium import FLAGS
from tests.support.runner.machine import LIGHTHOUSE, chromium_binary, node_binary

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
_SECONDS = 180
USUAL_SLOWDOWN = 4.0
"""How many times slower than the machine a mid-range phone is, in Lighthouse's own settings."""
_PHONE_INDEX = 500.0
"""Speed of such a phone in Lighthouse's benchmark; the usual factor is meant for machines of 2,000."""


@dataclass(frozen=True, slots=True)
class Report:
    """What Lighthouse says of one page.

    Attributes:
        scores: category -> 0 to 100.
        lost: audits that cost points, as `id (score): title`.
        transfer_bytes: all that went over the wire, and `picture_bytes` of it for pictures.
        machine_index: speed of this machine in Lighthouse's benchmark, at that moment.
    """

    scores: dict[str, int]
    lost: tuple[str, ...]
    transfer_bytes: int
    picture_bytes: int
    machine_index: float

    @property
    def fair_slowdown(self) -> float:
        """Return the factor that makes this machine, as busy as it was, a mid-range phone."""
        return min(USUAL_SLOWDOWN, max(1.0, self.machine_index / _PHONE_INDEX))


def audit(url: str, *, desktop: bool = False, slowdown: float = USUAL_SLOWDOWN) -> Report:
    """Load the page in a fresh Chromium and judge it.

    Args:
        url: a page of the running server.
        desktop: False simulates a mid-range phone on a slow line.
        slowdown: how many times slower than this machine that phone is.

    Raises:
        RuntimeError: Lighthouse gave no report; its last words are in the message.
    """
    with tempfile.TemporaryDirectory(prefix="pasan-lighthouse-") as folder:
        report = Path(folder) / "report.json"
        flags = ["--headless", *FLAGS, f"--user-data-dir={folder}/profile"]
        command = [
            str(node_binary()), str(LIGHTHOUSE), url, "--quiet", "--output=json",
            f"--output-path={report}", f"--chrome-flags={' '.join(flags)}",
            f"--only-categories={','.join(CATEGORIES)}",
            f"--throttling.cpuSlowdownMultiplier={slowdown:.2f}",
            *(["--preset=desktop"] if desktop else []),
        ]  # fmt: skip
        result = subprocess.run(
            command, env=os.environ | {"CHROME_PATH": chromium_binary() or ""}, cwd=folder,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            check=False, text=True, timeout=_SECONDS,
        )  # fmt: skip
        if not report.exists():
            raise RuntimeError(f"Lighthouse gave no report: {result.stdout[-2000:]}")
        return _read(json.loads(report.read_text(encoding="utf-8")))


def _read(document: dict[str, Any]) -> Report:
    audits = document["audits"]
    lost = [
        f"{name} ({audits[name]['score']}): {audits[name]['title']}"
        for category in document["categories"].values()
        for name in (reference["id"] for reference in category["auditRefs"] if reference["weight"])
        if audits[name]["score"] is not None and audits[name]["score"] < 1
    ]
    requests = audits["network-requests"]["details"]["items"]
    # The sheet of icons is fetched by <use>, which Lighthouse does not call an image.
    sizes = [
        (str(r.get("mimeType", "")).startswith("image/"), int(r.get("transferSize") or 0))
        for r in requests
    ]
    return Report(
        scores={
            name: round(100 * (found["score"] or 0))
            for name, found in document["categories"].items()
        },
        lost=tuple(lost),
        transfer_bytes=sum(size for _, size in sizes),
        picture_bytes=sum(size for is_picture, size in sizes if is_picture),
        machine_index=float(document["environment"]["benchmarkIndex"]),
    )
