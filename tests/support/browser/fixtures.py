"""Fixtures for tests in Chromium: the furnished house and visitors. Mark them `browser`."""

from collections.abc import Callable, Generator, Iterator
from functools import cache
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import Browser, StorageState

from tests.support.browser import axe
from tests.support.browser.chromium import chromium
from tests.support.browser.visitor import Screen, Visitor, arrive
from tests.support.live_house import LiveHouse, furnished
from tests.support.turns import Turns

_LOG_TAIL = 3000
_BROWSERS_KEPT = 4
"""Both languages of one person and of the next; each is a process of some hundred megabytes."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show the end of the house's log with every failed test in Chromium."""
    report = yield
    house = getattr(item, "funcargs", {}).get("house")
    if report.failed and isinstance(house, LiveHouse):
        report.sections.append(("the house said", house.said()[-_LOG_TAIL:]))
    return report


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder all workers of this run see."""
    base = tmp_path_factory.getbasetemp()
    # Under xdist every worker's base is a folder inside the run's.
    return base.parent if base.name.startswith("popen-") else base


@pytest.fixture(scope="session")
def turns(shared_folder: Path) -> Turns:
    """Who may use the machine now."""
    return Turns(shared_folder)


@pytest.fixture(autouse=True)
def _beside_others(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let tests in Chromium wait while one of them has to be alone."""
    marks = {mark.name for mark in request.node.iter_markers()}
    if "browser" not in marks or "alone" in marks:
        yield
        return
    turns: Turns = request.getfixturevalue("turns")
    with turns.together():
        yield


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveHouse]:
    """The running product with the demo data, shared by the tests of one worker."""
    with furnished(tmp_path_factory.mktemp("house") / "instance") as house:
        yield house


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for each worker."""
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def demo_cookies(browser: Browser, house: LiveHouse) -> Callable[[str], StorageState]:
    """The cookies of a demo login, acting for its first group if it has one.

    Each signs in once, because tries are limited.
    """

    @cache
    def of(email: str) -> StorageState:
        from marketplace.demo.people import PASSWORD  # noqa: PLC0415 - only where it is needed

        visitor = arrive(browser, house.base, Screen())
        visitor.sign_in(email, PASSWORD)
        visitor.act_for_first_group()
        cookies = visitor.cookies()
        visitor.page.context.close()
        return cookies

    return of


class Arrives(Protocol):
    """Maker of visitors."""

    def __call__(self, screen: Screen, who: str | None = None) -> Visitor:
        """Open a fresh browser.

        Args:
            screen: size, language, scripts.
            who: address of a demo login to be signed in as; None for a visitor.
        """
        ...


@pytest.fixture
def arrives(
    browser: Browser, house: LiveHouse, demo_cookies: Callable[[str], StorageState]
) -> Iterator[Arrives]:
    """Maker of visitors with fresh browsers. At the end their consoles must have stayed silent.

    A test that provokes a complaint (a 404, a lost connection) empties `visitor.complaints`.
    """
    visitors: list[Visitor] = []

    def make(screen: Screen, who: str | None = None) -> Visitor:
        cookies = None if who is None else demo_cookies(who)
        visitor = arrive(browser, house.base, screen, cookies)
        visitors.append(visitor)
        return visitor

    yield make
    complaints = [complaint for visitor in visitors for complaint in visitor.complaints]
    for visitor in visitors:
        visitor.page.context.close()
    assert complaints == []


@pytest.fixture(scope="session")
def used_browsers() -> Iterator[dict[tuple[Screen, str | None], Visitor]]:
    """The browsers that `comes_again` keeps: screen and login -> whoever uses it."""
    kept: dict[tuple[Screen, str | None], Visitor] = {}
    yield kept
    for visitor in kept.values():
        visitor.page.context.close()


@pytest.fixture
def comes_again(
    browser: Browser,
    house: LiveHouse,
    demo_cookies: Callable[[str], StorageState],
    used_browsers: dict[tuple[Screen, str | None], Visitor],
) -> Iterator[Arrives]:
    """Maker of visitors like `arrives`, in a browser that an earlier test has used.

    Cookies and the page's stores are those of a fresh one; styles, fonts and compiled scripts are
    there already. To look at one page, opening a browser would be most of the work.
    """
    visitors: list[Visitor] = []

    def make(screen: Screen, who: str | None = None) -> Visitor:
        cookies = None if who is None else demo_cookies(who)
        visitor = used_browsers.pop((screen, who), None)
        if visitor is None:
            if len(used_browsers) >= _BROWSERS_KEPT:
                oldest = next(iter(used_browsers))
                used_browsers.pop(oldest).page.context.close()
            visitor = arrive(browser, house.base, screen, cookies)
            if screen.scripts:
                axe.await_in(visitor.page)
        else:
            visitor.start_over(cookies)
        used_browsers[screen, who] = visitor
        visitors.append(visitor)
        return visitor

    yield make
    complaints = [complaint for visitor in visitors for complaint in visitor.complaints]
    assert complaints == []
