"""An empty database, for the migrations."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from marketplace.db import Database
from models.types import new_public_id
from tests.support.postgres_server import run_statements


@pytest.fixture
def empty_database(
    request: pytest.FixtureRequest, engine: str, instance: Path
) -> Iterator[Database]:
    """A database without a single table, on the engine of the run."""
    if engine == "sqlite":
        database = Database(f"sqlite:///{instance / 'empty.sqlite3'}")
        yield database
        database.dispose()
        return
    server: str = request.getfixturevalue("postgres_server_url")
    name = f"empty_{new_public_id()}"
    run_statements(server, [f"CREATE DATABASE {name}"])
    database = Database(server.rpartition("/")[0] + f"/{name}")
    yield database
    database.dispose()
    run_statements(server, [f"DROP DATABASE {name} WITH (FORCE)"])
