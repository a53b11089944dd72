"""A PostgreSQL database for search indexes, with RUM where the server offers it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from itertools import count

import psycopg
import pytest

from tests.support.postgres_server import run_statements

_numbers = count(1)


@pytest.fixture(scope="session")
def search_database(postgres_server_url: str) -> Iterator[str]:
    """A database for indexes, with RUM where the server offers it."""
    name = f"search_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}_{os.getpid()}"
    run_statements(postgres_server_url, [f'CREATE DATABASE "{name}"'])
    url = postgres_server_url.rpartition("/")[0] + f"/{name}"
    with psycopg.connect(_plain(url), autocommit=True) as connection:
        offered = "SELECT 1 FROM pg_available_extensions WHERE name = 'rum'"
        if connection.execute(offered).fetchone():
            # A package that was built for another minor version of the server cannot be loaded.
            with suppress(psycopg.Error):
                connection.execute("CREATE EXTENSION rum")
    yield url
    run_statements(postgres_server_url, [f'DROP DATABASE "{name}" WITH (FORCE)'])


@pytest.fixture
def search_schema(search_database: str) -> Iterator[str]:
    """Name of a schema for the index of one test."""
    name = f"index_{next(_numbers)}"
    yield name
    with psycopg.connect(_plain(search_database), autocommit=True) as connection:
        connection.execute(
            f'SET client_min_messages = error; DROP SCHEMA IF EXISTS "{name}" CASCADE'
        )


def has_rum(url: str) -> bool:
    """Tell whether RUM could be loaded; else the engine uses GIN, whatever a test asks for."""
    with psycopg.connect(_plain(url)) as connection:
        asked = connection.execute("SELECT 1 FROM pg_extension WHERE extname = 'rum'")
        return asked.fetchone() is not None


def _plain(url: str) -> str:
    return url.replace("postgresql+psycopg://", "postgresql://")
