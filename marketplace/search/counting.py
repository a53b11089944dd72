"""Counts what was searched in vain: without personal data, and beside the answer, never before it.

A page only adds to numbers in memory; a thread writes them a few seconds later. What was handed to
the database is forgotten whatever came of it: a lost connection may cost some counts, but a retry
never counts one query twice.
"""

import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import structlog
from sqlalchemy import case
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from marketplace.db import Database
from marketplace.search.address import SearchAddress
from marketplace.search.queries import Answer
from models.words import SearchTally
from search_index.text.normalize import normalize, plain

LITTLE: Final = 3
"""Fewer listings than this that meet the words are little."""

LONGEST: Final = 80
_MOST_HELD: Final = 500
_EVERY_S: Final = 5.0
_MOST_DIGITS: Final = 6
_DIGITS: Final = re.compile(r"\d(?:[ ().+/-]*\d)*")
_PERSONAL: Final = re.compile(
    r"@|https?:|www\.|\.(?:com|net|org|co\.th|th)\b"
    r"|นางสาว|น\.ส\.|เด็กชาย|เด็กหญิง|ด\.ช\.|ด\.ญ\.|(?:^|\s)(?:นาย|นาง|คุณ) ?\S+ \S+"
    r"|\b(?:mr|mrs|ms|miss)\b\.? \S+|เลขที่|หมู่ที่|ไลน์ไอดี|line ?id"
)

log = structlog.get_logger("search")

Key = tuple[str, str, date]
"""Query in normal form, language of the page, day."""


def countable(text: str) -> str | None:
    """Return a query in the form in which it is counted; None for one that looks personal.

    Addresses, numbers as long as a telephone's, names behind a title, and whatever is longer than
    80 characters: none of that helps to name a craft.
    """
    typed = normalize(text)
    kept = plain(text)
    if not kept or len(typed) > LONGEST or _PERSONAL.search(typed):
        return None
    digits = (sum(map(str.isdigit, run)) for run in _DIGITS.findall(typed))
    return None if max(digits, default=0) > _MOST_DIGITS else kept


def is_miss(asked: SearchAddress, answer: Answer) -> bool:
    """Tell whether words alone found nothing or little.

    Later pages repeat the first, and with limits chosen on the page these may be at fault.
    """
    plain_words = bool(asked.text) and asked.page == 1 and not asked.chosen and asked.kind is None
    return plain_words and not answer.degraded and answer.meeting < LITTLE


@dataclass(slots=True)
class _Count:
    times: int = 0
    best: int = 0


class QueryCounter:
    """The numbers of one process."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._held: dict[Key, _Count] = {}
        self._lock = threading.Lock()
        self._writer: threading.Thread | None = None

    def note(self, text: str, lang: str, day: date, best: int) -> None:
        """Count a query that found ``best`` listings; one that looks personal is not kept."""
        kept = countable(text)
        if kept is None:
            return
        with self._lock:
            if len(self._held) < _MOST_HELD or (kept, lang, day) in self._held:
                count = self._held.setdefault((kept, lang, day), _Count())
                count.times += 1
                count.best = max(count.best, best)

    def write_soon(self, database: Database) -> None:
        """Let a thread of this process write the numbers in a few seconds."""
        with self._lock:
            if not self._held or (self._writer is not None and self._writer.is_alive()):
                return
            self._writer = threading.Thread(
                target=self._wait_and_write, args=(database,), name="query-counts", daemon=True
            )
            self._writer.start()

    def _wait_and_write(self, database: Database) -> None:
        pause = threading.Event()
        while True:
            pause.wait(_EVERY_S)
            self.write(database)
            with self._lock:
                if not self._held:
                    self._writer = None
                    return

    def write(self, database: Database) -> None:
        """Add what is held to the table, and forget it. A fault of the database loses these counts only."""
        with self._lock:
            held, self._held = self._held, {}
        if not held:
            return
        try:
            with database.transaction() as session:
                _add(session, held)
        except (SQLAlchemyError, OSError) as error:
            log.warning("queries_not_counted", count=len(held), kind=type(error).__name__)


def _add(session: Session, held: Mapping[Key, _Count]) -> None:
    """Add numbers to the rows of their day; sorted, so that two writers never wait in a ring."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    for (text, lang, day), count in sorted(held.items()):
        new = dialect.insert(SearchTally).values(
            text=text, lang=lang, day=day, count=count.times, best=count.best
        )
        more = case(
            (new.excluded.best > SearchTally.best, new.excluded.best), else_=SearchTally.best
        )
        session.execute(
            new.on_conflict_do_update(
                index_elements=["text", "lang", "day"],
                set_={"count": SearchTally.count + new.excluded.count, "best": more},
            )
        )
