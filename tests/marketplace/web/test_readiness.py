"""Readiness: each question fails by its own name, and health and figures hold through all."""

import shutil
from collections import namedtuple
from datetime import timedelta

import pytest
from sqlalchemy import event, text
from sqlalchemy.orm import Session

from marketplace.db import Database
from marketplace.ports.clock import FixedClock
from marketplace.ports.storage import MemoryStorage
from marketplace.search.lag import MAX_LAG_S, LagWatch
from search_index.contract import Backend
from tests.factories.journal import make_outbox_message
from tests.factories.listings import make_craft
from tests.support.clients import HouseClient

Usage = namedtuple("Usage", "total used free")  # noqa: PYI024 - as shutil's own


@pytest.fixture
def stamped(database: Database) -> None:
    """The test databases are made from the models; say which schema that is."""
    from models import migrations  # noqa: PLC0415 - slow to load

    with database.engine.begin() as connection:
        connection.execute(
            text("CREATE TABLE IF NOT EXISTS alembic_version (version_num VARCHAR(32))")
        )
        connection.execute(text("DELETE FROM alembic_version"))
        connection.execute(
            text("INSERT INTO alembic_version VALUES (:head)"), {"head": migrations.head()}
        )


def failing(client: HouseClient) -> set[str]:
    answer = client.get("/readyz")
    found = {name for name, holds in answer.json.items() if not holds}
    assert answer.status_code == (503 if found else 200)
    assert answer.json["ready"] == (not found)
    return found - {"ready"}


def test_everything_is_in_order(client: HouseClient, stamped: None, search: Backend) -> None:
    search.rebuild([])

    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert list(answer.json) == sorted(
        ["ready", "database", "schema", "jobs", "storage", "disk", "index"]
    )


def test_the_schema_must_be_the_one_needed(
    client: HouseClient, stamped: None, database: Database
) -> None:
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    assert failing(client) == {"schema"}


def test_old_work_means_that_no_worker_runs(
    client: HouseClient, stamped: None, session: Session, clock: FixedClock
) -> None:
    make_outbox_message(session, "fact:X", run_at=clock.now() - timedelta(minutes=4))
    assert failing(client) == set()
    assert "talat_job_oldest_seconds 240.0" in client.get("/metrics").text

    make_outbox_message(session, "fact:X", run_at=clock.now() - timedelta(minutes=6), dead=True)
    assert failing(client) == set()
    assert "talat_jobs_dead 1.0" in client.get("/metrics").text

    make_outbox_message(session, "fact:X", run_at=clock.now() - timedelta(minutes=6))
    assert failing(client) == {"jobs"}
    assert "talat_jobs_waiting 2.0" in client.get("/metrics").text


def test_pictures_that_wait_are_no_reason_to_send_people_elsewhere(
    client: HouseClient, stamped: None, session: Session, clock: FixedClock
) -> None:
    make_outbox_message(session, "reaction:make_avif", run_at=clock.now() - timedelta(hours=1))

    assert failing(client) == set()
    assert "talat_jobs_waiting 1.0" in client.get("/metrics").text


def test_a_store_that_is_away(client: HouseClient, stamped: None, storage: MemoryStorage) -> None:
    storage.down = True

    assert failing(client) == {"storage"}


def test_a_disk_that_runs_full(
    client: HouseClient, stamped: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(1000, 910, 90))

    assert failing(client) == {"disk"}
    assert "talat_disk_free_share 0.09" in client.get("/metrics").text


def test_a_database_that_is_away_is_asked_once(
    client: HouseClient, stamped: None, database: Database
) -> None:
    asked = []

    def refuse(*_arguments: object) -> None:
        asked.append(1)
        raise database.engine.dialect.loaded_dbapi.OperationalError("gone")

    database.dispose()
    event.listen(database.engine, "do_connect", refuse)
    try:
        assert {"database", "schema", "jobs"} <= failing(client)
        assert len(asked) <= 2
        assert client.get("/healthz").status_code == 200
        figures = client.get("/metrics")
        assert "talat_database_up 0.0" in figures.text
        assert "talat_jobs_waiting" not in figures.text
    finally:
        event.remove(database.engine, "do_connect", refuse)
    assert failing(client) == set()


def test_the_index_may_lag_a_minute(session: Session, search: Backend, database: Database) -> None:
    search.rebuild([])
    now = [0.0]
    watch = LagWatch(clock=lambda: now[0])

    def keeps_up() -> bool:
        with database.reading() as reader:
            return watch.keeps_up(reader, search)

    assert keeps_up()
    make_craft(session)
    session.commit()
    assert keeps_up()
    now[0] = MAX_LAG_S - 1
    assert keeps_up()
    now[0] = MAX_LAG_S + 1
    assert not keeps_up()
    _index_everything(database, search)
    assert keeps_up()
    now[0] += 10_000
    assert keeps_up()


def _index_everything(database: Database, search: Backend) -> None:
    from marketplace.search.documents import documents  # noqa: PLC0415 - here only
    from tests.factories.sequence import NOW  # noqa: PLC0415 - here only

    with database.reading() as reader:
        search.rebuild(documents(reader, NOW.date()))
