"""Several people at the same moment: threads with a common start."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")
_PATIENCE_S = 60


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
