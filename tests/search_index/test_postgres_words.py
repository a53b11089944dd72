"""Words of the house in PostgreSQL: what only an engine for several machines has to promise."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest

from search_index import open_postgres
from search_index.contract import IndexUnavailable, SearchDocument
from search_index.postgres_backend.backend import PostgresBackend
from search_index.text import house_words
from search_index.text.house_words import HouseWords, Synonym
from tests.search_index.corpus import documents
from tests.support.addresses import free_port

pytestmark = [pytest.mark.pg]

NEW = HouseWords(synonyms=(Synonym("1", ("แพลตเตอร์ริน", "จานปลา")),))


@pytest.fixture
def machines(search_database: str, search_schema: str) -> Iterator[list[PostgresBackend]]:
    """Two readers of one index that is not built yet."""
    found = [PostgresBackend(search_database, search_schema) for _ in range(2)]
    yield found
    for backend in found:
        backend.close()


def test_words_are_published_before_there_is_an_index(machines: list[PostgresBackend]) -> None:
    one, other = machines
    assert other.words() == house_words.NONE

    one.publish_words(lambda: NEW)

    assert other.words() == NEW


@pytest.mark.parametrize("built", [False, True])
def test_a_rebuild_does_not_hold_publishing_up(
    machines: list[PostgresBackend], *, built: bool
) -> None:
    one, other = machines
    if built:
        one.rebuild(documents())

    def meanwhile() -> Iterator[SearchDocument]:
        yield from documents()
        other.publish_words(lambda: NEW)
        assert other.words() == NEW

    one.rebuild(meanwhile())

    assert other.words() == NEW


def test_words_outlive_the_generations_of_the_index(machines: list[PostgresBackend]) -> None:
    one, other = machines
    one.publish_words(lambda: NEW)
    one.rebuild(documents())
    one.rebuild(documents())
    assert other.words() == NEW


def test_words_stay_known_when_the_server_goes_away(
    machines: list[PostgresBackend], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, _ = machines
    one.publish_words(lambda: NEW)

    def away(*_: object, **__: object) -> None:
        raise psycopg.OperationalError("away")

    one.close()
    monkeypatch.setattr(psycopg, "connect", away)

    assert one.words() == NEW
    with pytest.raises(IndexUnavailable):
        one.publish_words(lambda: house_words.NONE)


def test_without_a_server_there_are_no_words_and_none_can_be_published() -> None:
    backend = open_postgres(f"postgresql://nobody@127.0.0.1:{free_port()}/none")
    assert backend.words() == house_words.NONE
    with pytest.raises(IndexUnavailable) as caught:
        backend.publish_words(lambda: NEW)
    assert caught.value.reason == "unreachable"
