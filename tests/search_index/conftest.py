"""Engines under the one contract, and a small corpus."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest

from search_index import open_backend
from search_index.contract import Backend, SearchDocument
from search_index.postgres_backend.backend import PostgresBackend
from search_index.postgres_backend.session import plain_url
from tests.search_index.corpus import documents
from tests.support.postgres_server import run_statements

Opener = Callable[[], Backend]

WHOOSH, GIN, RUM = "whoosh", "postgres-gin", "postgres-rum"
ENGINES = [
    WHOOSH,
    pytest.param(GIN, marks=pytest.mark.pg),
    pytest.param(RUM, marks=pytest.mark.pg),
]
"""Every test of the contract runs on each; RUM where the server has it."""

_numbers = count(1)


@pytest.fixture(scope="session")
def search_database(postgres_server_url: str) -> Iterator[str]:
    """A database for indexes, with RUM where the server offers it."""
    name = f"search_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}_{os.getpid()}"
    run_statements(postgres_server_url, [f'CREATE DATABASE "{name}"'])
    url = postgres_server_url.rpartition("/")[0] + f"/{name}"
    with psycopg.connect(plain_url(url), autocommit=True) as connection:
        offered = "SELECT 1 FROM pg_available_extensions WHERE name = 'rum'"
        if connection.execute(offered).fetchone():
            connection.execute("CREATE EXTENSION rum")
    yield url
    run_statements(postgres_server_url, [f'DROP DATABASE "{name}" WITH (FORCE)'])


@pytest.fixture
def search_schema(search_database: str) -> Iterator[str]:
    """Name of a schema for the index of one test."""
    name = f"index_{next(_numbers)}"
    yield name
    with psycopg.connect(plain_url(search_database), autocommit=True) as connection:
        connection.execute(
            f'SET client_min_messages = error; DROP SCHEMA IF EXISTS "{name}" CASCADE'
        )


def needs_rum(url: str) -> None:
    """Skip where the server has no RUM."""
    with psycopg.connect(plain_url(url)) as connection:
        if not connection.execute("SELECT 1 FROM pg_extension WHERE extname = 'rum'").fetchone():
            pytest.skip("the extension RUM is not installed (Debian: postgresql-15-rum)")


@pytest.fixture(params=ENGINES)
def reopen(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opener]:
    """Opens the engine under test; two calls give two independent readers of one index."""
    if request.param == WHOOSH:
        yield lambda: open_backend(tmp_path / "index")
        return
    url: str = request.getfixturevalue("search_database")
    name: str = request.getfixturevalue("search_schema")
    if request.param == RUM:
        needs_rum(url)
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
