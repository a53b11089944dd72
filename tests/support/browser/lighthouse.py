"""Runs Lighthouse, from npm at the pinned version, on node from a wheel."""

import json
import os
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from select import select
from typing import Any, Self

from tests.support.browser.chromium import FLAGS
from tests.support.process_tree import kill_tree
from tests.support.runner.machine import NODE_MODULES, chromium_binary, node_binary

_JUDGE = Path(__file__).with_suffix(".mjs")
_SECONDS = 180
_AHEAD = ("nice", "-n", "-10") if os.geteuid() == 0 else ()
"""Go before other tests, where that is allowed: what it measures is then less theirs."""
USUAL_SLOWDOWN = 4.0
"""How many times slower than the machine a mid-range phone is, in Lighthouse's own settings."""
_PHONE_INDEX = 500.0
"""Speed of such a phone in Lighthouse's benchmark; the usual factor is meant for machines of 2,000."""


@dataclass(frozen=True, slots=True)
class Report:
    """What Lighthouse says of one page.

    Attributes:
        scores: category -> 0 to 100.
        lost: audits that cost points, as `id (score): title`, and those that failed, with the reason.
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


class Lighthouse:
    """A Lighthouse that is loaded once and judges page after page. Use it in a `with` block."""

    def __enter__(self) -> Self:
        """Make its folder; node is started by the first question."""
        self._folder = tempfile.TemporaryDirectory(prefix="pasan-lighthouse-")
        self._process: subprocess.Popen[str] | None = None
        return self

    def __exit__(self, *_: object) -> None:
        """End it, and whatever Chromium it left."""
        self._end()
        self._folder.cleanup()

    def audit(self, url: str, *, desktop: bool = False, slowdown: float = USUAL_SLOWDOWN) -> Report:
        """Load the page in a fresh Chromium and judge it.

        Args:
            url: a page of the running server.
            desktop: False simulates a mid-range phone on a slow line.
            slowdown: how many times slower than this machine that phone is.

        Raises:
            RuntimeError: Lighthouse gave no report; its last words are in the message.
        """
        line = ""
        try:
            line = self._answer({"url": url, "desktop": desktop, "slowdown": slowdown})
            answer = json.loads(line)
            if answer["requestedUrl"] == url:
                return _read(answer)
        except (OSError, ValueError, KeyError):
            pass  # told below, with what node said
        self._end()
        said = self._log.read_text(encoding="utf-8")[-2000:]
        raise RuntimeError(f"Lighthouse gave no report of {url}: {line[:2000]} {said}")

    def _answer(self, question: dict[str, Any]) -> str:
        """Ask, and return the line that comes back; "" when none comes in time."""
        process = self._process = self._process or self._started()
        if process.stdin is None or process.stdout is None:
            raise OSError
        process.stdin.write(f"{json.dumps(question)}\n")
        process.stdin.flush()
        told = select([process.stdout], [], [], _SECONDS)[0]
        return process.stdout.readline() if told else ""

    def _started(self) -> subprocess.Popen[str]:
        """Start node, which takes two seconds to load its thousand modules."""
        flags = ["--headless", *FLAGS]
        with self._log.open("a") as log:
            return subprocess.Popen(
                [*_AHEAD, str(node_binary()), str(_JUDGE), str(NODE_MODULES), chromium_binary() or "", *flags],
                env=os.environ | {"TMPDIR": self._folder.name}, cwd=self._folder.name, text=True,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log,
            )  # fmt: skip

    def _end(self) -> None:
        """Stop node: what it may still say belongs to no question any more."""
        if self._process is not None:
            kill_tree(self._process.pid)
            self._process.communicate()
            self._process = None

    @property
    def _log(self) -> Path:
        return Path(self._folder.name) / "node.log"


def _read(document: dict[str, Any]) -> Report:
    audits = document["audits"]
    lost = [
        f"{name} ({audits[name]['score']}): {audits[name]['title']}"
        for category in document["categories"].values()
        for name in (reference["id"] for reference in category["auditRefs"] if reference["weight"])
        if audits[name]["score"] is not None and audits[name]["score"] < 1
    ]
    # Where a measurement failed, its category has no score and says nothing of the page.
    lost += [
        f"{name} failed: {audit.get('errorMessage')}"
        for name, audit in audits.items()
        if audit["scoreDisplayMode"] == "error"
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
