"""Every page kind: no barrier, no sideways scroll, a silent console, the same without scripts."""

import pytest

from tests.browser.page_kinds import ALL, PUBLIC, PageKind
from tests.support.browser.fixtures import Arrives
from tests.support.browser.visitor import DESK, NARROW, PHONE, Screen, Visitor

pytestmark = pytest.mark.browser

LANGUAGES = ("th", "en")


def look_at(arrives: Arrives, screen: Screen, kind: PageKind) -> Visitor:
    visitor = arrives(screen, kind.who)
    answer = visitor.go(kind.path)
    assert answer is not None
    assert answer.status == kind.status
    if kind.status >= 400:
        # Chromium itself writes the status of an error page to the console.
        visitor.complaints.clear()
    return visitor


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ALL, ids=str)
def test_nothing_keeps_people_out(
    arrives: Arrives, kind: PageKind, language: str, width: int
) -> None:
    visitor = look_at(arrives, Screen(width, language), kind)

    assert visitor.barriers() == []
    assert visitor.page.locator("html").get_attribute("lang") == language


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ALL, ids=str)
def test_nothing_sticks_out_on_the_narrowest_screen(
    arrives: Arrives, kind: PageKind, language: str
) -> None:
    visitor = look_at(arrives, Screen(NARROW, language), kind)

    assert visitor.overflow() == 0


@pytest.mark.parametrize("kind", PUBLIC, ids=str)
def test_the_page_says_the_same_without_scripts(arrives: Arrives, kind: PageKind) -> None:
    with_scripts = look_at(arrives, Screen(DESK), kind)
    without = look_at(arrives, Screen(DESK, scripts=False), kind)

    assert without.page.inner_text("h1") == with_scripts.page.inner_text("h1")
    assert without.page.locator("main a").count() == with_scripts.page.locator("main a").count()
