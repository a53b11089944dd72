"""What was searched in vain, and the words that officers made of it."""

from datetime import date, datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, WithId
from models.lifecycle import Lifecycle, steps
from models.types import Json, UtcDateTime, enum_type, new_public_id


class SearchTally(WithId, Base):
    """How often a query found nothing or little on one day; nobody's name stands beside it.

    Attributes:
        text: in normal form, what looks personal left out.
        day: Thai calendar day.
        best: most listings that met the words on that day; 0 for none.
    """

    __tablename__ = "search_tally"
    __table_args__ = (UniqueConstraint("text", "lang", "day"),)

    text: Mapped[str]
    lang: Mapped[str]
    day: Mapped[date] = mapped_column(index=True)
    count: Mapped[int]
    best: Mapped[int]


class WordKind(StrEnum):
    """What officers can make of words."""

    SYNONYM = "synonym"
    SPELLING = "spelling"
    WHOLE = "whole"


class WordState(StrEnum):
    """Whether the search uses a word."""

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class WordAction(StrEnum):
    """What can be done with a word."""

    PUBLISH = "publish"
    WITHDRAW = "withdraw"


WORD_LIFECYCLE: Final[Lifecycle[WordState, WordAction]] = Lifecycle(
    steps(
        ((WordState.DRAFT,), WordAction.PUBLISH, WordState.PUBLISHED),
        ((WordState.DRAFT, WordState.PUBLISHED), WordAction.WITHDRAW, WordState.WITHDRAWN),
    )
)


class HouseWord(WithId, Base):
    """A synonym group, a spelling or a word kept whole. Withdrawn, never deleted.

    Attributes:
        terms: words that mean the same; wrong spellings; or the one word kept whole.
        target: for synonyms the name of the meaning they join ("" for a group of their own); for
            spellings the right form; else "".
        query: what was searched when it was made; "" when an officer began it.
        note: for colleagues; may be empty.
    """

    __tablename__ = "house_word"

    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    kind: Mapped[WordKind] = mapped_column(enum_type(WordKind, "kind"))
    state: Mapped[WordState] = mapped_column(
        enum_type(WordState, "state"), default=WordState.DRAFT, index=True
    )
    terms: Mapped[list[str]] = mapped_column(Json, default=list)
    target: Mapped[str] = mapped_column(default="")
    query: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    author_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}

    def advance(self, action: WordAction, officer_id: int, now: datetime) -> None:
        """Move the word. Raises IllegalTransitionError when the table forbids it."""
        self.state = WORD_LIFECYCLE.next(self.state, action)
        if action is WordAction.PUBLISH:
            self.published_by_id, self.published_at = officer_id, now
        else:
            self.withdrawn_by_id, self.withdrawn_at = officer_id, now


class QueryMark(WithId, Base):
    """An officer dealt with a query: made a word of it, or let it be. Deleted when taken back.

    The unique key refuses the second of two officers.

    Attributes:
        text: as in the tally.
        word_id: None when it was let be.
    """

    __tablename__ = "query_mark"

    text: Mapped[str] = mapped_column(unique=True)
    word_id: Mapped[int | None] = mapped_column(ForeignKey("house_word.id"), index=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    marked_at: Mapped[datetime] = mapped_column(UtcDateTime)


class IndexRun(WithId, Base):
    """One rebuilding of the index for new words, and how far it is.

    Attributes:
        done: listings written so far, of ``total``.
        seen_at: moment of the last sign of life.
        finished_at: None while it runs, and for one that was broken off.
    """

    __tablename__ = "index_run"

    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
