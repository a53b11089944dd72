"""Keeping a search from the results page, and a person's own list of what they keep."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.actors import Actor
from marketplace.saved_searches.actions.keep import MOST_KEPT, save_search
from marketplace.saved_searches.addresses import asked_by, canonical, digest_of
from marketplace.saved_searches.labels import names_of_places, said
from marketplace.web.i18n import ENGLISH, speaking
from models.accounts import User
from models.saved_searches import SavedSearch
from tests.factories.accounts import make_user
from tests.factories.communities import make_category, make_community
from tests.factories.listings import make_craft
from tests.factories.organisations import make_seller
from tests.factories.saved_searches import make_match, make_saved_search
from tests.factories.sequence import NOW
from tests.support.clients import HouseClient
from tests.support.queries import QueryCount

LATER = NOW + timedelta(hours=1)
ADDRESS = re.compile(r'name="address" value="([^"]+)"')
OFFER = re.compile(r'href="(/account/searches/new[?][^"]+)"')


@pytest.fixture
def buyer(session: Session, client: HouseClient) -> User:
    user = make_user(session)
    client.sign_in(user)
    return user


def kept(session: Session, user: User) -> list[SavedSearch]:
    session.expire_all()
    rows = select(SavedSearch).where(SavedSearch.user_id == user.id).order_by(SavedSearch.id)
    return list(session.scalars(rows))


def test_a_signed_in_reader_saves_a_search_with_one_press(
    client: HouseClient, session: Session, buyer: User
) -> None:
    page = client.get("/search?q=ตีนจก&max_price=3000&sort=price_up&page=2").text
    address = ADDRESS.search(page)
    assert address is not None

    answer = client.post("/account/searches", data={"address": address[1].replace("&amp;", "&")})

    assert answer.status_code == 303
    assert answer.location.startswith("/search?q=")
    [row] = kept(session, buyer)
    assert asked_by(row.address).text == "ตีนจก"
    assert "sort" not in row.address
    assert "page" not in row.address
    assert "บันทึกการค้นหาแล้ว" in client.get(answer.location).text
    assert "บันทึกการค้นหานี้ไว้แล้ว" in client.get(answer.location).text


def test_pressing_twice_saves_once(client: HouseClient, session: Session, buyer: User) -> None:
    client.post("/account/searches", data={"address": "q=Skirt&in_stock=1"})
    again = client.post("/account/searches", data={"address": "in_stock=1&q=skirt&page=3"})

    assert again.status_code == 303
    assert len(kept(session, buyer)) == 1


def test_a_visitor_signs_in_and_comes_back_to_save(client: HouseClient, session: Session) -> None:
    page = client.get("/search?q=ตีนจก").text
    link = OFFER.search(page)
    assert link is not None

    door = client.get(link[1])

    assert door.status_code == 303
    assert door.location.startswith("/sign-in?next=/account/searches/new")
    client.sign_in(make_user(session))
    offer = client.get(link[1])
    assert offer.status_code == 200
    assert "“ตีนจก”" in re.sub("<[^>]+>", "", offer.text)


def test_the_empty_search_page_offers_nothing_to_save(client: HouseClient, buyer: User) -> None:
    del buyer

    assert "/account/searches/new" not in client.get("/search").text
    assert client.get("/account/searches/new").status_code == 303


def test_saving_nothing_is_refused(client: HouseClient, session: Session, buyer: User) -> None:
    answer = client.post("/account/searches", data={"address": "sort=newest"})

    assert answer.status_code == 422
    assert "ยังไม่มีคำค้นหรือตัวกรองให้บันทึก" in answer.text
    assert kept(session, buyer) == []


def test_more_than_thirty_are_refused_and_none_is_lost(
    client: HouseClient, session: Session, buyer: User
) -> None:
    for number in range(MOST_KEPT):
        make_saved_search(session, buyer, f"q=word{number}")

    answer = client.post("/account/searches", data={"address": "q=one+more"})

    assert answer.status_code == 422
    assert "เก็บไว้ครบ 30 การค้นหาแล้ว" in answer.text
    assert "“one more”" in answer.text
    assert len(kept(session, buyer)) == MOST_KEPT


def test_a_save_without_the_form_token_is_refused(
    client: HouseClient, session: Session, buyer: User
) -> None:
    answer = client.post("/account/searches", data={"address": "q=skirt"}, token=False)

    assert answer.status_code == 400
    assert kept(session, buyer) == []


def test_the_list_says_each_search_in_the_readers_language(session: Session) -> None:
    make_category(session, slug="textiles", name_th="ผ้า", name_en="Textiles")
    make_community(session, slug="hat-siao", name_th="หาดเสี้ยว", name_en="Hat Siao")
    address = "q=skirt&category=textiles&community=hat-siao&max_price=500&in_stock=1&month=12"
    names = names_of_places(session)

    assert said(address, names) == "“skirt” · ผ้า · หาดเสี้ยว · ไม่เกิน ฿500 · พร้อมส่ง · ธ.ค."
    with speaking(ENGLISH):
        assert said(address, names) == (
            "“skirt” · Textiles · Hat Siao · up to ฿500 · In stock · Dec"
        )


def test_the_list_shows_how_many_are_new_and_opening_counts_anew(
    client: HouseClient, session: Session, buyer: User
) -> None:
    search = make_saved_search(session, buyer, "q=skirt")
    seller = make_seller(session)
    make_match(session, search, make_craft(session, seller), found_at=LATER)
    make_match(session, search, make_craft(session, seller), found_at=LATER)
    make_match(session, search, make_craft(session, seller), found_at=NOW - timedelta(days=1))

    page = client.get("/account/searches").text
    assert "ใหม่ 2\u00a0รายการ" in page
    assert "มาใหม่ตั้งแต่ดูครั้งก่อน" in page
    assert re.search(r'<b class="dot">2<', page)


def test_opening_a_search_leads_to_its_results_and_nothing_is_new_any_more(
    client: HouseClient, session: Session, buyer: User
) -> None:
    search = make_saved_search(session, buyer, "q=skirt&kind=craft")
    make_match(session, search, make_craft(session), found_at=NOW - timedelta(minutes=1))
    search.seen_at = NOW - timedelta(days=1)

    answer = client.post(f"/account/searches/{search.public_id}/open")

    assert answer.location == "/search?q=skirt&kind=craft&sort=newest"
    page = client.get("/account/searches").text
    assert "ใหม่ 1\u00a0รายการ" not in page
    assert '<b class="dot">' not in page


def test_everything_can_be_marked_as_seen_at_once(
    client: HouseClient, session: Session, buyer: User
) -> None:
    search = make_saved_search(session, buyer, seen_at=NOW - timedelta(days=1))
    make_match(session, search, make_craft(session), found_at=NOW - timedelta(minutes=1))

    client.post("/account/searches/seen")

    assert "มาใหม่ตั้งแต่ดูครั้งก่อน" not in client.get("/account/searches").text


def test_a_search_thrown_away_can_be_taken_back(
    client: HouseClient, session: Session, buyer: User
) -> None:
    search = make_saved_search(session, buyer, "q=skirt", name="ของฝากแม่")
    deleted = client.post(f"/account/searches/{search.public_id}/delete")
    after = client.get(deleted.location).text
    assert "ของฝากแม่" not in after
    assert "เลิกทำ" in after

    client.post(f"/account/searches/{search.public_id}/restore")

    assert "ของฝากแม่" in client.get("/account/searches").text


def test_saving_again_what_was_thrown_away_keeps_one_row(
    client: HouseClient, session: Session, buyer: User
) -> None:
    make_saved_search(session, buyer, "q=skirt", deleted_at=NOW)

    client.post("/account/searches", data={"address": "q=skirt"})

    [row] = kept(session, buyer)
    assert row.deleted_at is None


def test_a_search_takes_a_name_of_its_owners(
    client: HouseClient, session: Session, buyer: User
) -> None:
    search = make_saved_search(session, buyer, "q=skirt")

    client.post(f"/account/searches/{search.public_id}/name", data={"name": " ของฝากแม่ "})

    page = client.get("/account/searches").text
    assert "ของฝากแม่" in page
    assert "“skirt”" in page


def test_a_name_that_is_too_long_is_refused_and_stays_in_the_form(
    client: HouseClient, session: Session, buyer: User
) -> None:
    search = make_saved_search(session, buyer, "q=skirt")

    answer = client.post(f"/account/searches/{search.public_id}/name", data={"name": "ก" * 81})

    assert answer.status_code == 422
    assert "ก" * 81 in answer.text
    assert kept(session, buyer)[0].name == ""


@pytest.mark.parametrize("act", ["open", "notice", "name", "delete", "restore"])
def test_nobody_touches_the_searches_of_another(
    client: HouseClient, session: Session, buyer: User, act: str
) -> None:
    del buyer
    other = make_user(session)
    search = make_saved_search(session, other, "q=skirt")

    answer = client.post(
        f"/account/searches/{search.public_id}/{act}", data={"wanted": "0", "name": "mine"}
    )

    assert answer.status_code == 404
    [row] = kept(session, other)
    assert (row.notify, row.name, row.deleted_at, row.seen_at) == (True, "", None, NOW)


def test_whoever_switched_every_notice_off_gets_the_next_one_switched_off(
    session: Session,
) -> None:
    user = make_user(session)
    actor = Actor(user.id, user.name)
    first = save_search(session, actor, asked_by("q=one"), NOW)
    assert first.notify
    kept(session, user)[0].notify = False

    second = save_search(session, actor, asked_by("q=two"), NOW)

    assert not second.notify


def test_one_search_has_one_spelling() -> None:
    ways = ("q=Skirt++tin&kind=craft", "kind=craft&q=skirt+tin&page=2&sort=newest&near=17,99")

    assert len({digest_of(canonical(asked_by(way))) for way in ways}) == 1
    assert canonical(asked_by("page=2&sort=newest")) == ""


def test_the_list_reads_as_much_for_many_as_for_one(
    client: HouseClient,
    session: Session,
    buyer: User,
    count_queries: Callable[[], AbstractContextManager[QueryCount]],
) -> None:
    seller = make_seller(session)
    crafts = [make_craft(session, seller) for _ in range(6)]

    def asked(addresses: int) -> int:
        for number in range(addresses):
            search = make_saved_search(session, buyer, f"q=word{addresses}-{number}")
            for craft in crafts:
                make_match(session, search, craft, found_at=LATER)
        client.get("/account/searches")
        with count_queries() as count:
            assert client.get("/account/searches").status_code == 200
        return len(count)

    assert asked(1) == asked(12) <= 12


def test_the_results_page_asks_once_whether_a_search_is_kept(
    client: HouseClient,
    session: Session,
    count_queries: Callable[[], AbstractContextManager[QueryCount]],
) -> None:
    client.get("/search?q=skirt")
    with count_queries() as without:
        client.get("/search?q=skirt")
    client.sign_in(make_user(session))
    client.get("/search?q=skirt")

    with count_queries() as signed_in:
        client.get("/search?q=skirt")

    assert len(signed_in) <= len(without) + 1


def test_deleting_an_account_deletes_its_searches(session: Session) -> None:
    user = make_user(session)
    search = make_saved_search(session, user)
    make_match(session, search, make_craft(session))

    session.delete(user)
    session.flush()

    assert session.scalar(select(func.count(SavedSearch.id))) == 0
