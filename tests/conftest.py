"""Fixtures of the whole suite: engine of the run, fresh database, settings, ports and clients.

The suite runs on one engine at a time: `pytest --engine sqlite` (default) or `--engine postgres`.
"""

import gc
import os
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from config import Mode, OfficeSettings, Settings
from marketplace import db
from marketplace.db import Database
from marketplace.events import forget_recorded, write_recorded
from marketplace.ports import MemoryPorts
from marketplace.ports.clock import FixedClock
from marketplace.ports.mail import MemoryMail
from marketplace.ports.storage import MemoryStorage
from search_index.contract import Backend
from tests.support import (
    quick_connections,
    quick_logs,
    quick_routes,
    quick_statements,
    quick_static,
    unordered,
)
from tests.support.databases import FreshDatabases, PostgresDatabases, SqliteDatabases
from tests.support.network import NetworkGuard
from tests.support.postgres_server import PostgresCluster
from tests.support.queries import QueryCount, counted
from tests.support.quick_templates import CompiledTemplates
from tests.support.redis_server import RedisServer
from tests.support.runner.machine import CACHE
from tests.support.smtp_sink import SmtpSink

if TYPE_CHECKING:
    from tests.support.clients import HouseClient

pytest_plugins = ["tests.support.browser.fixtures", "tests.support.search_database"]

POSTGRES_URL = "TEST_POSTGRES_URL"
_cluster = pytest.StashKey[PostgresCluster]()
_guard = pytest.StashKey[NetworkGuard]()

# A test that waits for a lock has a fault; it should say so soon.
db.BUSY_TIMEOUT_S = 5


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--engine", choices=("sqlite", "postgres"), default="sqlite", help="database of this run"
    )
    parser.addoption(
        "--database-only", action="store_true", help="leave out tests that touch no database"
    )
    parser.addoption(
        "--depth",
        type=int,
        default=1,
        help="how many times as much is tried where tests make up what they send (`make soak`: 20)",
    )


def pytest_configure(config: pytest.Config) -> None:
    quick_connections.install()
    quick_logs.install()
    quick_routes.install()
    quick_statements.install()
    quick_static.install()
    unordered.install()
    guard = config.stash[_guard] = NetworkGuard()
    guard.install()
    is_worker = hasattr(config, "workerinput")
    wanted = config.getoption("engine") == "postgres" and POSTGRES_URL not in os.environ
    if wanted and not is_worker:
        # One cluster for all workers: they inherit the environment.
        cluster = config.stash[_cluster] = PostgresCluster()
        cluster.start()
        os.environ[POSTGRES_URL] = cluster.url("postgres")


def pytest_unconfigure(config: pytest.Config) -> None:
    config.stash[_guard].remove()
    quick_connections.forget()
    cluster = config.stash.get(_cluster, None)
    if cluster is not None:
        cluster.stop()
        del os.environ[POSTGRES_URL]


def pytest_collection_finish() -> None:
    # What is loaded by now stays: the collector need not look through it with every test.
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    # The longest come first: none of them is left over at the end, when one worker runs alone.
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)
    if not config.getoption("database_only"):
        return
    touching, others = list[pytest.Item](), list[pytest.Item]()
    for item in items:
        (touching if "engine" in getattr(item, "fixturenames", ()) else others).append(item)
    config.hook.pytest_deselected(items=others)
    items[:] = touching


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let a passed test be silent: what it logged is long, and each worker would send it all."""
    report = yield
    if report.passed:
        report.sections.clear()
    return report


@pytest.fixture(scope="session")
def depth(pytestconfig: pytest.Config) -> int:
    """How many times the usual number of made-up inputs a test shall try, from 1."""
    wanted: int = pytestconfig.getoption("depth")
    return wanted


@pytest.fixture(scope="session")
def luck(depth: int) -> str:
    """What chance begins with: always the same in `make test`, another every day in `make soak`."""
    return "sukhothai" if depth == 1 else f"sukhothai {datetime.now(UTC):%Y-%m-%d}"


@pytest.fixture(autouse=True)
def _in_thai() -> None:
    """Begin in Thai, whatever the last request of the test before was in."""
    i18n = sys.modules.get("marketplace.web.i18n")
    if i18n is not None:
        i18n.set_lang(i18n.THAI)


@pytest.fixture(scope="session")
def postgres_server_url() -> Iterator[str]:
    """Maintenance address of a PostgreSQL server, whatever the engine of the run."""
    given = os.environ.get(POSTGRES_URL)
    if given:
        yield given
        return
    cluster = PostgresCluster()
    cluster.start()
    yield cluster.url("postgres")
    cluster.stop()


@pytest.fixture(scope="session")
def sqlite_databases(tmp_path_factory: pytest.TempPathFactory) -> FreshDatabases:
    """The maker of databases on SQLite."""
    return SqliteDatabases(tmp_path_factory.mktemp("template"))


@pytest.fixture(scope="session")
def postgres_databases(postgres_server_url: str) -> Iterator[FreshDatabases]:
    """The maker of databases on PostgreSQL."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    databases = PostgresDatabases(postgres_server_url, f"test_{worker}_{os.getpid()}")
    yield databases
    databases.close()


@pytest.fixture(scope="session")
def engine(pytestconfig: pytest.Config) -> str:
    """Database of this run: `sqlite` or `postgres`. Whatever depends on it asks for it."""
    chosen: str = pytestconfig.getoption("engine")
    return chosen


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    """The folder that holds everything this test writes."""
    folder = tmp_path / "instance"
    folder.mkdir()
    return folder


@pytest.fixture
def database_url(request: pytest.FixtureRequest, engine: str, instance: Path) -> str:
    """Address of a database with the schema and nothing in it."""
    databases: FreshDatabases = request.getfixturevalue(f"{engine}_databases")
    return databases.next_url(instance)


@pytest.fixture
def settings(instance: Path, database_url: str) -> Settings:
    """Development settings on this test's folder and database."""
    return Settings(
        mode=Mode.DEV,
        instance=instance,
        database_url=database_url,
        secret_key="5f0d8b7c2e914a63b1d7-for-tests-only",
        base_url="http://localhost",
        trusted_hosts=("localhost",),
        office=OfficeSettings("055 000 000", "office@demo.example", "dpo@demo.example"),
    )


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """The product's own handle on this test's database."""
    database = Database(database_url)
    yield database
    database.dispose()


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """A writing session for "given" data and for calling actions.

    It holds the one write lock of SQLite from first use until `commit` (the `client` and
    `drain_outbox` fixtures commit it before they act).
    """
    with Session(database.engine, expire_on_commit=False) as session:
        yield session
        forget_recorded(session)
        session.rollback()


@pytest.fixture
def commit(session: Session) -> Callable[[], None]:
    """Commit what is pending in `session`, recorded facts included, and forget loaded values."""

    def do() -> None:
        write_recorded(session)
        session.commit()
        session.expire_all()

    return do


@pytest.fixture
def ports() -> MemoryPorts:
    """Clock, mail and storage in memory."""
    return MemoryPorts()


@pytest.fixture
def clock(ports: MemoryPorts) -> FixedClock:
    """The clock: it stands at 09.30 on Friday 20 November 2026 until moved."""
    return ports.clock


@pytest.fixture
def mail(ports: MemoryPorts) -> MemoryMail:
    """The letters sent so far."""
    return ports.mail


@pytest.fixture
def storage(ports: MemoryPorts) -> MemoryStorage:
    """The files kept so far."""
    return ports.storage


@pytest.fixture(scope="session")
def compiled_templates() -> CompiledTemplates:
    return CompiledTemplates(CACHE / "test-templates")


@pytest.fixture
def app(
    settings: Settings,
    ports: MemoryPorts,
    database: Database,
    compiled_templates: CompiledTemplates,
) -> Flask:
    """The application, on this test's database and on ports in memory."""
    # Here and below: tests of models, rules and search shall not load the whole house.
    from marketplace.app import create_app  # noqa: PLC0415 - see above

    app = create_app(settings, ports.bundle())
    app.extensions[db.EXTENSION].dispose()
    app.extensions[db.EXTENSION] = database
    app.jinja_env.bytecode_cache = compiled_templates
    app.testing = True
    return app


@pytest.fixture
def client(app: Flask, session: Session, commit: Callable[[], None]) -> "HouseClient":
    """A visitor's browser; `client.sign_in(user)` makes it somebody's."""
    from tests.support.clients import client_of  # noqa: PLC0415 - see app

    return client_of(app, session, commit)


@pytest.fixture
def another_client(
    app: Flask, session: Session, commit: Callable[[], None]
) -> "Callable[[], HouseClient]":
    """Maker of further browsers, for stories with several people."""
    from tests.support.clients import client_of  # noqa: PLC0415 - see app

    return lambda: client_of(app, session, commit)


@pytest.fixture
def search(settings: Settings) -> Iterator[Backend]:
    """The embedded search engine in this test's folder, empty."""
    from marketplace.search.engine import open_engine  # noqa: PLC0415 - see app

    backend = open_engine(settings)
    yield backend
    if hasattr(backend, "close"):
        backend.close()


@pytest.fixture
def drain_outbox(
    app: Flask, ports: MemoryPorts, search: Backend, commit: Callable[[], None]
) -> Callable[[], int]:
    """Let the worker do everything that is due; returns how many tasks it took."""
    from marketplace.jobs.table import TIMETABLE  # noqa: PLC0415 - see app
    from marketplace.jobs.worker import Worker  # noqa: PLC0415 - see app
    from marketplace.work import Work  # noqa: PLC0415 - see app

    def drain() -> int:
        commit()
        # As in the worker's command: mails need the application for links and templates.
        with app.app_context():
            work = Work(db.database(), ports.bundle(), search)
            return Worker(work, TIMETABLE).drain()

    return drain


@pytest.fixture
def count_queries(database: Database) -> Callable[[], AbstractContextManager[QueryCount]]:
    """Counter of statements: its `with` block gives an object whose length is their number."""
    return lambda: counted(database.engine)


@pytest.fixture
def redis_server() -> Iterator[RedisServer]:
    """A Redis of this test's own, which it may stop and start."""
    server = RedisServer()
    server.start()
    yield server
    server.remove()


@pytest.fixture
def smtp_sink() -> Iterator[SmtpSink]:
    """A mail server that keeps what it is given."""
    sink = SmtpSink()
    sink.start()
    yield sink
    sink.stop()
