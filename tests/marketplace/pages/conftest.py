"""The demo without its drawings, for looking at every public page."""

import re

import pytest

from marketplace import demo
from marketplace.db import Database
from marketplace.ports import MemoryPorts

PATHS = (
    "/", "/about", "/privacy", "/cookies", "/terms", "/accessibility", "/offline", "/help",
    "/help/sell", "/help/photos", "/help/words", "/help/routes", "/crafts", "/routes",
    "/crafts?district=6405&category=textiles&price_max=1000&in_stock=1&sort=price",
    "/routes?group=6&month=11", "/crafts/sangkhalok-fish-plate-25", "/crafts/mud-cloth-tote",
    "/routes/sukhothai-cycling-votive", "/routes/sukhothai-crafts-3-day",
    "/routes/sukhothai-cycling-votive/map", "/organisations/hat-siao-weavers",
    "/categories/textiles", "/communities", "/communities/hat-siao", "/districts",
    "/districts/6405", "/knowledge", "/knowledge/tin-chok-nine-patterns",
)  # fmt: skip


@pytest.fixture
def market(database: Database, ports: MemoryPorts) -> Database:
    """A database with the demo in it."""
    demo.load(database, ports.bundle(), ports.clock.now(), pictures=False)
    return database


def json_ld(html: str) -> list[str]:
    """Return the structured data of a page, as text."""
    return re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
