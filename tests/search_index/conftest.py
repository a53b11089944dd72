"""Engines under the one contract, and a small corpus."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from search_index import open_backend
from search_index.contract import Backend, SearchDocument
from tests.search_index.corpus import documents

Opener = Callable[[], Backend]

ENGINES = ["whoosh"]
"""PostgreSQL joins here; every test of the contract then runs on it too."""


@pytest.fixture(params=ENGINES)
def reopen(request: pytest.FixtureRequest, tmp_path: Path) -> Opener:
    """Opens the engine under test; two calls give two independent readers of one index."""
    folder = tmp_path / str(request.param)
    return lambda: open_backend(folder)


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
