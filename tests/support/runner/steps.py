"""The steps of a run, in order: cheap checks first, then the suite on each engine, then Chromium."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

BIN = Path(sys.executable).parent
WORKERS = "3"
"""One more than the cores of the machine of the budget: many tests wait, for a process that starts,
a database or a clock."""
BROWSERS = "2"
"""Workers in Chromium, which itself computes beside them in several processes."""

WHOLE = "not browser and not sample"


@dataclass(frozen=True, slots=True)
class Step:
    """One command of a run.

    Attributes:
        name: short name, also of its log.
        command: program and arguments, run from the project's root.
        needs: what the machine must offer (see `machine.has`), else the step is skipped.
        is_suite: a pytest run, counted test by test; otherwise the step counts as one.
        loads: a step to be done before, beside whatever comes earlier.
    """

    name: str
    command: tuple[str, ...]
    needs: frozenset[str] = frozenset()
    is_suite: bool = False
    loads: Step | None = None


def _tool(name: str, *arguments: str) -> tuple[str, ...]:
    return (str(BIN / name), *arguments)


def _pytest(*arguments: str, workers: str = WORKERS) -> tuple[str, ...]:
    return (sys.executable, "-m", "pytest", "-q", "-n", workers, "--dist", "worksteal", *arguments)


DEMO = Step("demo data", (sys.executable, "-m", "tests.support.live_house"))
"""Loads what the tests in Chromium look at; a load waits for itself, since its last part is done by
one process alone."""

# The longest first: two run at a time.
CHECKS = (
    Step("types", _tool("mypy")),
    Step("format", _tool("ruff", "format", "--check", ".")),
    Step("ruff", _tool("ruff", "check", ".")),
    Step("imports", _tool("lint-imports", "--no-logo")),
    Step("templates", _tool("djlint", "templates", "--lint", "--quiet")),
    Step("translations", _tool("flask", "--app", "wsgi", "i18n", "check")),
)

FAST_SUITE = Step(
    "tests, fast part", _pytest("-m", "not browser and not slow and not pg and not redis"),
    is_suite=True,
)  # fmt: skip

FULL_SUITES = (
    Step(
        "tests on SQLite",
        _pytest("-m", WHOLE, "--engine", "sqlite"),
        needs=frozenset({"postgresql", "redis"}),
        is_suite=True,
    ),
    # Tests that touch no database are the same on both engines and are not run twice.
    Step(
        "tests on PostgreSQL",
        _pytest("-m", WHOLE, "--engine", "postgres", "--database-only"),
        needs=frozenset({"postgresql", "redis"}),
        is_suite=True,
    ),
    Step(
        "tests in Chromium",
        _pytest("-m", "browser", "tests/browser", "tests/journeys", workers=BROWSERS),
        needs=frozenset({"chromium", "axe", "lighthouse"}),
        is_suite=True,
        loads=DEMO,
    ),
)
