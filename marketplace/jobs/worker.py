"""The worker: drains the outbox, spreads facts, runs reactions and chores."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial

import structlog
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as SqlTimeout
from sqlalchemy.orm import Session

from marketplace.events import Fact, fact_from
from marketplace.jobs import outbox
from marketplace.jobs.outbox import ALL_LANES, Lane, Task
from marketplace.work import Chore, Reaction, Work
from models.errors import ConflictError, DomainError

log = structlog.get_logger("worker")
LONGEST_WAIT_S = 5.0
"""Longest pause between two looks at a database that is away."""


@dataclass(frozen=True, slots=True)
class Timetable:
    """Everything a worker can do.

    Attributes:
        reactions: by name, as stored in the outbox.
        spread: fact class -> names of its reactions.
        chores: by name.
    """

    reactions: Mapping[str, Reaction]
    spread: Mapping[type[Fact], Sequence[str]]
    chores: Mapping[str, Chore] = field(default_factory=dict)

    @property
    def quick_lane(self) -> Lane:
        """Everything but the slow kinds; facts are spread here."""
        return Lane(but=self._slow(), lease=outbox.QUICK_LEASE)

    @property
    def slow_lane(self) -> Lane:
        """The slow kinds only, one at a time: a mail server may take 20 seconds for each."""
        return Lane(only=self._slow(), at_once=1)

    def _slow(self) -> tuple[str, ...]:
        kinds: dict[str, Reaction | Chore] = {**self.reactions, **self.chores}
        return tuple(f"reaction:{name}" for name, kind in kinds.items() if kind.slow)


class Worker:
    """Takes due rows until stopped. Many may run at once; a row is leased to one of them."""

    def __init__(self, work: Work, timetable: Timetable, lane: Lane = ALL_LANES) -> None:
        """Keep the world and the timetable; nothing runs yet.

        Args:
            work: the database and the outside.
            timetable: what there is to do.
            lane: which of it this worker takes.
        """
        self._work = work
        self._lane = lane
        self._timetable = timetable
        self._slots: dict[str, int] = {}

    def run_once(self) -> int:
        """Take one batch of due rows and work them off. Returns how many were taken."""
        now = self._work.now
        self._schedule_chores(now)
        with self._work.database.reading() as session:
            if not outbox.anything_due(session, now, self._lane):
                return 0
        with self._work.database.transaction() as session:
            tasks = outbox.claim(session, now, self._lane, self._lane.at_once)
        facts = [task for task in tasks if task.is_fact]
        self._spread(facts)
        groups: dict[str, list[Task]] = defaultdict(list)
        for task in tasks:
            if not task.is_fact:
                groups[task.name].append(task)
        for name, group in groups.items():
            self._run_group(name, group)
        return len(tasks)

    def drain(self, limit: int = 1000) -> int:
        """Work until nothing is due. Returns how many rows were taken.

        Args:
            limit: rounds after which it gives up, so that a broken reaction cannot hang a test.
        """
        total = 0
        for _ in range(limit):
            taken = self.run_once()
            total += taken
            if not taken:
                return total
        return total

    def run_until(self, stopped: Callable[[float], bool], idle_s: float = 0.2) -> None:
        """Work until ``stopped(seconds)`` is True; it waits up to that long when idle.

        A database that is away, full or busy is waited for; what was leased comes back by itself.
        """
        wait = idle_s
        while not stopped(0.0):
            try:
                taken = self.run_once()
                wait = idle_s
            except (DBAPIError, SqlTimeout, ConflictError) as error:
                log.warning("database_away", kind=type(error).__name__, wait_s=wait)
                taken, wait = 0, min(wait * 2, LONGEST_WAIT_S)
            if not taken and stopped(wait):
                return

    def _spread(self, tasks: Sequence[Task]) -> None:
        if not tasks:
            return
        with self._work.database.transaction() as session:
            for task in tasks:
                kind = Fact.known.get(task.name)
                if kind is None:  # a newer release recorded it; its worker will know
                    self._give_back(session, task, f"no fact here is called {task.name}")
                    continue
                outbox.spread(session, task, self._timetable.spread.get(kind, ()), self._work.now)

    def _run_group(self, name: str, tasks: Sequence[Task]) -> None:
        reaction = self._timetable.reactions.get(name)
        if reaction is None:
            self._run_chore(name, tasks)
            return
        readable = [(task, fact) for task in tasks if (fact := self._fact(task)) is not None]
        for start in range(0, len(readable), reaction.batch):
            part = readable[start : start + reaction.batch]
            facts = [fact for _, fact in part]
            self._attempt([task for task, _ in part], partial(reaction.run, self._work, facts))

    def _fact(self, task: Task) -> Fact | None:
        """Rebuild the fact of one reaction; one of another release fails alone, as None."""
        try:
            return fact_from(task.payload["fact"], task.payload["values"])
        except (KeyError, TypeError) as error:
            self._fail([task], f"{type(error).__name__}: {error}")
            return None

    def _run_chore(self, name: str, tasks: Sequence[Task]) -> None:
        chore = self._timetable.chores.get(name)
        if chore is None:
            self._fail(tasks, f"nothing here is called {name}")
            return
        self._attempt(tasks, lambda: chore.run(self._work))

    def _attempt(self, tasks: Sequence[Task], act: Callable[[], None]) -> None:
        try:
            act()
        except Exception as error:
            log.warning(
                "task_failed",
                name=tasks[0].name,
                count=len(tasks),
                kind=type(error).__name__,
                # What a server that is away looks like is known; anything else needs its trace.
                exc_info=None if isinstance(error, DomainError) else error,
            )
            self._fail(tasks, f"{type(error).__name__}: {error}")
            return
        with self._work.database.transaction() as session:
            outbox.finish(session, tasks, self._work.now)

    def _fail(self, tasks: Sequence[Task], error: str) -> None:
        with self._work.database.transaction() as session:
            for task in tasks:
                self._give_back(session, task, error)

    def _give_back(self, session: Session, task: Task, error: str) -> None:
        outbox.retry_later(session, task, error, self._work.now)

    def _schedule_chores(self, now: datetime) -> None:
        due = {
            name: int(now.timestamp()) // chore.every_s
            for name, chore in self._timetable.chores.items()
            if self._slots.get(name) != int(now.timestamp()) // chore.every_s
        }
        if not due:
            return
        with self._work.database.transaction() as session:
            for name, slot in due.items():
                at = datetime.fromtimestamp(slot * self._timetable.chores[name].every_s, UTC)
                outbox.schedule_once(session, f"reaction:{name}", f"chore/{name}/{slot}", at)
        self._slots.update(due)
