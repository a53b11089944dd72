"""How far the index is with words that are kept whole."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.words.queries.house import published_words
from models.words import IndexRun
from search_index.contract import Backend, IndexUnavailable

SILENT_AFTER: Final = timedelta(minutes=2)
"""A rebuilding without a sign of life for so long was broken off; it is begun again by itself."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Whether the index follows the words.

    Attributes:
        waiting: published words kept whole that the index does not know yet, or withdrawn ones that
            it still keeps.
        running: a rebuilding is on its way.
        percent: of the running one, 0 to 100.
        built_at: end of the last one; None when there was none.
    """

    waiting: tuple[str, ...]
    running: bool
    percent: int
    built_at: datetime | None

    @property
    def settled(self) -> bool:
        """Whether nothing is to be waited for."""
        return not self.waiting and not self.running


def index_progress(session: Session, index: Backend, now: datetime) -> Progress:
    """Tell how far the index is."""
    latest = select(IndexRun).order_by(IndexRun.id.desc()).limit(1)
    run = session.scalars(latest).one_or_none()
    # By the tables: right after an officer's click the engine has not been told yet.
    wanted = {*published_words(session).whole}
    try:
        waiting = wanted ^ {*index.whole_words()}
    except IndexUnavailable:
        waiting = wanted
    running = run is not None and run.finished_at is None and run.seen_at > now - SILENT_AFTER
    percent = min(100, 100 * run.done // max(run.total, 1)) if run is not None and running else 0
    return Progress(
        tuple(sorted(waiting)), running, percent, None if run is None else run.finished_at
    )
