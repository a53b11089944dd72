"""Making words: who may, what is refused, what is journalled, and two officers at once."""

from collections.abc import Callable

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.actors import Actor
from marketplace.db import Database
from marketplace.words.actions import (
    NewWord,
    leave_query,
    make_word,
    publish_word,
    reopen_query,
    withdraw_word,
)
from marketplace.words.queries.house import Wording, published_words
from marketplace.words.queries.tallies import (
    Pile,
    asked_queries,
    asked_query,
    pile_counts,
    waiting_for_officer,
)
from models.accounts import OfficerRole
from models.errors import (
    ConflictError,
    IllegalTransitionError,
    InputRejectedError,
    NotAllowedError,
    NotFoundError,
)
from models.journal import JournalEntry
from models.words import HouseWord, QueryMark, WordKind, WordState
from search_index.text.house_words import HouseWords, Spelling, Synonym
from tests.factories.accounts import make_officer, make_user
from tests.factories.sequence import NOW
from tests.factories.words import make_tally
from tests.support.races import race

SYNONYM = Wording(WordKind.SYNONYM, ("กระบวยวิเศษ", "ตีนจก"))


def officer(session: Session) -> Actor:
    user = make_officer(session, OfficerRole.REVIEWER)
    return Actor(user.id, "เจ้าหน้าที่", officer_roles=frozenset({OfficerRole.REVIEWER}))


def rows(session: Session, table: type[HouseWord | QueryMark | JournalEntry]) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def test_a_published_word_is_in_the_words_of_the_house_and_in_the_journal(
    session: Session, commit: Callable[[], None]
) -> None:
    make_tally(session, "กระบวยวิเศษ")
    word = make_word(session, officer(session), NewWord(SYNONYM, "กระบวยวิเศษ"), NOW)
    commit()

    assert published_words(session).synonyms == (Synonym(word.public_id, SYNONYM.terms, ""),)
    entry = session.scalars(select(JournalEntry)).one()
    assert (entry.fact, entry.subject) == ("SearchWordPublished", f"search_word:{word.id}")
    assert entry.data["terms"] == list(SYNONYM.terms)
    assert asked_queries(session, Pile.OPEN, 1) == []


def test_taking_a_word_back_opens_its_query_again(
    session: Session, commit: Callable[[], None]
) -> None:
    actor = officer(session)
    make_tally(session, "กระบวยวิเศษ")
    word = make_word(session, actor, NewWord(SYNONYM, "กระบวยวิเศษ"), NOW)

    withdraw_word(session, actor, word, NOW)
    commit()

    assert published_words(session) == HouseWords()
    assert [query.text for query in asked_queries(session, Pile.OPEN, 1)] == ["กระบวยวิเศษ"]
    facts = list(session.scalars(select(JournalEntry.fact).order_by(JournalEntry.seq)))
    assert facts == ["SearchWordPublished", "SearchWordWithdrawn"]
    word = session.scalars(select(HouseWord)).one()
    with pytest.raises(IllegalTransitionError):
        withdraw_word(session, actor, word, NOW)
    with pytest.raises(IllegalTransitionError):
        publish_word(session, actor, word, NOW)


def test_a_draft_is_not_used_before_it_is_published(session: Session) -> None:
    actor = officer(session)
    spelling = Wording(WordKind.SPELLING, ("สังขโหลก", "sangkalog"), "สังคโลก")
    word = make_word(session, actor, NewWord(spelling, publish=False), NOW)
    assert (word.state, published_words(session)) == (WordState.DRAFT, HouseWords())

    publish_word(session, actor, word, NOW)

    assert published_words(session).spellings == (
        Spelling("สังขโหลก", "สังคโลก"),
        Spelling("sangkalog", "สังคโลก"),
    )


@pytest.mark.parametrize(
    ("wording", "code", "field"),
    [
        (Wording(WordKind.SYNONYM, ("!?",)), "words.term_missing", "terms"),
        (Wording(WordKind.SYNONYM, ("ตีนจก",)), "words.synonym_alone", "terms"),
        (Wording(WordKind.SYNONYM, ("ตีนจก", "ตีนจก ")), "words.synonym_alone", "terms"),
        (Wording(WordKind.SYNONYM, ("ผ้า", "ก")), "words.term_length", "terms"),
        (
            Wording(WordKind.SYNONYM, tuple(f"คำ{n}" for n in range(21))),
            "words.terms_many",
            "terms",
        ),
        (Wording(WordKind.SYNONYM, ("ผ้าใหม่",), "made-up"), "choice.unknown", "meaning"),
        (Wording(WordKind.SPELLING, ("สังขโหลก",)), "words.right_missing", "right"),
        (Wording(WordKind.SPELLING, ("สังคโลก",), "สังคโลก"), "words.right_same", "right"),
        (Wording(WordKind.WHOLE, ("ข้าว เปิ๊บ",)), "words.whole_form", "terms"),
        (Wording(WordKind.WHOLE, ("kaopoep",)), "words.whole_form", "terms"),
        (Wording(WordKind.WHOLE, ("ตา",)), "words.whole_form", "terms"),
    ],
)
def test_what_the_search_could_not_use_is_refused(
    session: Session, wording: Wording, code: str, field: str
) -> None:
    with pytest.raises(InputRejectedError) as refused:
        make_word(session, officer(session), NewWord(wording), NOW)

    assert (refused.value.code, refused.value.field) == (code, field)
    assert rows(session, HouseWord) == 0


def test_nobody_but_an_officer_makes_words(session: Session, commit: Callable[[], None]) -> None:
    stranger = Actor(make_user(session).id, "คนอื่น")
    word = make_word(session, officer(session), NewWord(SYNONYM), NOW)
    commit()

    for act in (
        lambda: make_word(session, stranger, NewWord(SYNONYM), NOW),
        lambda: publish_word(session, stranger, word, NOW),
        lambda: withdraw_word(session, stranger, word, NOW),
        lambda: leave_query(session, stranger, "คำ", NOW),
        lambda: reopen_query(session, stranger, "คำ", NOW),
    ):
        with pytest.raises(NotAllowedError):
            act()
    assert waiting_for_officer(stranger) is None
    assert (rows(session, HouseWord), rows(session, JournalEntry)) == (1, 1)


def test_of_two_officers_one_deals_with_a_query(
    session: Session, commit: Callable[[], None], database: Database
) -> None:
    make_tally(session, "กระบวยวิเศษ")
    actors = [officer(session), officer(session)]
    commit()

    def act(actor: Actor, *, leave: bool) -> bool:
        try:
            with database.transaction() as mine:
                if leave:
                    leave_query(mine, actor, "กระบวยวิเศษ", NOW)
                else:
                    make_word(mine, actor, NewWord(SYNONYM, "กระบวยวิเศษ"), NOW)
        except ConflictError:
            return False
        return True

    done = race([lambda: act(actors[0], leave=False), lambda: act(actors[1], leave=True)])

    assert sorted(done) == [False, True]
    assert rows(session, QueryMark) == 1
    assert rows(session, JournalEntry) == 1
    assert rows(session, HouseWord) == int(done[0])


def test_of_two_officers_one_takes_a_word_back(
    session: Session, commit: Callable[[], None], database: Database
) -> None:
    actors = [officer(session), officer(session)]
    number = make_word(session, actors[0], NewWord(SYNONYM), NOW).id
    commit()

    def act(actor: Actor) -> bool:
        try:
            with database.transaction() as mine:
                withdraw_word(mine, actor, mine.get_one(HouseWord, number), NOW)
        except ConflictError:
            return False
        return True

    done = race([lambda: act(actors[0]), lambda: act(actors[1])])

    assert sorted(done) == [False, True]
    assert rows(session, JournalEntry) == 2


def test_a_query_that_is_let_be_can_be_taken_back(
    session: Session, commit: Callable[[], None]
) -> None:
    actor = officer(session)
    make_tally(session, "มือถือมือสอง")
    leave_query(session, actor, "มือถือมือสอง", NOW)
    commit()
    assert asked_queries(session, Pile.OPEN, 1) == []
    assert [query.text for query in asked_queries(session, Pile.LEFT, 1)] == ["มือถือมือสอง"]
    with pytest.raises(ConflictError):
        leave_query(session, actor, "มือถือมือสอง", NOW)

    reopen_query(session, actor, "มือถือมือสอง", NOW)

    assert [query.text for query in asked_queries(session, Pile.OPEN, 1)] == ["มือถือมือสอง"]
    with pytest.raises(NotFoundError):
        reopen_query(session, actor, "มือถือมือสอง", NOW)


def test_officers_see_what_is_asked_again_and_nothing_that_was_asked_once(
    session: Session,
) -> None:
    make_tally(session, "ครั้งเดียว", count=1)
    make_tally(session, "สองภาษา", count=1)
    make_tally(session, "สองภาษา", count=1, lang="en")
    make_tally(session, "บ่อย", count=7)
    make_tally(session, "พบน้อย", count=3, best=2)

    found = asked_queries(session, Pile.OPEN, 1)

    assert [(query.text, query.times, query.best) for query in found] == [
        ("บ่อย", 7, 0),
        ("พบน้อย", 3, 2),
        ("สองภาษา", 2, 0),
    ]
    assert found[2].langs == ("th", "en")
    assert pile_counts(session) == {Pile.OPEN: 3, Pile.NOTHING: 2, Pile.LITTLE: 1, Pile.LEFT: 0}
    assert asked_query(session, "ครั้งเดียว") is None
