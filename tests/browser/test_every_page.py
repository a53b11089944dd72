"""Every page kind: no barrier, nothing cut, a silent console, one language, the same without scripts."""

from collections.abc import Mapping
from io import BytesIO

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page

from marketplace.demo.people import LOGINS
from tests.browser.page_kinds import ALL, PUBLIC, PageKind
from tests.support.browser.fixtures import Arrives
from tests.support.browser.looking import (
    cut_texts,
    foreign_words,
    next_frames,
    settle,
    split_names,
)
from tests.support.browser.visitor import DESK, NARROW, PHONE, Language, Screen, Visitor

pytestmark = pytest.mark.browser

PEOPLE = [*(login.name for login in LOGINS), "อพท.4"]
"""Names that stand as they were typed."""
MOST_DIFFERING = 0.01
"""Part of the pixels."""
LANGUAGES: tuple[Language, ...] = ("th", "en")


def look_at(
    comes_again: Arrives, screen: Screen, kind: PageKind, names: Mapping[str, str]
) -> Visitor:
    visitor = comes_again(screen, kind.who)
    answer = visitor.go(kind.path.format_map(names))
    assert answer is not None
    assert answer.status == kind.status
    assert answer.request.redirected_from is None, f"sent on to {answer.url}"
    if kind.status >= 400:
        # Chromium itself writes the status of an error page to the console.
        visitor.complaints.clear()
    settle(visitor.page)
    return visitor


def width_of_axe(kind: PageKind, language: Language) -> int:
    """Return where axe looks at a page: in one language on a phone, in the other at a desk.

    Which is which changes from page to page. A run of axe is most of what a look costs, and the
    languages of a page share their elements.
    """
    return PHONE if (ALL.index(kind) % 2 == 0) == (language == "th") else DESK


# All pages in one language, then in the other: to change browsers with every page is work.
@pytest.mark.parametrize("kind", ALL, ids=str)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_keeps_people_out(
    comes_again: Arrives, names: Mapping[str, str], kind: PageKind, language: Language
) -> None:
    visitor = look_at(comes_again, Screen(PHONE, language), kind, names)
    page = visitor.page
    faults: dict[str, list[str]] = {}
    if language == "th" and kind in PUBLIC:
        # Here and not in a test of its own, because the page is open already.
        faults["lost without scripts"] = _lost_without_scripts(comes_again, kind, names, page)
    page.keyboard.press("Tab")
    first = page.evaluate("() => document.activeElement?.className ?? ''")
    page.evaluate("() => document.activeElement?.blur()")
    faults["first in tab order"] = [] if first == "skip" else [first]
    faults["language"] = foreign_words(page, language, [*PEOPLE, *kind.asks])
    for width in (PHONE, NARROW, DESK):
        visitor.widen(width)
        if kind.alive:
            next_frames(page)
        faults[f"cut at {width}"] = cut_texts(page)
        faults[f"split at {width}"] = split_names(page)
        faults[f"sideways at {width}"] = [str(over)] if (over := visitor.overflow()) else []
        if width == width_of_axe(kind, language):
            faults[f"barriers at {width}"] = visitor.barriers()

    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("h1:visible").count() == 1
    told = [f"{where}: {fault}" for where, found in faults.items() for fault in found]
    assert not told, "\n" + "\n".join(told)


def _lost_without_scripts(
    comes_again: Arrives, kind: PageKind, names: Mapping[str, str], with_scripts: Page
) -> list[str]:
    """List what the page does not say, or shows otherwise, where scripts are off."""
    without = look_at(comes_again, Screen(PHONE, scripts=False), kind, names).page
    lost = []
    if without.inner_text("h1") != with_scripts.inner_text("h1"):
        lost.append("another heading")
    if kind.alive:
        return lost
    links = [page.locator("main a").count() for page in (with_scripts, without)]
    if links[0] != links[1]:
        lost.append(f"{links[1]} links, not {links[0]}")
    if (part := _differing(with_scripts, without)) >= MOST_DIFFERING:
        lost.append(f"{part:.1%} of the first screen")
    return lost


def _differing(one: Page, other: Page) -> float:
    """Return which part of the first screen differs, 0 to 1."""
    first, second = (
        np.asarray(Image.open(BytesIO(page.screenshot(animations="disabled"))).convert("L"), int)
        for page in (one, other)
    )
    return float((abs(first - second) > 24).mean())
