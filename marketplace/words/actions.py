"""Making words of queries, publishing them, taking them back, and letting queries be."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from marketplace.actors import Actor
from marketplace.events import record
from marketplace.words.facts import (
    SearchQueryLeft,
    SearchQueryReopened,
    SearchWordDrafted,
    SearchWordFact,
    SearchWordPublished,
    SearchWordWithdrawn,
)
from marketplace.words.policies import can_tend_words
from marketplace.words.queries.house import Wording
from models.errors import ConflictError, InputRejectedError, NotAllowedError, NotFoundError
from models.words import HouseWord, QueryMark, WordAction, WordKind, WordState
from search_index.text.meanings import meaning_named
from search_index.text.normalize import is_thai, plain
from search_index.text.vocabulary import letters

MOST_TERMS: Final = 20
LONGEST_TERM: Final = 60
SHORTEST: Final = 2
SHORTEST_WHOLE: Final = 4


@dataclass(frozen=True, slots=True)
class NewWord:
    """A word as an officer wrote it.

    Attributes:
        query: what was searched, in normal form; "" when the officer began it.
        publish: False keeps it as a draft.
    """

    wording: Wording
    query: str = ""
    note: str = ""
    publish: bool = True


def checked(wording: Wording) -> Wording:
    """Return the wording without repetitions, and refuse what the search could not use.

    Raises:
        InputRejectedError: on the field that is at fault.
    """
    terms = tuple({plain(term): term for term in wording.terms if plain(term)}.values())
    if not terms:
        raise InputRejectedError("words.term_missing", "terms")
    if len(terms) > MOST_TERMS:
        raise InputRejectedError("words.terms_many", "terms", max=MOST_TERMS)
    for term in terms:
        if not SHORTEST <= len(plain(term)) <= LONGEST_TERM:
            raise InputRejectedError("words.term_length", "terms", term=term, max=LONGEST_TERM)
    check = {
        WordKind.SYNONYM: _check_synonym,
        WordKind.SPELLING: _check_spelling,
        WordKind.WHOLE: _check_whole,
    }[wording.kind]
    return check(Wording(wording.kind, terms, wording.target))


def _check_synonym(wording: Wording) -> Wording:
    if wording.target and meaning_named(wording.target) is None:
        raise InputRejectedError("choice.unknown", "meaning")
    if not wording.target and len(wording.terms) < SHORTEST:
        raise InputRejectedError("words.synonym_alone", "terms")
    return wording


def _check_spelling(wording: Wording) -> Wording:
    if not plain(wording.target):
        raise InputRejectedError("words.right_missing", "right")
    if letters(wording.target) in {letters(term) for term in wording.terms}:
        raise InputRejectedError("words.right_same", "right")
    return wording


def _check_whole(wording: Wording) -> Wording:
    for term in wording.terms:
        word = plain(term)
        if " " in word or not is_thai(word) or len(word) < SHORTEST_WHOLE:
            raise InputRejectedError("words.whole_form", "terms", term=term)
    return Wording(wording.kind, wording.terms)


def make_word(session: Session, actor: Actor, new: NewWord, now: datetime) -> HouseWord:
    """Keep a word as a draft, or publish it at once; the query it came from is dealt with.

    Raises:
        NotAllowedError: no officer.
        InputRejectedError: the search could not use it.
        ConflictError: another officer dealt with the query first.
    """
    _require(actor)
    wording = checked(new.wording)
    word = HouseWord(
        kind=wording.kind,
        terms=list(wording.terms),
        target=wording.target,
        query=new.query,
        note=new.note,
        author_id=actor.user_id,
        created_at=now,
        state=WordState.DRAFT,
    )
    session.add(word)
    session.flush()
    if new.query:
        _mark(session, actor, new.query, word.id, now)
    if new.publish:
        publish_word(session, actor, word, now)
    else:
        record(session, _said(SearchWordDrafted, word), actor, now)
    return word


def publish_word(session: Session, actor: Actor, word: HouseWord, now: datetime) -> None:
    """Let the search use a word.

    Raises:
        NotAllowedError: no officer.
        IllegalTransitionError: it is published or withdrawn already.
    """
    _require(actor)
    word.advance(WordAction.PUBLISH, actor.user_id, now)
    session.flush()
    record(session, _said(SearchWordPublished, word), actor, now)


def withdraw_word(session: Session, actor: Actor, word: HouseWord, now: datetime) -> None:
    """Take a word back; the query it came from is open again.

    Raises:
        NotAllowedError: no officer.
        IllegalTransitionError: it is withdrawn already.
    """
    _require(actor)
    word.advance(WordAction.WITHDRAW, actor.user_id, now)
    session.execute(delete(QueryMark).where(QueryMark.word_id == word.id))
    session.flush()
    record(session, _said(SearchWordWithdrawn, word), actor, now)


def leave_query(session: Session, actor: Actor, text: str, now: datetime) -> None:
    """Let a query be: it is no word that the house needs.

    Raises:
        NotAllowedError: no officer.
        ConflictError: another officer dealt with it first.
    """
    _require(actor)
    _mark(session, actor, text, None, now)
    record(session, SearchQueryLeft(query=text), actor, now)


def reopen_query(session: Session, actor: Actor, text: str, now: datetime) -> None:
    """Take a query back that was let be.

    Raises:
        NotAllowedError: no officer.
        NotFoundError: it was not let be.
    """
    _require(actor)
    found = session.execute(
        delete(QueryMark)
        .where(QueryMark.text == text, QueryMark.word_id.is_(None))
        .returning(QueryMark.id)
    ).all()
    if not found:
        raise NotFoundError
    record(session, SearchQueryReopened(query=text), actor, now)


def _require(actor: Actor) -> None:
    if not can_tend_words(actor):
        raise NotAllowedError("permission.role", role="officer")


def _mark(session: Session, actor: Actor, text: str, word_id: int | None, now: datetime) -> None:
    # Of two at the same moment the unique key refuses the second, as a ConflictError as well.
    if session.scalar(select(QueryMark.id).where(QueryMark.text == text)) is not None:
        raise ConflictError("words.query_taken", query=text)
    session.add(QueryMark(text=text, word_id=word_id, officer_id=actor.user_id, marked_at=now))
    session.flush()


def _said(fact: type[SearchWordFact], word: HouseWord) -> SearchWordFact:
    return fact(word_id=word.id, kind=word.kind.value, terms=list(word.terms), target=word.target)
