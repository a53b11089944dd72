"""Without a line the browser shows our own page, and goes on by itself when the line is back."""

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser.fixtures import Arrives
from tests.support.browser.visitor import PHONE, Language, Screen

pytestmark = pytest.mark.browser

WORDS: dict[Language, str] = {"th": "ยังไม่มีสัญญาณ", "en": "No connection yet"}
SELLER = "seller@demo.example"
_READY_MS = 15_000
_KEPT_PAGES = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    for (const { url } of await (await caches.open(name)).keys()) found.push(new URL(url).pathname);
  }
  return found.filter((path) => !path.startsWith("/static/"));
}"""
_KEPT_TEXT = """async () => {
  const page = await caches.match("/offline", { ignoreVary: true });
  return page.text();
}"""


def wait_for_keeper(page: Page) -> None:
    """Wait until the offline page is kept and the keeper cares for this page."""
    page.wait_for_function("() => navigator.serviceWorker?.controller", timeout=_READY_MS)


def only_of_the_line(complaints: list[str]) -> bool:
    """Tell whether everything complained of is the lost line."""
    return all("ERR_INTERNET_DISCONNECTED" in complaint for complaint in complaints)


@pytest.mark.parametrize("language", ["th", "en"])
def test_without_a_line_our_own_page_stands_there_until_it_is_back(
    arrives: Arrives, language: Language
) -> None:
    visitor = arrives(Screen(PHONE, language))
    visitor.go("/communities")
    page = visitor.page
    wait_for_keeper(page)
    assert visitor.complaints == []

    page.context.set_offline(True)
    visitor.go("/crafts")

    expect(page.locator("h1")).to_have_text(WORDS[language])
    assert page.url == visitor.address("/crafts")
    assert page.locator("main img").evaluate("image => image.complete && image.naturalWidth > 0")
    assert page.evaluate("() => document.fonts.check('600 16px Sarabun')")
    assert (
        page.evaluate("() => getComputedStyle(document.querySelector('.lost')).display") == "grid"
    )
    assert visitor.overflow() == 0
    visitor.shoot("offline")
    assert only_of_the_line(visitor.complaints), visitor.complaints

    page.context.set_offline(False)

    expect(page.locator("h1")).not_to_have_text(WORDS[language])
    assert page.url == visitor.address("/crafts")
    assert only_of_the_line(visitor.complaints), visitor.complaints
    visitor.complaints.clear()


def test_nothing_of_a_person_is_kept_in_the_browser(arrives: Arrives) -> None:
    visitor = arrives(Screen(PHONE), SELLER)
    visitor.go("/sell")
    wait_for_keeper(visitor.page)
    visitor.go("/account")
    visitor.go("/crafts")

    assert sorted(visitor.page.evaluate(_KEPT_PAGES)) == ["/en/offline", "/offline"]
    assert "ช่างทอตัวอย่าง" not in visitor.page.evaluate(_KEPT_TEXT)

    visitor.page.context.set_offline(True)
    visitor.go("/account")

    expect(visitor.page.locator("h1")).to_have_text(WORDS["th"])
    assert "ช่างทอตัวอย่าง" not in visitor.page.content()
    visitor.complaints.clear()
