"""The journal: chained, append-only, written together with its cause."""

from collections.abc import Callable

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from marketplace.db import Database
from marketplace.events import record, recorded_facts
from marketplace.facts import AccountLinkAsked, ListingPaused, UserSignedUp
from models.journal import GENESIS, CatalogueVersion, JournalEntry, JournalHead, OutboxMessage
from tests.factories.sequence import NOW


def write(database: Database, count: int) -> None:
    for number in range(1, count + 1):
        with database.transaction() as session:
            record(session, ListingPaused(listing_id=number), None, NOW)


def entries(database: Database) -> list[JournalEntry]:
    with database.reading() as session:
        return list(session.scalars(select(JournalEntry).order_by(JournalEntry.seq)))


def test_each_entry_continues_the_one_before(database: Database) -> None:
    write(database, 3)

    chain = entries(database)

    assert [entry.seq for entry in chain] == [1, 2, 3]
    assert [entry.previous for entry in chain] == [GENESIS, chain[0].digest, chain[1].digest]
    assert all(entry.digest == entry.expected_digest() for entry in chain)
    with database.reading() as session:
        head = session.execute(select(JournalHead.seq, JournalHead.digest)).one()
    assert tuple(head) == (3, chain[2].digest)


@pytest.mark.parametrize(
    "statement",
    ["UPDATE journal_entry SET fact = 'Other'", "DELETE FROM journal_entry"],
)
def test_the_database_refuses_to_change_or_delete(database: Database, statement: str) -> None:
    write(database, 1)

    with pytest.raises(DatabaseError), database.engine.begin() as connection:
        connection.execute(text(statement))

    assert [entry.fact for entry in entries(database)] == ["ListingPaused"]


def test_what_is_rolled_back_leaves_no_trace(database: Database) -> None:
    def interrupted() -> None:
        with database.transaction() as session:
            record(session, ListingPaused(listing_id=1), None, NOW)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        interrupted()

    with database.reading() as session:
        assert session.scalars(select(OutboxMessage)).all() == []
        assert session.scalar(select(CatalogueVersion.value)) == 1
    assert entries(database) == []
    write(database, 1)
    assert [entry.seq for entry in entries(database)] == [1]


def test_a_fact_stands_in_journal_and_outbox_and_makes_pages_stale(database: Database) -> None:
    write(database, 1)

    with database.reading() as session:
        rows = session.execute(select(OutboxMessage.kind, OutboxMessage.payload)).all()
        catalogue = session.scalar(select(CatalogueVersion.value))
    assert [tuple(row) for row in rows] == [("fact:ListingPaused", {"listing_id": 1})]
    assert catalogue == 2
    assert entries(database)[0].subject == "listing:1"


def test_facts_that_the_public_does_not_see_leave_pages_fresh(database: Database) -> None:
    with database.transaction() as session:
        record(session, UserSignedUp(user_id=1), None, NOW)

    with database.reading() as session:
        assert session.scalar(select(CatalogueVersion.value)) == 1


def test_a_fact_with_an_address_is_work_but_never_journalled(database: Database) -> None:
    with database.transaction() as session:
        record(
            session,
            AccountLinkAsked(purpose="reset_password", email="x@example.org", locale="th"),
            None,
            NOW,
        )
        assert len(recorded_facts(session)) == 1

    with database.reading() as session:
        assert session.scalars(select(OutboxMessage.kind)).all() == ["fact:AccountLinkAsked"]
    assert entries(database) == []


def test_several_facts_of_one_transaction_are_chained(
    database: Database, commit: Callable[[], None]
) -> None:
    commit()
    with database.transaction() as session:
        for number in range(3):
            record(session, ListingPaused(listing_id=number), None, NOW)

    chain = entries(database)
    assert [entry.data for entry in chain] == [{"listing_id": n} for n in range(3)]
    assert all(entry.digest == entry.expected_digest() for entry in chain)
