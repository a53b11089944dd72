"""Whether the index keeps up with the database: cheap enough to be asked every few seconds."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.search.reconcile import listed
from models.listings import Listing
from search_index.contract import Backend, IndexUnavailable

MAX_LAG_S: Final = 60.0
"""Longest time index and database may differ, crash of a worker included: two of its leases."""


@dataclass(slots=True)
class LagWatch:
    """Compares two sums, and remembers since when they differ.

    The sums are the number of listings to be found and the total of their versions, so every
    change moves them; 3 ms at 20,000 listings. ``reindex --check`` compares one by one.

    Attributes:
        clock: seconds that never jump.
    """

    clock: Callable[[], float] = time.monotonic
    _differs_since: float | None = field(default=None, init=False)

    def keeps_up(self, session: Session, index: Backend) -> bool:
        """Return False once they have differed at every look for more than ``MAX_LAG_S``."""
        if _in_database(session) == _in_index(index):
            self._differs_since = None
            return True
        now = self.clock()
        if self._differs_since is None:
            self._differs_since = now
        return now - self._differs_since <= MAX_LAG_S


def _in_database(session: Session) -> tuple[int, int]:
    found = session.execute(
        listed(select(func.count(Listing.id), func.coalesce(func.sum(Listing.version), 0)))
    ).one()
    return int(found[0]), int(found[1])


def _in_index(index: Backend) -> tuple[int, int] | None:
    try:
        versions = index.versions()
    except IndexUnavailable:
        return None
    return len(versions), sum(versions.values())
