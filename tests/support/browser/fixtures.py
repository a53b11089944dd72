"""Fixtures for tests in Chromium: the furnished house and visitors. Mark them `browser`."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.support.browser.chromium import chromium
from tests.support.browser.visitor import Screen, Visitor, arrive
from tests.support.live_house import LiveHouse, furnished


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder all workers of this run see."""
    base = tmp_path_factory.getbasetemp()
    # Under xdist every worker's base is a folder inside the run's.
    return base.parent if base.name.startswith("popen-") else base


@pytest.fixture(scope="session")
def house(shared_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveHouse]:
    """The running product with the demo data, shared by the tests of one worker."""
    with furnished(shared_folder, tmp_path_factory.mktemp("house") / "instance") as house:
        yield house


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for each worker."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def arrives(browser: Browser, house: LiveHouse) -> Iterator[Callable[[Screen], Visitor]]:
    """Maker of visitors with fresh browsers. At the end their consoles must have stayed silent.

    A test that provokes a complaint (a 404, a lost connection) empties `visitor.complaints`.
    """
    visitors: list[Visitor] = []

    def make(screen: Screen) -> Visitor:
        visitor = arrive(browser, house.base, screen)
        visitors.append(visitor)
        return visitor

    yield make
    complaints = [complaint for visitor in visitors for complaint in visitor.complaints]
    for visitor in visitors:
        visitor.page.context.close()
    assert complaints == []
