"""The first whole story: a seller lists, an officer reviews, a buyer finds."""

import re
import time
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.journeys import reviewing
from tests.journeys.pictures import carries_data, phone_photo, small_photo
from tests.journeys.selling import Seller, Stop
from tests.support.browser.fixtures import Arrives
from tests.support.browser.visitor import DESK, PHONE, Screen, Visitor
from tests.support.live_house import LiveHouse

pytestmark = [pytest.mark.browser, pytest.mark.slow]

REVIEWER, MANAGER = "reviewer@demo.example", "manager@demo.example"
SCREENS = (
    Screen(PHONE, "th"),
    Screen(DESK, "en"),
    Screen(DESK, "th", scripts=False),
    Screen(PHONE, "en", scripts=False),
)
FINDABLE_S = 2.0
IN_TITLE, ROMANISED, MISSPELT = "พิกุล", "teenjok", "ผ้าปูโต้ะพิกุล"
TAGS = re.compile(r"<[^>]+>")
STOPS = [
    Stop("09.00", "พิพิธภัณฑ์ผ้า", "ดูผ้าเก่าและฟังเรื่องลาย"),
    Stop("10.30", "บ้านช่างทอ", "ลองปั่นฝ้าย"),
    Stop("12.00", "ลานต้นมะขาม", "กินข้าวกลางวันกับชาวบ้าน"),
    Stop("13.30", "โรงย้อม", "ย้อมผ้าเช็ดหน้าหนึ่งผืน"),
]


@pytest.mark.parametrize("screen", SCREENS, ids=str)
def test_a_village_lists_an_officer_reviews_and_a_buyer_finds(
    arrives: Arrives, house: LiveHouse, screen: Screen
) -> None:
    number = SCREENS.index(screen) + 1
    group, craft = f"กลุ่มทอผ้าใต้ถุน {number}", f"ผ้าปูโต๊ะตีนจกลายพิกุล ผืนที่ {number}"
    route = f"เดินดูบ้านช่างทอ ครึ่งวัน {number}"
    seller = Seller(arrives(screen), f"weaver{number}@example.org")
    reviewer, visitor = arrives(screen, REVIEWER), arrives(screen)

    seller.sign_up(house.instance, "แสง")
    seller.apply(group)
    reviewing.admit(arrives(screen, MANAGER), group)
    listing = _list_craft(seller, craft)
    _list_route(seller, route)

    reviewing.ask_for_changes(reviewer, craft, "story_thin", "ใครทอ บอกเพิ่มอีกนิด")
    _mend(seller, listing)
    reviewing.approve(reviewer, craft)
    address = _find_soon(visitor, craft)

    _photos_carry_no_place(visitor, address)
    _new_text_waits(seller, visitor, listing, craft)
    _new_price_shows(seller, visitor, listing)
    reviewing.approve(reviewer, route)
    _await(visitor, "บ้านช่างทอ", route, time.monotonic())


def _list_craft(seller: Seller, title: str) -> str:
    seller.begin("craft")
    listing = seller.open_listing
    seller.add_photos([phone_photo(), small_photo("a.jpg", 2), small_photo("b.jpg", 3)])
    seller.describe_craft(title, "650")
    seller.submit()
    return listing


def _list_route(seller: Seller, title: str) -> None:
    seller.begin("route")
    seller.add_photos([small_photo("walk.jpg", 4)])
    seller.describe_route(title, "450")
    seller.add_stops(STOPS)
    seller.submit()


def _mend(seller: Seller, listing: str) -> None:
    seller.open(listing)
    expect(seller.page.locator("main")).to_contain_text("ใครทอ บอกเพิ่มอีกนิด")
    expect(seller.page.locator(".coach")).to_be_visible()
    seller.reopen(listing)
    seller.page.fill(
        "[name=description_th]", "ป้าแสงทอใต้ถุนบ้าน ผืนหนึ่งใช้เวลาหกวัน ลายดอกพิกุลคือกลิ่นหอมหน้าวัด"
    )
    seller.submit()


def _find_soon(visitor: Visitor, title: str) -> str:
    """Search as people do, from the moment of approval on; returns the address found."""
    approved = time.monotonic()
    for words in (IN_TITLE, ROMANISED, MISSPELT):
        _await(visitor, words, title, approved)
    visitor.go(f"/search?q={MISSPELT}")
    return str(visitor.page.locator("main a", has_text=title).first.get_attribute("href"))


def _await(visitor: Visitor, words: str, title: str, since: float) -> None:
    """Ask until the title is among the results; without pictures, so that the search is timed."""
    address = visitor.address(f"/search?q={quote(words)}")
    while title not in TAGS.sub("", visitor.page.request.get(address).text()):
        waited = time.monotonic() - since
        assert waited < FINDABLE_S, f"{words} does not find {title} after {waited:.1f} s"
        time.sleep(0.05)


def _photos_carry_no_place(visitor: Visitor, address: str) -> None:
    visitor.page.goto(visitor.base + address)
    pictures = visitor.page.locator("main img[src*='/photos/']")
    assert pictures.count() >= 3
    for picture in pictures.all()[:3]:
        answer = visitor.page.request.get(visitor.base + str(picture.get_attribute("src")))
        assert answer.ok
        assert not carries_data(answer.body())


def _new_text_waits(seller: Seller, visitor: Visitor, listing: str, title: str) -> None:
    seller.reopen(listing)
    seller.page.fill("[name=title_th]", f"{title} ชื่อใหม่")
    seller.submit()

    visitor.page.reload()
    assert "ชื่อใหม่" not in visitor.page.inner_text("main")
    assert title in visitor.page.inner_text("h1")


def _new_price_shows(seller: Seller, visitor: Visitor, listing: str) -> None:
    seller.change_price(listing, "780")

    visitor.page.reload()
    assert "780" in visitor.page.inner_text("main")
    assert "650" not in visitor.page.inner_text(".buy")
