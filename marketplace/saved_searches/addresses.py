"""One spelling for each search, so that the same one is kept once."""

import hashlib
from collections import defaultdict
from typing import Final
from urllib.parse import parse_qsl, urlencode

from marketplace.search.address import SearchAddress, read_address
from search_index.contract import Sort

_NOT_KEPT: Final = {"page": None, "sort": None, "near": None}
"""What says how to look and from where, not what is sought."""


def canonical(asked: SearchAddress) -> str:
    """Return the query part of the results page that asks for the same."""
    return urlencode(asked.pairs(**_NOT_KEPT))


def digest_of(address: str) -> str:
    """Return what tells searches apart; capitals do not."""
    pairs = [(name, value.casefold()) for name, value in parse_qsl(address)]
    return hashlib.sha256(urlencode(pairs).encode()).hexdigest()


def asked_by(address: str) -> SearchAddress:
    """Read a kept address back. What no longer can be read limits nothing."""
    given: dict[str, list[str]] = defaultdict(list)
    for name, value in parse_qsl(address):
        given[name].append(value)
    return read_address(given)


def values_of(address: str) -> dict[str, object]:
    """Return what `url_for("search.results", …)` takes to show a kept search, newest first."""
    given: dict[str, list[str]] = defaultdict(list)
    for name, value in asked_by(address).pairs(page=None, sort=Sort.NEWEST):
        given[name].append(value)
    return dict(given)
