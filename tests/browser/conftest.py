"""Fixtures of the tests that look at every page."""

from collections.abc import Mapping

import pytest

from tests.browser.demo_names import demo_names
from tests.support.live_house import LiveHouse


@pytest.fixture(scope="session")
def names(house: LiveHouse) -> Mapping[str, str]:
    """Addresses of this worker's house, see `tests/browser/demo_names.py`."""
    return demo_names(house.instance)
