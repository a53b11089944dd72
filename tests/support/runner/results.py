"""Counts what the steps of a run came to."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class StepResult:
    """What one step came to.

    Attributes:
        name: the step's name.
        passed: checks or tests that held.
        failed: those that did not; above zero fails the run.
        skipped: those that could not be tried.
        seconds: wall time.
        reasons: why something was skipped, one line each.
    """

    name: str
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0.0
    reasons: tuple[str, ...] = ()


@dataclass(slots=True)
class Tally:
    """The results of a whole run."""

    results: list[StepResult] = field(default_factory=list)

    @property
    def passed(self) -> int:
        """Checks and tests that held."""
        return sum(result.passed for result in self.results)

    @property
    def failed(self) -> int:
        """Checks and tests that did not hold."""
        return sum(result.failed for result in self.results)

    @property
    def skipped(self) -> int:
        """Checks and tests that were not tried."""
        return sum(result.skipped for result in self.results)

    def reasons(self) -> list[str]:
        """Return why things were skipped, each reason once, with its step."""
        seen = {
            f"{result.name}: {reason}": None for result in self.results for reason in result.reasons
        }
        return list(seen)

    def exit_code(self, *, refuse_skips: bool) -> int:
        """Return 0 when all is well; a skip is a failure when `refuse_skips`."""
        return 1 if self.failed or (refuse_skips and self.skipped) else 0

    def closing_line(self) -> str:
        """Return the last line of a run."""
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


def read_junit(path: Path) -> tuple[int, int, int, tuple[str, ...]]:
    """Count a pytest report.

    Args:
        path: the file written by `--junit-xml`.

    Returns:
        Passed, failed (errors included), skipped, and the reasons of the skips.
    """
    passed = failed = skipped = 0
    reasons: dict[str, None] = {}
    for case in ET.parse(path).getroot().iter("testcase"):  # noqa: S314 - our own file
        skip = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            failed += 1
        elif skip is not None:
            skipped += 1
            reasons[skip.get("message", "no reason given")] = None
        else:
            passed += 1
    return passed, failed, skipped, tuple(reasons)
