"""Engines under the one contract, and a small corpus."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from search_index import open_backend
from search_index.contract import Backend, SearchDocument
from search_index.postgres_backend.backend import PostgresBackend
from tests.search_index.corpus import documents

Opener = Callable[[], Backend]

WHOOSH, GIN, RUM = "whoosh", "postgres-gin", "postgres-rum"
ENGINES = [
    WHOOSH,
    pytest.param(GIN, marks=pytest.mark.pg),
    pytest.param(RUM, marks=pytest.mark.pg),
]
"""Every test of the contract runs on each. A server without RUM, or with a RUM that was built for another
minor version, answers with GIN in its place: the extension is an offer, not a need."""


@pytest.fixture(params=ENGINES)
def reopen(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opener]:
    """Opens the engine under test; two calls give two independent readers of one index."""
    if request.param == WHOOSH:
        yield lambda: open_backend(tmp_path / "index")
        return
    url: str = request.getfixturevalue("search_database")
    name: str = request.getfixturevalue("search_schema")
    opened: list[PostgresBackend] = []

    def opener() -> Backend:
        opened.append(PostgresBackend(url, name, use_rum=request.param == RUM))
        return opened[-1]

    yield opener
    for backend in opened:
        backend.close()


@pytest.fixture
def empty(reopen: Opener) -> Backend:
    """An index without documents."""
    backend = reopen()
    backend.rebuild([])
    return backend


@pytest.fixture
def backend(reopen: Opener) -> Backend:
    """An index of the small corpus."""
    found = reopen()
    found.rebuild(documents())
    return found


@pytest.fixture
def small() -> list[SearchDocument]:
    return documents()
