"""The worker: at least once, in the right order of trust, and never stopped by one bad task."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import cast

import pytest
from sqlalchemy import func, select

from marketplace.db import Database
from marketplace.events import Fact, record
from marketplace.facts import ListingPaused, ListingResumed
from marketplace.jobs import outbox
from marketplace.jobs.worker import Timetable, Worker
from marketplace.ports import MemoryPorts
from marketplace.work import Chore, Reaction, Work
from models.journal import OutboxMessage
from search_index.contract import Backend
from tests.factories.sequence import NOW


@dataclass
class Seen:
    facts: list[Fact] = field(default_factory=list)
    calls: int = 0
    failures: int = 0

    def run(self, _work: Work, facts: Sequence[Fact]) -> None:
        self.calls += 1
        if self.failures:
            self.failures -= 1
            raise ConnectionError
        self.facts += facts


@pytest.fixture
def work(database: Database, ports: MemoryPorts) -> Work:
    return Work(database, ports.bundle(), cast("Backend", None))


def pause(database: Database, *ids: int) -> None:
    with database.transaction() as session:
        for listing_id in ids:
            record(session, ListingPaused(listing_id=listing_id), None, NOW)


def table(seen: Seen, batch: int = 1) -> Timetable:
    return Timetable(
        reactions={"look": Reaction(seen.run, batch)}, spread={ListingPaused: ("look",)}
    )


def open_rows(database: Database) -> int:
    with database.reading() as session:
        statement = select(func.count()).where(OutboxMessage.done_at.is_(None))
        return session.scalar(statement) or 0


def test_facts_reach_their_reactions_in_order(work: Work) -> None:
    pause(work.database, 1, 2, 3)
    seen = Seen()

    Worker(work, table(seen, batch=2)).drain()

    assert seen.facts == [ListingPaused(listing_id=number) for number in (1, 2, 3)]
    assert seen.calls == 2
    assert open_rows(work.database) == 0


def test_a_fact_without_reaction_is_simply_done(work: Work) -> None:
    with work.database.transaction() as session:
        record(session, ListingResumed(listing_id=1), None, NOW)
    seen = Seen()

    Worker(work, table(seen)).drain()

    assert seen.calls == 0
    assert open_rows(work.database) == 0


def test_a_failed_reaction_is_tried_again_later(work: Work, ports: MemoryPorts) -> None:
    pause(work.database, 1)
    seen = Seen(failures=1)
    worker = Worker(work, table(seen))

    worker.drain()
    assert (seen.facts, open_rows(work.database)) == ([], 1)

    ports.clock.move(timedelta(seconds=10))
    worker.drain()
    assert seen.facts == [ListingPaused(listing_id=1)]
    assert open_rows(work.database) == 0


def test_a_reaction_that_never_works_is_buried_with_its_error(
    work: Work, ports: MemoryPorts
) -> None:
    pause(work.database, 1)
    worker = Worker(work, table(Seen(failures=100)))

    for _ in range(outbox.MAX_ATTEMPTS + 3):
        worker.drain()
        ports.clock.move(timedelta(hours=2))

    with work.database.reading() as session:
        row = session.execute(
            select(OutboxMessage.attempts, OutboxMessage.error).where(OutboxMessage.dead)
        ).one()
    assert tuple(row) == (outbox.MAX_ATTEMPTS, "ConnectionError: ")


def test_one_failing_reaction_does_not_hold_up_the_others(work: Work) -> None:
    pause(work.database, 1)
    bad, good = Seen(failures=9), Seen()
    timetable = Timetable(
        reactions={"bad": Reaction(bad.run), "good": Reaction(good.run)},
        spread={ListingPaused: ("bad", "good")},
    )

    Worker(work, timetable).drain()

    assert len(good.facts) == 1
    assert open_rows(work.database) == 1


def test_a_row_left_by_a_dead_worker_is_taken_when_its_lease_ends(
    work: Work, ports: MemoryPorts
) -> None:
    pause(work.database, 1)
    with work.database.transaction() as session:
        assert len(outbox.claim(session, ports.clock.now())) == 1
    seen = Seen()
    worker = Worker(work, table(seen))

    assert worker.drain() == 0
    ports.clock.move(outbox.LEASE + timedelta(seconds=1))
    worker.drain()

    assert len(seen.facts) == 1


def test_a_worker_that_lost_its_lease_finishes_nothing(work: Work, ports: MemoryPorts) -> None:
    pause(work.database, 1)
    with work.database.transaction() as session:
        slow = outbox.claim(session, ports.clock.now())
    ports.clock.move(outbox.LEASE + timedelta(seconds=1))
    with work.database.transaction() as session:
        quick = outbox.claim(session, ports.clock.now())

    with work.database.transaction() as session:
        assert outbox.finish(session, slow, ports.clock.now()) == 0
        assert outbox.finish(session, quick, ports.clock.now()) == 1


def test_spreading_a_fact_twice_adds_its_reactions_once(work: Work, ports: MemoryPorts) -> None:
    pause(work.database, 1)
    with work.database.transaction() as session:
        (task,) = outbox.claim(session, ports.clock.now())

    for _ in range(2):
        with work.database.transaction() as session:
            outbox.spread(session, task, ["look"], ports.clock.now())

    with work.database.reading() as session:
        kinds = session.scalars(select(OutboxMessage.kind).order_by(OutboxMessage.id)).all()
    assert kinds == ["fact:ListingPaused", "reaction:look"]


def test_a_row_of_another_release_waits_and_stops_nothing(work: Work, ports: MemoryPorts) -> None:
    pause(work.database, 1, 2, 3)
    seen = Seen()
    worker = Worker(work, table(seen, batch=3))
    with work.database.transaction() as session:
        for task in outbox.claim(session, ports.clock.now()):
            outbox.spread(session, task, ["look"], ports.clock.now())
        first, second = session.scalars(
            select(OutboxMessage)
            .where(OutboxMessage.kind == "reaction:look")
            .order_by(OutboxMessage.id)
            .limit(2)
        )
        first.payload = {"fact": "ListingPaused", "values": {"listing": 1}}
        second.payload = {"fact": "ListingNapped", "values": {"listing_id": 2}}

    worker.run_until(lambda seconds: seconds > 0)

    assert seen.facts == [ListingPaused(listing_id=3)]
    with work.database.reading() as session:
        errors = session.scalars(
            select(OutboxMessage.error)
            .where(OutboxMessage.done_at.is_(None))
            .order_by(OutboxMessage.id)
        ).all()
    assert [error.partition(":")[0] for error in errors] == ["TypeError", "KeyError"]


def test_a_fact_nobody_here_knows_waits_for_a_worker_who_does(
    work: Work, ports: MemoryPorts
) -> None:
    pause(work.database, 1)
    with work.database.transaction() as session:
        session.scalars(select(OutboxMessage)).one().kind = "fact:ListingNapped"
    seen = Seen()

    Worker(work, table(seen)).drain()
    assert open_rows(work.database) == 1

    with work.database.transaction() as session:
        session.scalars(select(OutboxMessage)).one().kind = "fact:ListingPaused"
    ports.clock.move(timedelta(seconds=10))
    Worker(work, table(seen)).drain()
    assert seen.facts == [ListingPaused(listing_id=1)]


def test_a_chore_runs_once_in_each_slot(work: Work, ports: MemoryPorts) -> None:
    runs: list[int] = []
    timetable = Timetable(
        reactions={}, spread={}, chores={"sweep": Chore(lambda _work: runs.append(1), 3600)}
    )

    for _ in range(2):  # two workers, two rounds each
        worker = Worker(work, timetable)
        worker.drain()
        worker.drain()
    assert len(runs) == 1

    ports.clock.move(timedelta(hours=1))
    Worker(work, timetable).drain()
    assert len(runs) == 2


def test_done_rows_are_forgotten_after_two_weeks(work: Work, ports: MemoryPorts) -> None:
    pause(work.database, 1)
    Worker(work, table(Seen())).drain()

    ports.clock.move(outbox.KEEP_DONE + timedelta(days=1))
    with work.database.transaction() as session:
        assert outbox.forget_done(session, ports.clock.now()) == 2


def test_slow_work_has_a_lane_of_its_own(work: Work) -> None:
    pause(work.database, 1)
    slow, quick = Seen(), Seen()
    timetable = Timetable(
        reactions={"slow": Reaction(slow.run, slow=True), "quick": Reaction(quick.run)},
        spread={ListingPaused: ("slow", "quick")},
    )

    Worker(work, timetable, timetable.quick_lane).drain()
    assert (slow.calls, quick.calls) == (0, 1)

    Worker(work, timetable, timetable.slow_lane).drain()
    assert (slow.calls, quick.calls) == (1, 1)
    assert open_rows(work.database) == 0


def test_a_letter_does_not_stand_behind_pictures(work: Work, database: Database) -> None:
    done: list[str] = []
    timetable = Timetable(
        reactions={
            "make_avif": Reaction(lambda _work, _facts: done.append("picture"), slow=True),
            "send_mails": Reaction(lambda _work, _facts: done.append("letter"), slow=True),
        },
        spread={ListingPaused: ("make_avif",), ListingResumed: ("send_mails",)},
    )
    pause(database, 1, 2, 3)
    Worker(work, timetable, timetable.quick_lane).drain()
    with database.transaction() as session:
        record(session, ListingResumed(listing_id=4), None, NOW)
    Worker(work, timetable, timetable.quick_lane).drain()

    Worker(work, timetable, timetable.slow_lane).drain()

    assert done == ["letter", "picture", "picture", "picture"]
