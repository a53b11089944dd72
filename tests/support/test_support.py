"""The tests' own footing: isolation, the network guard and the count at the end of a run."""

import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.db import Database
from models.journal import CatalogueVersion, JournalEntry
from models.listings import Listing
from tests.factories.listings import make_craft, make_draft, make_route
from tests.support.network import NetworkBlocked
from tests.support.runner.results import StepResult, Tally, read_junit
from tests.support.turns import Turns


@pytest.mark.parametrize("turn", [1, 2, 3])
def test_what_one_test_commits_the_next_does_not_see(
    session: Session, commit: Callable[[], None], database: Database, turn: int
) -> None:
    for make in (make_craft, make_route, make_draft):
        make(session)
    commit()

    with database.reading() as reader:
        assert reader.scalar(select(func.count()).select_from(Listing)) == 3
        assert reader.scalar(select(func.count()).select_from(JournalEntry)) == 0
        assert reader.scalar(select(CatalogueVersion.value)) == 1


def test_a_connection_to_another_machine_is_refused() -> None:
    with socket.socket() as plug, pytest.raises(NetworkBlocked):
        plug.connect(("192.0.2.1", 80))


def test_a_report_is_counted_case_by_case(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(
        "<testsuites><testsuite><testcase/><testcase><failure/></testcase>"
        '<testcase><error/></testcase><testcase><skipped message="no Redis"/></testcase>'
        "</testsuite></testsuites>",
        encoding="utf-8",
    )

    assert read_junit(report) == (1, 2, 1, ("no Redis",))


@pytest.mark.parametrize(
    ("result", "refuse_skips", "code"),
    [
        (StepResult("all well", passed=1), True, 0),
        (StepResult("one failed", passed=1, failed=1), False, 1),
        (StepResult("one skipped", passed=1, skipped=1), False, 0),
        (StepResult("one skipped in CI", passed=1, skipped=1), True, 1),
    ],
)
def test_a_run_fails_on_failures_and_where_refused_on_skips(
    result: StepResult, refuse_skips: bool, code: int
) -> None:
    tally = Tally([result])

    assert tally.exit_code(refuse_skips=refuse_skips) == code
    assert tally.closing_line().endswith(f"{result.skipped} skipped")


def test_somebody_alone_waits_for_the_others_and_they_for_them(tmp_path: Path) -> None:
    turns, said = Turns(tmp_path), list[str]()
    first_in, first_out = threading.Event(), threading.Event()

    def beside(name: str) -> None:
        with turns.together():
            said.append(f"{name} in")
            first_in.set()
            first_out.wait(5)
            said.append(f"{name} out")

    def alone() -> None:
        with turns.alone():
            said.append("alone in")
            time.sleep(0.05)
            said.append("alone out")

    early = threading.Thread(target=beside, args=("early",))
    early.start()
    first_in.wait(5)
    lonely = threading.Thread(target=alone)
    lonely.start()
    time.sleep(0.05)
    late = threading.Thread(target=beside, args=("late",))
    late.start()
    time.sleep(0.05)
    first_out.set()
    for thread in (early, lonely, late):
        thread.join(5)

    assert said == ["early in", "early out", "alone in", "alone out", "late in", "late out"]
