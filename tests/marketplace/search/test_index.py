"""The index follows the database, whatever order the facts arrive in."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import cast

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

from marketplace.cli import index
from marketplace.db import Database
from marketplace.db import database as current_database
from marketplace.events import record
from marketplace.facts import ListingApproved, ListingPaused, SellerSuspended
from marketplace.listings.papers import OFFICE
from marketplace.ports import MemoryPorts
from marketplace.search.documents import documents
from marketplace.search.reactions import check_index, drop_expired_certificates, rebuild
from marketplace.search.reconcile import compare
from marketplace.web.dates import bangkok_day
from marketplace.work import Work
from models.listing_content import Certificate
from models.listings import Listing, ListingState
from models.organisations import AdmissionState, Organisation
from search_index.contract import Backend, Filters, IndexUnavailable, SearchDocument, SearchQuery
from tests.factories.listing_content import craft_content
from tests.factories.listings import make_craft, make_draft, make_route
from tests.factories.organisations import make_seller
from tests.factories.sequence import NOW

Commit = Callable[[], None]
Drain = Callable[[], int]


def found(search: Backend, text: str) -> set[int]:
    return {hit.id for hit in search.search(SearchQuery(text=text)).hits}


def approve(session: Session, listing: Listing) -> None:
    fact = ListingApproved(
        listing_id=listing.id,
        version_id=listing.approved_version_id or 0,
        decision_id=None,
        first=True,
    )
    record(session, fact, None, NOW)


@pytest.fixture
def work(database: Database, ports: MemoryPorts, search: Backend) -> Work:
    return Work(database, ports.bundle(), search)


def test_a_document_tells_what_the_page_tells(session: Session, commit: Commit) -> None:
    craft, route = make_craft(session), make_route(session)
    commit()

    by_id = {document.id: document for document in documents(session, NOW.date())}

    first = by_id[craft.id]
    assert (first.kind, first.title_th, first.price_satang) == (
        "craft",
        "ผ้าซิ่นตีนจกหาดเสี้ยว",
        285_000,
    )
    assert [name.code for name in first.categories] == ["textiles"]
    assert first.in_stock
    second = by_id[route.id]
    assert (second.group_min, second.group_max, second.weekdays) == (2, 12, frozenset({6, 7}))
    assert second.months == frozenset({1, 2, 11, 12})
    assert "โรงทอผ้า" in {place.th for place in second.places}


def test_only_what_is_sold_by_a_seller_who_sells_becomes_a_document(
    session: Session, commit: Commit
) -> None:
    shown = make_craft(session)
    make_craft(session, state=ListingState.PAUSED)
    make_craft(session, make_seller(session, admission=AdmissionState.SUSPENDED))
    make_draft(session)
    commit()

    assert [document.id for document in documents(session, NOW.date())] == [shown.id]
    assert list(documents(session, NOW.date(), [shown.id + 99])) == []


def test_only_confirmed_certificates_that_have_not_ended_can_be_searched(
    session: Session, commit: Commit, work: Work, search: Backend, ports: MemoryPorts
) -> None:
    day = bangkok_day(ports.clock.now())
    claim = Certificate("otop-4", "OTOP 4 ดาว", number="1")
    seen = Certificate("otop-5", "OTOP 5 ดาว", verifier=OFFICE, expires_on=day.isoformat())
    craft = make_craft(session, content=craft_content(certificates=(claim, seen)))
    commit()
    check_index(work)

    def with_certificate(code: str) -> set[int]:
        filters = Filters(certificates=frozenset({code}))
        return {hit.id for hit in search.search(SearchQuery(filters=filters)).hits}

    assert (with_certificate("otop-4"), with_certificate("otop-5")) == (set(), {craft.id})

    ports.clock.move(timedelta(days=1))
    drop_expired_certificates(Work(work.database, ports.bundle(), search))

    assert with_certificate("otop-5") == set()
    assert found(search, "ตีนจก") == {craft.id}


def test_an_approved_listing_is_found_and_a_paused_one_is_gone(
    session: Session, commit: Commit, drain_outbox: Drain, search: Backend
) -> None:
    craft = make_craft(session)
    approve(session, craft)
    commit()
    drain_outbox()
    assert found(search, "ตีนจก") == {craft.id}

    craft = session.get_one(Listing, craft.id)
    craft.state = ListingState.PAUSED
    record(session, ListingPaused(listing_id=craft.id), None, NOW)
    commit()
    drain_outbox()
    assert found(search, "ตีนจก") == set()


def test_a_suspended_seller_takes_all_listings_along(
    session: Session, commit: Commit, drain_outbox: Drain, search: Backend
) -> None:
    seller = make_seller(session)
    listings = [make_craft(session, seller), make_route(session, seller)]
    for listing in listings:
        approve(session, listing)
    commit()
    drain_outbox()
    assert found(search, "") == {listing.id for listing in listings}

    session.get_one(Organisation, seller.id).admission = AdmissionState.SUSPENDED
    record(session, SellerSuspended(organisation_id=seller.id, decision_id=1), None, NOW)
    commit()
    drain_outbox()
    assert found(search, "") == set()


def test_the_hourly_check_mends_what_was_missed(
    session: Session, commit: Commit, work: Work, search: Backend
) -> None:
    craft = make_craft(session)
    commit()
    with pytest.raises(IndexUnavailable):
        search.versions()

    check_index(work)
    assert found(search, "ตีนจก") == {craft.id}

    other = make_craft(session)
    session.get_one(Listing, craft.id).state = ListingState.RETIRED
    commit()
    with work.database.reading() as reading:
        difference = compare(reading, search)
    assert (difference.missing, difference.surplus) == ({other.id}, {craft.id})

    check_index(work)
    with work.database.reading() as reading:
        assert compare(reading, search).total == 0
    assert found(search, "ตีนจก") == {other.id}


@dataclass
class Watching:
    """A backend that looks around while it is rebuilt."""

    database: Database
    before: Callable[[], None] = lambda: None
    versions: list[int] = field(default_factory=list)
    busy: list[int] = field(default_factory=list)

    def connections(self) -> int:
        """How many are in use."""
        return cast("QueuePool", self.database.engine.pool).checkedout()

    def rebuild(self, found: Iterable[SearchDocument], _progress: object = None) -> str:
        self.before()
        for document in found:
            self.versions.append(document.version)
            self.busy.append(self.connections())
        self.busy.append(self.connections())
        return "gen-1"


def test_no_transaction_stands_idle_while_the_index_is_rebuilt(
    session: Session, commit: Commit, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("marketplace.search.documents.CHUNK", 2)
    for _ in range(3):
        make_craft(session)
    commit()
    session.close()
    backend = Watching(work.database)

    rebuild(replace(work, search=cast("Backend", backend)))

    assert backend.busy == [0, 0, 0, 0]


def test_the_command_reads_what_changed_until_the_index_was_locked(
    app: Flask, session: Session, commit: Commit, database: Database
) -> None:
    craft = make_craft(session)
    craft_id, version = craft.id, craft.version
    commit()

    def change() -> None:
        with database.transaction() as other:
            other.get_one(Listing, craft_id).title_en = "Changed while others held the index"

    session.close()

    with app.app_context():
        backend = Watching(current_database(), change)
        index.rebuild(cast("Backend", backend))

    assert backend.versions == [version + 1]
