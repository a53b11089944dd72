"""Queries that found nothing or little, as officers see them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from marketplace.actors import Actor
from marketplace.words.policies import can_tend_words
from models.accounts import User
from models.words import QueryMark, SearchTally

SEEN_AGAIN: Final = 2
"""Times a query is asked before officers see it. What was typed once may be a slip, or the name of
one person; what is typed again is something that people look for."""

PAGE_SIZE: Final = 30
_TIMES: Final = func.sum(SearchTally.count)
_BEST: Final = func.max(SearchTally.best)


class Pile(StrEnum):
    """Which queries the page shows."""

    OPEN = "open"
    NOTHING = "nothing"
    LITTLE = "little"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class AskedQuery:
    """A query that is asked again and again.

    Attributes:
        langs: languages of the pages on which it was asked.
        best: most listings it ever found; 0 for none.
        left_by: officer who let it be; "" while it is open.
    """

    text: str
    langs: tuple[str, ...]
    times: int
    days: int
    first: date
    last: date
    best: int
    left_by: str = ""
    left_at: datetime | None = None


def _grouped(pile: Pile) -> Select[Any]:
    left = select(QueryMark.text).where(QueryMark.word_id.is_(None))
    handled = select(QueryMark.text)
    rows = select(SearchTally.text).group_by(SearchTally.text).having(_TIMES >= SEEN_AGAIN)
    if pile is Pile.LEFT:
        return rows.where(SearchTally.text.in_(left))
    rows = rows.where(SearchTally.text.not_in(handled))
    if pile is Pile.NOTHING:
        return rows.having(_BEST == 0)
    return rows.having(_BEST > 0) if pile is Pile.LITTLE else rows


def waiting_for_officer(actor: Actor) -> Select[int] | None:
    """Select the queries that wait for an officer; None for everybody else."""
    return _grouped(Pile.OPEN) if can_tend_words(actor) else None


def pile_counts(session: Session) -> dict[Pile, int]:
    """Count the queries of every pile."""
    return {
        pile: session.scalar(select(func.count()).select_from(_grouped(pile).subquery())) or 0
        for pile in Pile
    }


def asked_queries(session: Session, pile: Pile, page: int) -> list[AskedQuery]:
    """Return a page of a pile, what is asked most often first."""
    texts = _grouped(pile).order_by(_TIMES.desc(), SearchTally.text)
    wanted = list(session.scalars(texts.limit(PAGE_SIZE).offset((max(page, 1) - 1) * PAGE_SIZE)))
    return _asked(session, wanted)


def asked_query(session: Session, text: str) -> AskedQuery | None:
    """Return one query that is asked again and again, whatever became of it; None for others."""
    rows = _grouped_text(text)
    return next(iter(_asked(session, list(session.scalars(rows)))), None)


def _grouped_text(text: str) -> Select[Any]:
    return (
        select(SearchTally.text)
        .where(SearchTally.text == text)
        .group_by(SearchTally.text)
        .having(_TIMES >= SEEN_AGAIN)
    )


def _asked(session: Session, texts: list[str]) -> list[AskedQuery]:
    days: dict[str, list[Any]] = {text: [] for text in texts}
    for row in session.scalars(select(SearchTally).where(SearchTally.text.in_(texts))):
        days[row.text].append(row)
    marks = session.execute(
        select(QueryMark.text, User.name, QueryMark.marked_at)
        .join(User, User.id == QueryMark.officer_id)
        .where(QueryMark.text.in_(texts), QueryMark.word_id.is_(None))
    )
    left = {text: (name, at) for text, name, at in marks}
    return [_one(text, rows, left.get(text)) for text, rows in days.items() if rows]


def _one(text: str, rows: list[Any], left: tuple[str, datetime] | None) -> AskedQuery:
    return AskedQuery(
        text=text,
        langs=tuple(sorted({row.lang for row in rows}, reverse=True)),
        times=sum(row.count for row in rows),
        days=len({row.day for row in rows}),
        first=min(row.day for row in rows),
        last=max(row.day for row in rows),
        best=max(row.best for row in rows),
        left_by=left[0] if left else "",
        left_at=left[1] if left else None,
    )
