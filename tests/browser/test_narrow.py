"""What has to fit on a phone beside a complaint, without scripts, and whomever one acts for."""

from collections.abc import Mapping

import pytest
from playwright.sync_api import expect

from tests.browser.page_kinds import BUYER, SELLER
from tests.support.browser.fixtures import Arrives
from tests.support.browser.looking import cut_texts
from tests.support.browser.visitor import NARROW, PHONE, Language, Screen

pytestmark = pytest.mark.browser

_SPILT = """() => [...document.querySelectorAll('.err > span')].filter(
  (line) => line.scrollWidth > line.clientWidth + 1
    || line.getBoundingClientRect().right > line.closest('.group').getBoundingClientRect().right + 1
).map((line) => line.textContent)"""
_HAS_MARK = "mark => getComputedStyle(mark).display === 'list-item'"


@pytest.mark.parametrize("width", [PHONE, NARROW])
def test_the_desk_without_scripts_is_as_wide_as_the_phone(
    arrives: Arrives, names: Mapping[str, str], width: int
) -> None:
    visitor = arrives(Screen(width, scripts=False), SELLER)

    for listing in ("draft", "route_draft"):
        visitor.go(f"/sell/listings/{names[listing]}")

        assert visitor.overflow() == 0
        assert cut_texts(visitor.page) == []
        # A summary that is no list item has no mark that it opens.
        assert all(mark.evaluate(_HAS_MARK) for mark in visitor.page.locator("summary").all())


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("path", ["/", "/crafts", "/routes", "/help"])
def test_the_group_one_acts_for_is_read_whole(
    arrives: Arrives, path: str, language: Language
) -> None:
    visitor = arrives(Screen(PHONE, language), SELLER)

    for width in (PHONE, NARROW, 900):
        visitor.go(path)
        visitor.widen(width)

        named = visitor.page.locator("header .tools :is(.for, .acts)").locator("visible=true")
        expect(named).to_have_count(1)
        assert cut_texts(visitor.page) == []
        assert visitor.overflow() == 0


def test_complaints_stay_in_their_column(arrives: Arrives) -> None:
    visitor = arrives(Screen(PHONE), BUYER)
    page = visitor.page
    visitor.go("/apply")

    for box in page.locator("input[name$='-value']").all():
        box.fill("มี ช่อง")
    page.locator("form[data-form] button[type=submit]").last.click()

    expect(page.locator("[data-errors]")).to_be_visible()
    assert page.evaluate(_SPILT) == []
    visitor.complaints.clear()


def test_a_date_that_is_complained_of_is_read_whole(arrives: Arrives) -> None:
    visitor = arrives(Screen(PHONE), BUYER)
    page = visitor.page
    visitor.go("/requests/new")

    page.fill("[name=title]", "ผ้าพันคอ")
    page.fill("[name=first_day]", "2027-01-20")
    page.fill("[name=last_day]", "2027-01-12")
    page.locator("button[value=save]").last.click()

    last = page.locator("[name=last_day][aria-invalid]")
    expect(last).to_be_visible()
    assert last.evaluate("box => box.clientWidth") > 200
    visitor.complaints.clear()
