"""The morning's look through everything that people keep. Only the worker runs it.

Each person is one transaction that moves their searches on, keeps the matches and has them told:
a killed worker leaves a person wholly before or wholly behind it, and the next run goes on.
"""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Final

import structlog

from marketplace.saved_searches.actions.tell import keep_matches, nothing_new, sweep
from marketplace.saved_searches.queries.due import (
    LOOK_BACK,
    DuePerson,
    due_people,
    matches,
    oldest_look,
    published_since,
)
from marketplace.web.dates import BANGKOK
from marketplace.work import Work
from models.errors import ConflictError
from search_index.contract import IndexUnavailable

log = structlog.get_logger("saved_searches")
_MORNING: Final = time(8, tzinfo=BANGKOK)


def tell_of_new_matches(work: Work) -> None:
    """Look for new listings in every saved search, once a morning from eight o'clock on.

    It may be called at any time and as often as one likes: what was looked through this morning
    is left alone. Without an index nothing moves on, and the next call tries again.
    """
    now = work.now
    morning = datetime.combine(now.astimezone(BANGKOK).date(), _MORNING)
    if now < morning:
        return
    with work.database.transaction() as session:
        sweep(session, now)
    with work.database.reading() as session:
        since = oldest_look(session, morning)
        fresh = {} if since is None else published_since(session, since - LOOK_BACK)
    if since is None:
        return
    if not fresh:
        with work.database.transaction() as session:
            nothing_new(session, morning, now)
        return
    try:
        _look_through(work, morning, fresh)
    except IndexUnavailable as error:
        log.warning("saved_searches_wait", reason=error.reason)


def _look_through(work: Work, morning: datetime, fresh: dict[int, datetime]) -> None:
    last = 0
    while people := _next(work, morning, last):
        for person in people:
            found = {
                search.id: matches(work.search, search, _newer(fresh, search.since))
                for search in person.searches
            }
            try:
                with work.database.transaction() as session:
                    keep_matches(session, person.user_id, found, morning, work.now)
            except ConflictError:
                # A search or a listing went away meanwhile; the next run finds what is left.
                log.info("saved_searches_changed_meanwhile")
        last = people[-1].user_id


def _next(work: Work, morning: datetime, last: int) -> Sequence[DuePerson]:
    with work.database.reading() as session:
        return due_people(session, morning, last)


def _newer(fresh: dict[int, datetime], since: datetime) -> list[int]:
    return [one for one, at in fresh.items() if at > since]
