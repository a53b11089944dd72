"""The morning's notice: what is new, told once, in one mail, with a way out of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import cast

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.db import Database
from marketplace.events import record
from marketplace.facts import CatalogueRebuilt
from marketplace.ports import MemoryPorts
from marketplace.ports.clock import FixedClock
from marketplace.ports.mail import MemoryMail, compose
from marketplace.saved_searches.actions.tell import keep_matches, sweep
from marketplace.saved_searches.reactions import tell_of_new_matches
from marketplace.work import Work
from models.accounts import Locale, User, UserState
from models.journal import OutboxMessage
from models.listings import Listing, ListingState
from models.saved_searches import SavedSearch, SavedSearchMatch
from search_index.contract import Backend, IndexUnavailable, SearchPage, SearchQuery
from tests.factories.accounts import make_user
from tests.factories.listing_content import craft_content
from tests.factories.listings import make_craft, make_route
from tests.factories.organisations import make_seller
from tests.factories.saved_searches import make_match, make_saved_search
from tests.factories.sequence import NOW
from tests.support.clients import HouseClient

Drain = Callable[[], int]
Commit = Callable[[], None]
MORNING = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
"""Eight o'clock in Bangkok on the day after ``NOW``."""


@pytest.fixture
def buyer(session: Session) -> User:
    return make_user(session, email="buyer@example.org", name="ฟ้า")


@pytest.fixture
def work(database: Database, ports: MemoryPorts, search: Backend) -> Work:
    return Work(database, ports.bundle(), search)


def publish(session: Session, **values: object) -> Listing:
    """Publish a craft that the words "skirt" and "ตีนจก" find, an hour after the searches."""
    return make_craft(session, **{"published_at": NOW + timedelta(hours=1)} | values)


def reindex(session: Session, drain_outbox: Drain) -> None:
    record(session, CatalogueRebuilt(reason="test"), None, NOW)
    drain_outbox()


def wake(clock: FixedClock, days: int = 0, minutes: int = 5) -> None:
    clock.move(MORNING + timedelta(days=days, minutes=minutes) - clock.now())


def told(session: Session) -> int:
    session.expire_all()
    return session.scalar(select(func.count()).select_from(SavedSearchMatch)) or 0


def test_one_mail_tells_of_new_listings_in_all_searches_of_a_person(
    session: Session, drain_outbox: Drain, mail: MemoryMail, clock: FixedClock, buyer: User
) -> None:
    make_saved_search(session, buyer, "q=%E0%B8%95%E0%B8%B5%E0%B8%99%E0%B8%88%E0%B8%81")
    make_saved_search(session, buyer, "kind=route", name="ทริปปีหน้า")
    publish(session, slug="new-skirt")
    make_route(session, slug="new-ride", published_at=NOW + timedelta(hours=2))
    reindex(session, drain_outbox)

    wake(clock)
    drain_outbox()

    [letter] = mail.sent
    assert letter.to == "buyer@example.org"
    assert letter.subject == "มีของใหม่ 2 รายการ ที่คุณค้นไว้"
    assert "“ตีนจก”" in letter.text
    assert "ทริปปีหน้า" in letter.text
    assert "http://localhost/crafts/new-skirt" in letter.text
    assert "http://localhost/routes/new-ride" in letter.text
    assert "http://localhost/routes/new-ride" in (letter.html or "")


def test_the_mail_speaks_the_language_of_its_reader(
    session: Session, drain_outbox: Drain, mail: MemoryMail, clock: FixedClock
) -> None:
    reader = make_user(session, locale=Locale.EN)
    make_saved_search(session, reader, "q=skirt")
    publish(session, slug="new-skirt")
    reindex(session, drain_outbox)

    wake(clock)
    drain_outbox()

    [letter] = mail.sent
    assert letter.subject == "1 new match for your searches"
    assert "Hat Siao tin chok skirt" in letter.text
    assert "http://localhost/en/crafts/new-skirt" in letter.text
    assert "Stop e-mails about new matches" in letter.text


def test_nothing_is_told_twice(
    session: Session, drain_outbox: Drain, mail: MemoryMail, clock: FixedClock, buyer: User
) -> None:
    make_saved_search(session, buyer, "q=skirt")
    publish(session)
    reindex(session, drain_outbox)
    wake(clock)
    drain_outbox()

    for day in range(4):
        wake(clock, days=day, minutes=300)
        drain_outbox()

    assert len(mail.sent) == 1


def test_before_eight_nobody_is_told(
    session: Session, drain_outbox: Drain, mail: MemoryMail, clock: FixedClock, buyer: User
) -> None:
    make_saved_search(session, buyer, "q=skirt")
    publish(session)
    reindex(session, drain_outbox)

    wake(clock, minutes=-5)
    drain_outbox()

    assert mail.sent == []
    assert told(session) == 0


def test_what_was_there_before_the_search_was_saved_is_not_new(
    session: Session, drain_outbox: Drain, mail: MemoryMail, clock: FixedClock, buyer: User
) -> None:
    make_saved_search(session, buyer, "q=skirt")
    publish(session, published_at=NOW - timedelta(minutes=1))
    reindex(session, drain_outbox)

    wake(clock)
    drain_outbox()

    assert mail.sent == []
    assert told(session) == 0


def test_what_is_only_near_the_words_is_no_match(
    session: Session, drain_outbox: Drain, mail: MemoryMail, clock: FixedClock, buyer: User
) -> None:
    make_saved_search(session, buyer, "q=cycle+mud+khao+poep+skirt")
    make_saved_search(session, buyer, "q=skirt&max_price=1")
    make_route(session, published_at=NOW - timedelta(days=1))
    publish(session)
    reindex(session, drain_outbox)

    wake(clock)
    drain_outbox()

    assert mail.sent == []


def test_a_listing_that_goes_on_sale_a_day_late_is_still_told(
    session: Session, drain_outbox: Drain, mail: MemoryMail, clock: FixedClock, buyer: User
) -> None:
    make_saved_search(session, buyer, "q=skirt")
    listing = publish(session, state=ListingState.PAUSED)
    reindex(session, drain_outbox)
    wake(clock)
    drain_outbox()
    assert mail.sent == []

    session.get_one(Listing, listing.id).state = ListingState.PUBLISHED
    reindex(session, drain_outbox)
    wake(clock, days=1)
    drain_outbox()

    assert len(mail.sent) == 1


def test_without_an_index_the_morning_waits_and_loses_nothing(
    session: Session,
    drain_outbox: Drain,
    mail: MemoryMail,
    clock: FixedClock,
    buyer: User,
    work: Work,
    commit: Commit,
) -> None:
    search = make_saved_search(session, buyer, "q=skirt").id
    publish(session)
    commit()
    wake(clock)
    tell_of_new_matches(replace(work, search=cast("Backend", Away())))
    session.expire_all()
    assert session.get_one(SavedSearch, search).checked_at == NOW

    reindex(session, drain_outbox)
    wake(clock, minutes=125)
    drain_outbox()

    assert len(mail.sent) == 1


class Away:
    """An engine without an index."""

    def search(self, _query: SearchQuery) -> SearchPage:
        raise IndexUnavailable("missing")


def test_two_workers_in_the_same_morning_tell_once(
    session: Session, commit: Commit, buyer: User, database: Database
) -> None:
    person, found = buyer.id, {make_saved_search(session, buyer).id: [publish(session).id]}
    commit()

    for _worker in range(2):
        with database.transaction() as writing:
            keep_matches(writing, person, found, MORNING, MORNING)

    facts = select(func.count()).where(OutboxMessage.kind == "fact:SavedSearchesMet")
    assert session.scalar(facts) == 1
    assert told(session) == 1


def test_a_crash_before_the_commit_leaves_search_matches_and_outbox_as_they_were(
    session: Session, commit: Commit, buyer: User, database: Database
) -> None:
    person, search = buyer.id, make_saved_search(session, buyer).id
    found = {search: [publish(session).id]}
    commit()

    def killed() -> None:
        with database.transaction() as writing:
            keep_matches(writing, person, found, MORNING, MORNING)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        killed()

    assert told(session) == 0
    assert session.get_one(SavedSearch, search).checked_at == NOW
    facts = select(func.count()).where(OutboxMessage.kind == "fact:SavedSearchesMet")
    assert session.scalar(facts) == 0


def test_a_search_whose_notice_is_off_counts_but_sends_nothing(
    session: Session, drain_outbox: Drain, mail: MemoryMail, clock: FixedClock, buyer: User
) -> None:
    make_saved_search(session, buyer, "q=skirt", notify=False)
    publish(session)
    reindex(session, drain_outbox)

    wake(clock)
    drain_outbox()

    assert mail.sent == []
    assert told(session) == 1


def test_an_unconfirmed_address_gets_no_mail_but_the_notice_in_the_house(
    session: Session, drain_outbox: Drain, mail: MemoryMail, clock: FixedClock, client: HouseClient
) -> None:
    person = make_user(session, confirmed=False)
    make_saved_search(session, person, "q=skirt")
    publish(session)
    reindex(session, drain_outbox)

    wake(clock)
    drain_outbox()

    assert mail.sent == []
    client.sign_in(person)
    assert "ใหม่ 1\u00a0รายการ" in client.get("/account/searches").text


def test_what_was_thrown_away_before_the_mail_went_out_is_not_in_it(
    session: Session, drain_outbox: Drain, mail: MemoryMail, clock: FixedClock, buyer: User
) -> None:
    search = make_saved_search(session, buyer, "q=skirt")
    publish(session)
    reindex(session, drain_outbox)
    wake(clock)
    mail.down = True
    drain_outbox()
    assert told(session) == 1

    session.get_one(SavedSearch, search.id).deleted_at = NOW
    mail.down = False
    wake(clock, minutes=10)
    drain_outbox()

    assert mail.sent == []


def test_a_mail_lists_five_of_a_search_and_says_how_many_more(
    session: Session, drain_outbox: Drain, mail: MemoryMail, clock: FixedClock, buyer: User
) -> None:
    make_saved_search(session, buyer, "q=skirt")
    seller = make_seller(session)
    for number in range(8):
        make_craft(
            session,
            seller,
            slug=f"skirt-{number}",
            published_at=NOW + timedelta(hours=1),
            content=craft_content(title_en=f"Skirt {number}"),
        )
    reindex(session, drain_outbox)

    wake(clock)
    drain_outbox()

    [letter] = mail.sent
    assert letter.text.count("/crafts/skirt-") == 5
    assert "และอีก 3 รายการ" in letter.text
    assert "/search?q=skirt&sort=newest" in letter.text


def test_the_mail_can_be_ended_by_its_reader_or_their_mail_program(
    session: Session,
    drain_outbox: Drain,
    mail: MemoryMail,
    clock: FixedClock,
    client: HouseClient,
    buyer: User,
) -> None:
    search = make_saved_search(session, buyer, "q=skirt")
    publish(session)
    reindex(session, drain_outbox)
    wake(clock)
    drain_outbox()
    message = compose(mail.sent[0], "Talat Pasan <no-reply@localhost>")
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = str(message["List-Unsubscribe"]).strip("<>")
    assert link in mail.sent[0].text

    looked = client.get(link)
    session.expire_all()
    assert looked.status_code == 200
    assert session.get_one(SavedSearch, search.id).notify

    ended = client.post(link, data={"List-Unsubscribe": "One-Click"}, token=False)

    assert ended.status_code == 200
    assert "หยุดส่งอีเมลแล้ว" in ended.text
    session.expire_all()
    assert not session.get_one(SavedSearch, search.id).notify


def test_a_made_up_word_ends_nothing(client: HouseClient, session: Session, buyer: User) -> None:
    search = make_saved_search(session, buyer)

    assert client.get("/notices/made-up/end").status_code == 404
    assert client.post("/notices/made-up/end", token=False).status_code == 404
    session.expire_all()
    assert session.get_one(SavedSearch, search.id).notify


def test_other_mails_carry_no_way_to_end_them(
    client: HouseClient, drain_outbox: Drain, mail: MemoryMail
) -> None:
    client.post("/forgot", data={"email": "nobody@example.org"})
    drain_outbox()

    assert all(letter.unsubscribe is None for letter in mail.sent)


def test_the_sweep_takes_erased_accounts_things_thrown_away_and_old_matches(
    session: Session, buyer: User
) -> None:
    gone = make_user(session, state=UserState.ERASED)
    make_saved_search(session, gone)
    make_saved_search(session, buyer, "q=old", deleted_at=NOW - timedelta(days=2))
    fresh = make_saved_search(session, buyer, "q=fresh", deleted_at=NOW)
    old, new = publish(session), publish(session)
    make_match(session, fresh, old, found_at=NOW - timedelta(days=91))
    make_match(session, fresh, new)

    sweep(session, NOW)

    assert list(session.scalars(select(SavedSearch.id))) == [fresh.id]
    assert list(session.scalars(select(SavedSearchMatch.listing_id))) == [new.id]
