"""Hands published words to the search engine, and rebuilds the index for those kept whole."""

import time
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

import structlog
from sqlalchemy import delete, func, insert, select, update

from marketplace.events import Fact
from marketplace.search.documents import documents
from marketplace.search.reconcile import listed
from marketplace.web.dates import bangkok_day
from marketplace.words.queries.house import published_words
from marketplace.work import Work
from models.listings import Listing
from models.words import IndexRun, SearchTally
from search_index.contract import IndexUnavailable
from search_index.text.house_words import HouseWords

KEEP_DAYS: Final = 180
KEEP_SINGLE_DAYS: Final = 30
"""Queries asked only once are shown to nobody, so they are not kept for long either."""

KEEP_RUNS: Final = timedelta(days=30)
_TELL_EVERY_S: Final = 0.5

log = structlog.get_logger("search")


def publish_words(work: Work, facts: Sequence[Fact] = ()) -> None:
    """Give the engine all words that are published now."""
    del facts
    work.search.publish_words(lambda: _now(work))


def rebuild_for_words(work: Work, facts: Sequence[Fact] = ()) -> None:
    """Build the index anew when it keeps other words whole than are published."""
    del facts
    published = work.search.publish_words(lambda: _now(work))
    try:
        built = work.search.whole_words()
    except IndexUnavailable:
        return  # the chore that checks the index builds it, with these words
    if {*built} == {*published.whole}:
        return
    with work.database.reading() as session:
        total = session.scalar(listed(select(func.count(Listing.id)))) or 0
    run = _Run(work, total)
    with work.database.reading() as session:
        generation = work.search.rebuild(documents(session, bangkok_day(work.now)), run.tell)
    run.finish()
    log.info("index_rebuilt", generation=generation, reason="words")


def keep_words(work: Work) -> None:
    """Mend what a crash or a removed file left behind; a chore."""
    publish_words(work)
    rebuild_for_words(work)


def forget_old_queries(work: Work) -> None:
    """Forget what was searched long ago; a chore."""
    today = bangkok_day(work.now)
    single = (
        select(SearchTally.text).group_by(SearchTally.text).having(func.sum(SearchTally.count) == 1)
    )
    with work.database.transaction() as session:
        session.execute(
            delete(SearchTally).where(SearchTally.day < today - timedelta(days=KEEP_DAYS))
        )
        session.execute(
            delete(SearchTally).where(
                SearchTally.day < today - timedelta(days=KEEP_SINGLE_DAYS),
                SearchTally.text.in_(single),
            )
        )
        session.execute(delete(IndexRun).where(IndexRun.seen_at < work.now - KEEP_RUNS))


def _now(work: Work) -> HouseWords:
    with work.database.reading() as session:
        return published_words(session)


class _Run:
    """Tells the pages how far a rebuilding is."""

    def __init__(self, work: Work, total: int) -> None:
        self._work = work
        self._told = time.monotonic()
        self._total = total
        now = work.now
        with work.database.transaction() as session:
            row = insert(IndexRun).values(started_at=now, seen_at=now, done=0, total=total)
            self._id = session.scalar(row.returning(IndexRun.id))

    def tell(self, done: int, _of: int = 0) -> None:
        """Write how many are done, at most twice a second."""
        if time.monotonic() - self._told >= _TELL_EVERY_S:
            self._told = time.monotonic()
            self._write(done=done)

    def finish(self) -> None:
        """Write that it is done."""
        self._write(done=self._total, finished_at=self._work.now)

    def _write(self, **values: object) -> None:
        change = update(IndexRun).where(IndexRun.id == self._id)
        with self._work.database.transaction() as session:
            session.execute(change.values(seen_at=self._work.now, **values))
