"""Several people at the same moment: threads with a common start."""

from __future__ import annotations

import threading
from collections import Counter
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import func, select

from models.journal import JournalEntry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sqlalchemy.orm import DeclarativeBase

    from marketplace.db import Database

T = TypeVar("T")
_PATIENCE_S = 60
_HEAD_START_S = 0.5


def race(jobs: Sequence[Callable[[], T]]) -> list[T]:
    """Run every job in a thread of its own, all let go at once.

    Returns:
        What each gave, in the order of `jobs`. What one raises is raised here.
    """
    start = threading.Barrier(len(jobs))

    def run(job: Callable[[], T]) -> T:
        start.wait(timeout=_PATIENCE_S)
        return job()

    with ThreadPoolExecutor(max_workers=len(jobs)) as pool:
        running = [pool.submit(run, job) for job in jobs]
        return [each.result(timeout=_PATIENCE_S) for each in running]


@contextmanager
def beside() -> Iterator[Callable[[Callable[[], T]], Future[T]]]:
    """Give a function that starts a job in a thread: it has ended, or waits for a lock, after it.

    Open it before the transaction that the job may have to wait for.
    """
    with ThreadPoolExecutor(max_workers=1) as pool:

        def begin(job: Callable[[], T]) -> Future[T]:
            running = pool.submit(job)
            wait([running], timeout=_HEAD_START_S)
            return running

        yield begin


def statuses(answers: Sequence[int]) -> Counter[int]:
    """Count the answers by status, after none of them was a fault of ours."""
    assert max(answers) < 500, answers
    return Counter(answers)


def count(database: Database, model: type[DeclarativeBase], *conditions: Any) -> int:
    """Count the rows of a table that hold to the conditions."""
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(model).where(*conditions)) or 0


def facts(database: Database, name: str) -> int:
    """Count the journal's entries of one fact."""
    return count(database, JournalEntry, JournalEntry.fact == name)
