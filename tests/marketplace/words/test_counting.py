"""Counting what was searched in vain: no personal data, never twice, never at a reader's cost."""

import time
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.db import Database
from marketplace.events import record
from marketplace.facts import CatalogueRebuilt
from marketplace.ports import MemoryPorts
from marketplace.search.counting import QueryCounter, countable
from marketplace.words.reactions import forget_old_queries
from marketplace.work import Work
from models.words import SearchTally
from search_index.contract import Backend
from tests.factories.listings import make_craft
from tests.factories.sequence import NOW
from tests.factories.words import make_tally
from tests.support.clients import HouseClient
from tests.support.races import race

DAY = date(2026, 11, 20)


def tallies(database: Database) -> dict[str, tuple[int, int]]:
    with database.reading() as session:
        rows = session.execute(select(SearchTally.text, SearchTally.count, SearchTally.best))
        return {text: (count, best) for text, count, best in rows}


@pytest.fixture
def indexed(session: Session, drain_outbox: Callable[[], int]) -> None:
    make_craft(session, slug="tin-chok-skirt")
    record(session, CatalogueRebuilt(reason="test"), None, NOW)
    drain_outbox()


@pytest.mark.parametrize(
    "text",
    [
        "somchai@example.com",
        "โทร 081-234-5678",
        "๐๘๑ ๒๓๔ ๕๖๗๘",
        "1 6499 00123 45 6",
        "นางสาวสมศรี ใจดี",
        "คุณสมชาย รักไทย",
        "Mr. Smith",
        "www.facebook.com/somchai",
        "เลขที่ 12 หมู่ 3",
        "ผ้า" * 40,
        "?!",
        "",
    ],
)
def test_what_looks_personal_is_not_counted(text: str) -> None:
    assert countable(text) is None


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("  ผ้าขะม้า!! ", "ผ้าขะม้า"),
        ("Pha   KHAO-ma", "pha khao ma"),
        ("ผ้าพันคอ ขายส่ง ๕๐ ผืน ไม่เกิน 1,500", "ผ้าพันคอ ขายส่ง 50 ผืน ไม่เกิน 1 500"),
        ("แหวนนางพญา", "แหวนนางพญา"),
    ],
)
def test_a_query_is_counted_in_its_normal_form(text: str, kept: str) -> None:
    assert countable(text) == kept


@pytest.mark.usefixtures("indexed")
def test_only_first_pages_of_words_without_filters_are_counted(
    client: HouseClient, app: Flask, database: Database
) -> None:
    for address in (
        "/search?q=กระบวยวิเศษ",
        "/search?q=กระบวยวิเศษ&page=2",
        "/search?q=กระบวยวิเศษ&max_price=100",
        "/search?q=กระบวยวิเศษ&kind=craft",
        "/search?max_price=1",
        "/search",
        "/en/search?q=081-234-5678",
    ):
        assert client.get(address).status_code == 200

    app.extensions["talat_query_counter"].write(database)

    assert tallies(database) == {"กระบวยวิเศษ": (1, 0)}


@pytest.mark.usefixtures("indexed")
def test_little_is_counted_with_how_much_it_was_and_enough_is_not(
    client: HouseClient, app: Flask, session: Session, drain_outbox: Callable[[], int]
) -> None:
    database: Database = app.extensions["talat_database"]
    client.get("/search?q=ตีนจก")
    app.extensions["talat_query_counter"].write(database)
    assert tallies(database) == {"ตีนจก": (1, 1)}

    make_craft(session)
    make_craft(session)
    record(session, CatalogueRebuilt(reason="test"), None, NOW)
    drain_outbox()
    time.sleep(0.6)  # readers look for a new state twice a second
    client.get("/search?q=ตีนจก")
    app.extensions["talat_query_counter"].write(database)

    assert tallies(database) == {"ตีนจก": (1, 1)}


def test_numbers_of_several_processes_add_up(database: Database) -> None:
    counters = [QueryCounter() for _ in range(4)]
    for number, counter in enumerate(counters):
        for text in ("สอง", "หนึ่ง"):
            counter.note(text, "th", DAY, number)

    race([lambda c=counter: c.write(database) for counter in counters])  # type: ignore[misc]  # a default binds it

    assert tallies(database) == {"หนึ่ง": (4, 3), "สอง": (4, 3)}


def test_writing_again_counts_nothing_twice(database: Database) -> None:
    counter = QueryCounter()
    counter.note("หนึ่ง", "th", DAY, 0)

    counter.write(database)
    counter.write(database)

    assert tallies(database) == {"หนึ่ง": (1, 0)}


def test_a_database_that_is_away_costs_counts_but_no_fault(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter = QueryCounter()
    counter.note("หนึ่ง", "th", DAY, 0)

    with monkeypatch.context() as patch:
        patch.setattr(Database, "transaction", lambda _self: (_ for _ in ()).throw(OSError("away")))
        counter.write(database)
    counter.write(database)

    assert tallies(database) == {}


def test_a_thread_writes_by_itself(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("marketplace.search.counting._EVERY_S", 0.05)
    counter = QueryCounter()
    for _ in range(2):
        counter.note("หนึ่ง", "th", DAY, 0)
        counter.write_soon(database)

    until = time.monotonic() + 5
    while tallies(database) != {"หนึ่ง": (2, 0)} and time.monotonic() < until:
        time.sleep(0.05)

    assert tallies(database) == {"หนึ่ง": (2, 0)}
    assert counter._writer is None or not counter._held


def test_a_flood_of_queries_stays_within_its_room(database: Database) -> None:
    counter = QueryCounter()
    for number in range(2000):
        counter.note(f"คำ{number % 1999} ก", "th", DAY, 0)

    assert len(counter._held) == 500


def test_old_queries_are_forgotten_and_single_ones_sooner(
    session: Session,
    commit: Callable[[], None],
    database: Database,
    ports: MemoryPorts,
    search: Backend,
) -> None:
    old, month = DAY - timedelta(days=181), DAY - timedelta(days=31)
    make_tally(session, "นานแล้ว", count=9, day=old)
    make_tally(session, "ครั้งเดียว", count=1, day=month)
    make_tally(session, "สองครั้ง", count=1, day=month)
    make_tally(session, "สองครั้ง", count=1)
    make_tally(session, "เมื่อวาน", count=1)
    commit()

    forget_old_queries(Work(database, ports.bundle(), search))

    assert set(tallies(database)) == {"สองครั้ง", "เมื่อวาน"}
