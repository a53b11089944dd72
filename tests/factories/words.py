"""What was searched in vain, and words of the house."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from models.words import HouseWord, SearchTally, WordKind, WordState
from tests.factories.sequence import NOW

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.accounts import User


def make_tally(session: Session, text: str, count: int = 2, **values: Any) -> SearchTally:
    """A query that found nothing on one day."""
    columns: dict[str, Any] = {
        "lang": "th",
        "day": date(2026, 11, 20),
        "best": 0,
        "text": text,
        "count": count,
    }
    tally = SearchTally(**(columns | values))
    session.add(tally)
    session.flush()
    return tally


def make_word(
    session: Session, author: User, kind: WordKind = WordKind.SYNONYM, **values: Any
) -> HouseWord:
    """A published word; no fact is recorded."""
    columns: dict[str, Any] = {
        "kind": kind,
        "state": WordState.PUBLISHED,
        "terms": ["กระบวยวิเศษ", "ตีนจก"],
        "author_id": author.id,
        "created_at": NOW,
        "published_by_id": author.id,
        "published_at": NOW,
    }
    word = HouseWord(**(columns | values))
    session.add(word)
    session.flush()
    return word
