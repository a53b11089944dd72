"""Shorter stories: a lost line, a closed page, photos that stall, members, devices, contacts."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.mailbox import link_in_mail
from tests.journeys.pictures import small_photo
from tests.journeys.selling import PASSWORD, Seller
from tests.support.browser.fixtures import Arrives
from tests.support.browser.visitor import PHONE, Screen
from tests.support.live_house import LiveHouse

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SELLER, POTTER = "seller@demo.example", "potter@demo.example"
STORY = "[name=description_th]"
_SAVED_MS = 15_000


def saved(page: Page) -> None:
    """Wait until the draft was sent: the words beside the buttons end with a time."""
    expect(page.locator("[data-saved]")).to_have_text(
        re.compile(r"\d\d[.:]\d\d"), timeout=_SAVED_MS
    )


def test_what_is_typed_without_a_line_is_sent_when_it_comes_back(arrives: Arrives) -> None:
    seller = Seller(arrives(Screen(PHONE), SELLER), SELLER)
    seller.begin("craft")
    page = seller.page

    page.context.set_offline(True)
    page.fill(STORY, "ทอตอนฝนตก เน็ตไม่มี")
    expect(page.locator("[data-saved]")).to_contain_text("ไม่มีสัญญาณ", timeout=_SAVED_MS)
    page.context.set_offline(False)
    saved(page)
    page.reload()

    assert page.input_value(STORY) == "ทอตอนฝนตก เน็ตไม่มี"
    seller.visitor.complaints.clear()


def test_what_was_not_sent_is_offered_again_after_the_page_was_closed(arrives: Arrives) -> None:
    seller = Seller(arrives(Screen(PHONE), SELLER), SELLER)
    seller.begin("craft")
    page, address = seller.page, seller.page.url
    page.route("**/autosave", lambda route: route.abort())
    page.fill(STORY, "เครื่องดับกลางคัน")
    expect(page.locator("[data-saved]")).to_contain_text("ไม่มีสัญญาณ", timeout=_SAVED_MS)
    page.close()

    again = seller.visitor.page = page.context.new_page()
    again.goto(address)
    again.click("[data-recover-yes]")

    assert again.input_value(STORY) == "เครื่องดับกลางคัน"
    seller.visitor.complaints.clear()


def test_a_photo_that_stalls_shows_its_bar_and_is_sent_again(arrives: Arrives) -> None:
    seller = Seller(arrives(Screen(PHONE), SELLER), SELLER)
    seller.begin("craft")
    page = seller.page
    page.route("**/photos", lambda route: route.abort(), times=1)

    page.set_input_files("[data-file]", small_photo("loom.jpg", 9))
    waiting = page.locator(".shot.busy")
    expect(waiting).to_contain_text("ส่งไม่สำเร็จ")
    expect(waiting.locator("progress")).to_be_visible()
    waiting.locator("button").click()

    expect(page.locator("[data-shot]")).to_have_count(1, timeout=_SAVED_MS)
    expect(waiting).to_have_count(0)
    seller.visitor.complaints.clear()


def test_a_member_is_invited_and_joins(arrives: Arrives, house: LiveHouse) -> None:
    owner, guest = arrives(Screen(), SELLER), arrives(Screen(language="en"))
    owner.go("/account/organisations")
    owner.page.locator("main a[href$='/members']").first.click()
    invite = owner.page.locator("form[action$='/invitations']")
    invite.locator("[name=email]").fill("new-hand@example.org")
    invite.locator("[name=role][value=staff]").check()
    invite.locator("[type=submit]").click()
    expect(owner.page.locator("main")).to_contain_text("new-hand@example.org")

    guest.page.goto(link_in_mail(house.instance, "new-hand@example.org", "/invitations/"))
    guest.page.fill("[name=name]", "มือใหม่")
    guest.page.fill("[name=password]", PASSWORD)
    guest.page.locator("[name=locale]").first.check()
    guest.page.check("[name=terms]")
    guest.page.locator("form[action$='/join'] [type=submit]").click()
    guest.page.wait_for_url(lambda url: "/invitations/" not in url)

    owner.page.reload()
    expect(owner.page.locator("main")).to_contain_text("มือใหม่")


def test_signing_out_the_other_devices_ends_them_at_once(arrives: Arrives) -> None:
    from marketplace.demo.people import PASSWORD as DEMO  # noqa: PLC0415 - only where it is needed

    here, there = arrives(Screen()), arrives(Screen(language="en"))
    for device in (here, there):
        device.sign_in(POTTER, DEMO)
    here.go("/account/devices")

    with here.page.expect_navigation():
        here.page.locator("form[action$='/sign-out/everywhere'] button").first.click()

    there.go("/account")
    assert "/sign-in" in there.page.url
    here.go("/account")
    assert "/sign-in" not in here.page.url


@pytest.mark.parametrize("scripts", [True, False])
def test_a_contact_opens_on_a_press_and_the_seller_sees_the_count(
    arrives: Arrives, scripts: bool
) -> None:
    visitor = arrives(Screen(scripts=scripts))
    visitor.go("/organisations/hat-siao-weavers")
    channels = visitor.page.locator("#contact")
    assert "055" not in channels.inner_text()

    visitor.page.locator("form[action$='/contact'] button").first.click()
    expect(channels).to_contain_text("055 000")

    owner = arrives(Screen(), SELLER)
    owner.go("/sell")
    expect(owner.page.locator("main")).to_contain_text(re.compile("เปิดดูช่องทางติดต่อ|ดูช่องทางติดต่อ"))


def test_changing_the_language_keeps_the_page_and_its_question(arrives: Arrives) -> None:
    visitor = arrives(Screen())
    visitor.go("/search?q=สังคโลก&kind=craft")

    visitor.page.click("header a[hreflang=en]")

    assert "/en/search" in visitor.page.url
    assert "kind=craft" in visitor.page.url
    assert visitor.page.input_value("[name=q]") == "สังคโลก"
