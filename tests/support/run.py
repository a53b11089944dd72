"""The one door to all checks: `python -m tests.support.run`, behind `make test` and `make check`.

Prepares the machine, runs the steps, prints a table and ends with
`N passed, N failed, N skipped`. The environment variable REFUSE_SKIPS=1 (set by .ci/run) makes
any skip a failure.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.support.runner.machine import CACHE, ROOT, install_missing, scratch
from tests.support.runner.results import StepResult, Tally, read_junit
from tests.support.runner.steps import CHECKS, FAST_SUITE, FULL_SUITES, Step

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

LOGS = CACHE / "test-logs"
TAIL_LINES = 60
BEGAN = "TEST_BEGAN"
"""Environment variable: when `make` began, in seconds of the epoch; what it installs counts."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the steps asked for and return the exit code."""
    options = _parser().parse_args(arguments)
    checks = [step for step in CHECKS if _wanted(step, options.only)]
    suites = [FAST_SUITE] if options.fast else list(FULL_SUITES)
    suites = [step for step in suites if _wanted(step, options.only)]
    LOGS.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    tally = Tally()
    with ThreadPoolExecutor() as beside:
        # Installing waits for the line and the disk most of the time, the checks compute.
        preparing = beside.submit(_prepare, suites)
        loading = {s.name: beside.submit(_run_check, s.loads) for s in suites if s.loads}
        tally.results += _run_checks(checks)
        missing, installing = preparing.result()
        with scratch() as folder:
            for step in suites:
                if step.name in loading:
                    tally.results.append(loading[step.name].result())
                tally.results.append(_run_suite(step, missing, folder))
    _print_summary(tally, time.monotonic() - started, installing)
    return tally.exit_code(refuse_skips=os.environ.get("REFUSE_SKIPS") == "1")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.support.run", description=__doc__)
    parser.add_argument("--fast", action="store_true", help="checks and the fast tests only")
    parser.add_argument(
        "--only", action="append", default=[], metavar="STEP",
        help="run only steps whose name contains this (may be repeated)",
    )  # fmt: skip
    return parser


def _wanted(step: Step, only: list[str]) -> bool:
    return not only or any(part in step.name for part in only)


def _prepare(steps: list[Step]) -> tuple[dict[str, str], float]:
    """Install what is missing; returns what could not be, with the reason, and the seconds."""
    needs = {need for step in steps for need in step.needs}
    if not needs:
        return {}, 0.0
    _say("preparing what the machine lacks for: " + ", ".join(sorted(needs)))
    started = time.monotonic()
    return install_missing(needs), time.monotonic() - started


def _run_checks(checks: list[Step]) -> list[StepResult]:
    with ThreadPoolExecutor(max_workers=2) as pool:
        return list(pool.map(_run_check, checks))


def _environment(folder: Path | None = None) -> dict[str, str]:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": ""}
    return environment if folder is None else environment | {"TMPDIR": str(folder)}


def _log_path(step: Step) -> Path:
    return LOGS / (re.sub(r"[^a-z0-9]+", "-", step.name.lower()) + ".log")


def _run_check(step: Step) -> StepResult:
    started = time.monotonic()
    result = subprocess.run(
        step.command, cwd=ROOT, env=_environment(), check=False, text=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    seconds = time.monotonic() - started
    _log_path(step).write_text(result.stdout, encoding="utf-8")
    if result.returncode:
        tail = "\n".join(result.stdout.splitlines()[-TAIL_LINES:])
        _say(f"--- {step.name} failed\n{tail}")
        return StepResult(step.name, failed=1, seconds=seconds)
    _say(f"--- {step.name} ok ({seconds:.0f} s)")
    return StepResult(step.name, passed=1, seconds=seconds)


def _run_suite(step: Step, missing: dict[str, str], folder: Path) -> StepResult:
    lacking = [f"{need}: {missing[need]}" for need in sorted(step.needs) if need in missing]
    if lacking:
        _say(f"--- {step.name} skipped: {'; '.join(lacking)}")
        return StepResult(step.name, skipped=1, reasons=tuple(lacking))
    report = _log_path(step).with_suffix(".xml")
    report.unlink(missing_ok=True)
    _say(f"--- {step.name}")
    started = time.monotonic()
    code = subprocess.run(
        (*step.command, f"--junit-xml={report}"), cwd=ROOT, env=_environment(folder),
        check=False, stdin=subprocess.DEVNULL,
    ).returncode  # fmt: skip
    result = StepResult(step.name, seconds=time.monotonic() - started)
    if not report.exists():
        return replace(result, failed=1)
    passed, failed, skipped, reasons = read_junit(report)
    # An exit code without a failed test (a broken conftest, no test found) is a failure too.
    failed = max(failed, 1 if code else 0)
    return replace(result, passed=passed, failed=failed, skipped=skipped, reasons=reasons)


def _print_summary(tally: Tally, seconds: float, installing: float) -> None:
    _say("")
    began = float(os.environ.get(BEGAN) or 0)
    if began:
        _say(f"{'packages of Python':<22} {'':<53}{time.time() - seconds - began:>6.0f} s")
    if installing:
        _say(f"{'programs':<22} {'beside the checks':<53}{installing:>6.0f} s")
    for result in tally.results:
        mark = "FAILED" if result.failed else "skipped" if not result.passed else "ok"
        _say(
            f"{result.name:<22} {mark:<8} {result.passed:>5} passed {result.failed:>4} failed "
            f"{result.skipped:>4} skipped {result.seconds:>6.0f} s"
        )
    for reason in tally.reasons():
        _say(f"skipped: {reason}")
    _say(f"{time.time() - began if began else seconds:.0f} s in all")
    _say(tally.closing_line())


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
