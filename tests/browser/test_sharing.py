"""Passing a page on where the browser keeps its clipboard to itself."""

import pytest
from playwright.sync_api import expect

from tests.support.browser.fixtures import Arrives
from tests.support.browser.visitor import PHONE, Language, Screen

pytestmark = pytest.mark.browser

_REFUSED = """
navigator.clipboard.writeText = () => Promise.reject(new DOMException("no", "NotAllowedError"));
document.execCommand = () => %s;
"""
WORDS: dict[Language, tuple[str, str]] = {
    "th": ("คัดลอกลิงก์แล้ว", "คัดลอกให้ไม่ได้ เลือกลิงก์ไว้แล้ว"),
    "en": ("Link copied", "We could not copy it. The link is selected"),
}


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("old_way", [True, False], ids=["old way works", "nothing works"])
def test_a_refused_clipboard_leaves_the_link_in_hand(
    arrives: Arrives, language: Language, old_way: bool
) -> None:
    visitor = arrives(Screen(PHONE, language))
    visitor.page.add_init_script(_REFUSED % str(old_way).lower())
    visitor.go("/crafts/sangkhalok-fish-plate-25")
    page = visitor.page

    page.locator("[data-share-copy]").click()

    copied, by_hand = WORDS[language]
    expect(page.locator("[data-share-said]")).to_contain_text(copied if old_way else by_hand)
    link = page.locator("[data-share-link]")
    expect(link).to_be_visible(visible=not old_way)
    if not old_way:
        expect(link).to_be_focused()
        assert page.evaluate("() => getSelection().toString()").endswith(
            "/crafts/sangkhalok-fish-plate-25"
        )
