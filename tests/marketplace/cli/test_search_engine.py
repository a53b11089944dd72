"""The house with its search index in PostgreSQL."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.orm import Session

from config import SearchSettings, Settings
from marketplace.cli import worker
from marketplace.events import record
from marketplace.facts import ListingPaused
from marketplace.search.engine import engine_fault, open_engine
from models.listings import ListingState
from search_index.contract import Backend, IndexUnavailable, SearchQuery
from search_index.postgres_backend.schema import DEFAULT_SCHEMA
from tests.factories.listings import make_craft
from tests.factories.sequence import NOW
from tests.marketplace.cli.conftest import Run
from tests.support.addresses import LOOPBACK, free_port
from tests.support.postgres_server import run_statements

if TYPE_CHECKING:
    from tests.support.clients import HouseClient

pytestmark = [pytest.mark.pg]


@pytest.fixture
def settings(settings: Settings, search_database: str) -> Iterator[Settings]:
    """The settings of the test with the index in PostgreSQL."""
    yield replace(settings, search=SearchSettings("postgres", search_database))
    run_statements(search_database, [f"DROP SCHEMA IF EXISTS {DEFAULT_SCHEMA} CASCADE"])


def test_the_index_is_built_compared_and_kept_in_step(
    upgraded: Run,
    session: Session,
    commit: Callable[[], None],
    search: Backend,
    client: "HouseClient",
) -> None:
    listing = make_craft(session)
    commit()
    assert upgraded("reindex", "--check").exit_code == 1

    assert "built" in upgraded("reindex").output
    assert upgraded("reindex", "--check").output.startswith("missing 0, stale 0, surplus 0")
    assert client.get("/readyz").json["index"] is True
    assert [hit.id for hit in search.search(SearchQuery(text="ตีนจก")).hits] == [listing.id]
    assert listing.slug in client.get("/search?q=ตีนจก").text

    listing.state = ListingState.PAUSED
    record(session, ListingPaused(listing_id=listing.id), None, NOW)
    commit()
    assert "tasks done" in upgraded("worker", "--once").output
    assert search.search(SearchQuery(text="ตีนจก")).total == 0


def test_without_its_server_the_search_looks_through_titles(
    upgraded: Run,
    settings: Settings,
    session: Session,
    commit: Callable[[], None],
    client: "HouseClient",
) -> None:
    gone = f"postgresql://nobody@{LOOPBACK}:{free_port()}/none"
    listing = make_craft(session)
    commit()
    away = replace(settings, search=SearchSettings("postgres", gone))
    client.application.extensions["talat_search"] = open_engine(away, strict=False)

    answer = client.get("/search?q=ตีนจก")

    assert answer.status_code == 200
    assert listing.slug in answer.text


def test_a_worker_starts_while_the_server_of_the_index_is_away(
    upgraded: Run, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    gone = f"postgresql://nobody@{LOOPBACK}:{free_port()}/none"
    away = replace(settings, search=SearchSettings("postgres", gone))
    monkeypatch.setattr(worker, "opened_engine", lambda: open_engine(away, strict=False))

    result = upgraded("worker", "--once")

    assert result.exit_code == 0
    assert "tasks done" in result.output


def test_a_database_of_ascii_letters_is_named_before_anything_starts(
    settings: Settings, postgres_server_url: str, upgraded: Run
) -> None:
    name = "house_ascii"
    run_statements(
        postgres_server_url,
        [f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'"],
    )
    try:
        url = postgres_server_url.rpartition("/")[0] + f"/{name}"
        narrow = replace(settings, search=SearchSettings("postgres", url))
        assert engine_fault(settings) is None
        fault = engine_fault(narrow)
        assert fault is not None
        assert "LC_CTYPE" in fault
        with pytest.raises(IndexUnavailable) as caught:
            open_engine(narrow, strict=False).search(SearchQuery(text="ผ้า"))
        assert caught.value.reason == "unsuitable"
    finally:
        run_statements(postgres_server_url, [f"DROP DATABASE {name} WITH (FORCE)"])
