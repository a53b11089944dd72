"""The words of the house: all published ones as the engine takes them, and the list of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from models.accounts import User
from models.errors import NotFoundError
from models.words import HouseWord, WordKind, WordState
from search_index.text.house_words import HouseWords, Spelling, Synonym
from search_index.text.normalize import normalize_thai

PAGE_SIZE: Final = 30


@dataclass(frozen=True, slots=True)
class Wording:
    """What one word says, published or only tried.

    Attributes:
        terms, target: as in the table.
    """

    kind: WordKind
    terms: tuple[str, ...]
    target: str = ""


def published_words(session: Session) -> HouseWords:
    """Read all published words; always in the same order, so that nothing new gives no new file."""
    rows = session.execute(
        select(HouseWord.public_id, HouseWord.kind, HouseWord.terms, HouseWord.target)
        .where(HouseWord.state == WordState.PUBLISHED)
        .order_by(HouseWord.id)
    )
    return _together([(row[0], Wording(row[1], tuple(row[2]), row[3])) for row in rows])


def with_word(words: HouseWords, wording: Wording) -> HouseWords:
    """Add one word to others, for trying it."""
    more = _together([("tried", wording)])
    return HouseWords(
        (*words.synonyms, *more.synonyms),
        (*words.spellings, *more.spellings),
        tuple(sorted({*words.whole, *more.whole})),
    )


def _together(rows: Iterable[tuple[str, Wording]]) -> HouseWords:
    synonyms: list[Synonym] = []
    spellings: list[Spelling] = []
    whole: set[str] = set()
    for id_, wording in rows:
        if wording.kind is WordKind.SYNONYM:
            synonyms.append(Synonym(id_, wording.terms, wording.target))
        elif wording.kind is WordKind.SPELLING:
            spellings += [Spelling(term, wording.target) for term in wording.terms]
        else:
            whole.update(normalize_thai(term) for term in wording.terms)
    return HouseWords(tuple(synonyms), tuple(spellings), tuple(sorted(whole)))


@dataclass(frozen=True, slots=True)
class ListedWord:
    """One word in the list, with who did what. Names are "" where nobody did it yet."""

    public_id: str
    kind: WordKind
    state: WordState
    terms: tuple[str, ...]
    target: str
    query: str
    note: str
    author: str
    created_at: datetime
    published_by: str
    published_at: datetime | None
    withdrawn_by: str
    withdrawn_at: datetime | None


def word_counts(session: Session) -> dict[WordState, int]:
    """Count the words in each state."""
    rows = session.execute(select(HouseWord.state, func.count()).group_by(HouseWord.state))
    return dict.fromkeys(WordState, 0) | dict(rows.all())


def listed_words(session: Session, state: WordState, page: int) -> list[ListedWord]:
    """Return a page of the words in one state, latest first."""
    author, publisher, withdrawer = aliased(User), aliased(User), aliased(User)
    rows = session.execute(
        select(HouseWord, author.name, publisher.name, withdrawer.name)
        .join(author, author.id == HouseWord.author_id)
        .outerjoin(publisher, publisher.id == HouseWord.published_by_id)
        .outerjoin(withdrawer, withdrawer.id == HouseWord.withdrawn_by_id)
        .where(HouseWord.state == state)
        .order_by(HouseWord.id.desc())
        .limit(PAGE_SIZE)
        .offset((max(page, 1) - 1) * PAGE_SIZE)
    )
    return [_listed(*row) for row in rows]


def _listed(word: Any, author: str, publisher: str | None, withdrawer: str | None) -> ListedWord:
    return ListedWord(
        word.public_id,
        word.kind,
        word.state,
        tuple(word.terms),
        word.target,
        word.query,
        word.note,
        author,
        word.created_at,
        publisher or "",
        word.published_at,
        withdrawer or "",
        word.withdrawn_at,
    )


def word_named(session: Session, public_id: str) -> HouseWord:
    """Load a word. Raises NotFoundError."""
    found = session.scalars(select(HouseWord).where(HouseWord.public_id == public_id)).one_or_none()
    if found is None:
        raise NotFoundError
    return found
