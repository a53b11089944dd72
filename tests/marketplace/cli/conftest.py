"""Commands on a database of their own: they may empty, break and restore it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from marketplace.db import Database
from models import migrations
from models.types import new_public_id
from tests.support.postgres_server import run_statements

Run = Callable[..., Result]


@pytest.fixture
def database_url(request: pytest.FixtureRequest, engine: str, instance: Path) -> Iterator[str]:
    """Address of a database without a single table, on the engine of the run."""
    if engine == "sqlite":
        yield f"sqlite:///{instance / 'talat.sqlite3'}"
        return
    server: str = request.getfixturevalue("postgres_server_url")
    name = f"cli_{new_public_id()}"
    run_statements(server, [f"CREATE DATABASE {name}"])
    yield server.rpartition("/")[0] + f"/{name}"
    run_statements(server, [f"DROP DATABASE {name} WITH (FORCE)"])


@pytest.fixture
def run(app: Flask) -> Run:
    """Run one command line; whatever it raises unforeseen comes through."""

    def do(*arguments: str, stdin: str = "") -> Result:
        runner = app.test_cli_runner()
        return runner.invoke(args=list(arguments), input=stdin, catch_exceptions=False)

    return do


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file that the migrations made."""
    path = tmp_path_factory.mktemp("migrated") / "talat.sqlite3"
    database = Database(f"sqlite:///{path}")
    migrations.upgrade(database.engine)
    database.dispose()
    return path


@pytest.fixture
def upgraded(run: Run, database_url: str, request: pytest.FixtureRequest) -> Run:
    """As `run`, with the schema in place."""
    if database_url.startswith("sqlite"):
        # Migrating takes a second, copying none.
        made: Path = request.getfixturevalue("migrated")
        shutil.copyfile(made, database_url.removeprefix("sqlite:///"))
        return run
    result = run("db", "upgrade")
    assert result.exit_code == 0, result.output
    return run
