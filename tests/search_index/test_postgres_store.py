"""The engine on PostgreSQL under bad luck: killed writers, damaged tables, lost servers, threads."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import psycopg
import pytest

from search_index import open_postgres
from search_index.contract import IndexUnavailable, SearchError, SearchQuery
from search_index.postgres_backend import schema, session, vectors, writer
from search_index.postgres_backend.backend import PostgresBackend
from search_index.postgres_backend.session import UnsuitableServer, plain_url
from tests.search_index.corpus import craft, documents
from tests.support.addresses import free_port
from tests.support.postgres_server import PostgresCluster, run_statements
from tests.support.search_database import has_rum

pytestmark = [pytest.mark.pg, pytest.mark.slow]

_ROOT = Path(__file__).resolve().parents[2]

_CHILD = """
import sys
from search_index.postgres_backend.backend import PostgresBackend
from tests.search_index.corpus import craft

backend = PostgresBackend(sys.argv[1], sys.argv[2])
round_ = int(sys.argv[3])
print("ready", flush=True)
while True:
    round_ += 1
    backend.upsert(craft(i, f"จานใบที่ {i}", f"Plate {i}", version=round_) for i in range(1, 41))
    backend.commit()
    print(round_, flush=True)
"""

Open = Callable[[], PostgresBackend]
Run = Callable[[str], None]


@pytest.fixture
def open_it(search_database: str, search_schema: str) -> Iterator[Open]:
    """Opens the index of this test; it holds the small corpus."""
    opened = [PostgresBackend(search_database, search_schema)]
    opened[0].rebuild(documents())

    def opener() -> PostgresBackend:
        opened.append(PostgresBackend(search_database, search_schema))
        return opened[-1]

    yield opener
    for backend in opened:
        backend.close()


@pytest.fixture
def run(search_database: str, search_schema: str) -> Run:
    """Runs a statement on the tables of the index."""

    def do(statement: str) -> None:
        run_statements(search_database, [f'SET search_path = "{search_schema}"; {statement}'])

    return do


def ids(backend: PostgresBackend, text: str = "") -> list[int]:
    return [hit.id for hit in backend.search(SearchQuery(text=text, per_page=100)).hits]


def test_a_killed_writer_leaves_the_old_state_or_the_new(
    search_database: str, search_schema: str
) -> None:
    backend = PostgresBackend(search_database, search_schema)
    backend.rebuild(craft(i, f"จานใบที่ {i}", f"Plate {i}") for i in range(1, 41))
    rng = random.Random(3)
    done = 1
    for _ in range(5):
        with subprocess.Popen(
            [sys.executable, "-c", _CHILD, search_database, search_schema, str(done)],
            cwd=_ROOT,
            stdout=subprocess.PIPE,
            text=True,
        ) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == "ready\n"
            time.sleep(rng.uniform(0.3, 0.8))
            os.kill(child.pid, signal.SIGKILL)
            child.wait()
        versions = set(backend.versions().values())
        assert len(versions) == 1
        assert versions.pop() >= done
        done = max(backend.versions().values())
        assert backend.health().ok, backend.health()
        backend.upsert([craft(99, "ร่ม", "Umbrella", version=done)])
        backend.commit()
        assert ids(backend, "umbrella") == [99]
        backend.delete([99])
        backend.commit()
    backend.close()


def test_a_second_writer_waits_and_is_told(
    open_it: Open, run: Run, monkeypatch: pytest.MonkeyPatch, search_database: str
) -> None:
    backend = open_it()
    monkeypatch.setattr(writer, "LOCK_SECONDS", 0.2)
    with psycopg.connect(plain_url(search_database)) as other:
        lock = "SELECT pg_advisory_xact_lock(%s, hashtext(%s))"
        other.execute(lock, (schema._LOCK_CLASS, backend._tables.name))
        backend.upsert([craft(50, "ร่ม", "Umbrella")])
        for act in (backend.commit, lambda: backend.rebuild([])):
            with pytest.raises(IndexUnavailable) as caught:
                act()
            assert caught.value.reason == "locked"
        assert ids(backend, "umbrella") == []
        assert len(ids(backend)) == 9
    backend.commit()
    assert ids(backend, "umbrella") == [50]


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM doc_1 WHERE n = 3",
        "DROP TABLE doc_1",
        "UPDATE doc_1 SET length = length + 1 WHERE n = 1",
        "ALTER TABLE doc_1 DROP COLUMN months",
        "ALTER TABLE state DROP COLUMN words",
    ],
)
def test_a_damaged_table_is_noticed_and_a_rebuild_heals(
    open_it: Open, run: Run, damage: str
) -> None:
    run(damage)
    backend = open_it()
    with pytest.raises(IndexUnavailable) as caught:
        ids(backend)
    assert caught.value.reason == "damaged"
    assert backend.health().reason == "damaged"
    backend.rebuild(documents())
    assert backend.health().ok
    assert len(ids(backend)) == 9


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE doc_1 SET words = ''::tsvector WHERE n = 1",
        "DELETE FROM term_1 WHERE term LIKE 'p%'",
        "DROP INDEX doc_1_words_idx",
    ],
)
def test_damage_that_answers_do_not_show_is_found_by_the_health_check(
    open_it: Open, run: Run, damage: str
) -> None:
    run(damage)
    health = open_it().health()
    assert not health.ok
    assert health.reason == "damaged"


def test_a_commit_onto_a_damaged_index_says_so_and_keeps_what_is_staged(
    open_it: Open, run: Run
) -> None:
    backend = open_it()
    run("DROP TABLE term_1")
    backend.upsert([craft(50, "ร่ม", "Umbrella")])
    with pytest.raises(IndexUnavailable) as caught:
        backend.commit()
    assert caught.value.reason == "damaged"
    backend.rebuild(documents())
    backend.commit()
    assert ids(backend, "umbrella") == [50]


def test_an_index_of_another_pipeline_is_outdated(open_it: Open, run: Run) -> None:
    run("UPDATE state SET analyzer = 'older'")
    backend = open_it()
    with pytest.raises(IndexUnavailable) as caught:
        ids(backend)
    assert caught.value.reason == "outdated"
    assert backend.health().reason == "outdated"


def test_a_reader_follows_rebuilds_and_a_schema_that_began_again(open_it: Open, run: Run) -> None:
    writing, reading = open_it(), open_it()
    assert len(ids(reading)) == 9
    writing.rebuild(documents()[:4])
    assert len(ids(reading)) == 4
    run("DROP TABLE state, doc_2, term_2")
    writing.rebuild(documents()[:3])
    assert writing.health().generation == "gen-1/commit-1"
    assert sorted(ids(reading)) == [1, 2, 3]


def test_a_failed_rebuild_changes_nothing(open_it: Open) -> None:
    backend = open_it()
    before = backend.health()

    def failing() -> Iterator[object]:
        yield from documents()[:2]
        raise ValueError("the database went away")

    with pytest.raises(ValueError, match="went away"):
        backend.rebuild(failing())  # type: ignore[arg-type]  # a generator is an iterable
    assert backend.health() == before
    backend.rebuild(documents())
    assert backend.health().ok


def test_the_vocabulary_keeps_its_counts_through_many_changes(open_it: Open) -> None:
    backend = open_it()
    rng = random.Random(4)
    for round_ in range(2, 25):
        changed = rng.sample(range(1, 30), 5)
        backend.upsert(
            craft(i, rng.choice(["ร่มกระดาษ", "จานลายปลา"]), "Thing", version=round_)
            for i in changed
        )
        backend.delete(rng.sample(range(1, 30), 2))
        backend.commit()
        health = backend.health()
        assert health.ok, health
        assert health.documents == len(backend.versions())


def test_eight_threads_answer_like_one(open_it: Open) -> None:
    backend = open_it()
    rng = random.Random(7)
    pieces = [
        "สังคโลก",
        "tin chok",
        "clay",
        "หาดเสี้ยว",
        "sankalok",
        "ผ้า",
        "for 6 people",
        '"clay pot"',
    ]
    queries = [" ".join(rng.choices(pieces, k=rng.randint(1, 3))) for _ in range(200)]
    alone = {text: ids(backend, text) for text in queries}
    other = open_it()
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda text: (text, ids(other, text)), queries * 8))
    assert all(alone[text] == found for text, found in together)


def test_threads_read_whole_states_while_one_commits_and_rebuilds(open_it: Open) -> None:
    writing, reading = open_it(), open_it()
    writing.rebuild(craft(i, "จาน", "Plate", version=1) for i in range(1, 31))

    stop = time.monotonic() + 4
    seen: list[set[int]] = []

    def watch() -> None:
        while time.monotonic() < stop:
            found = reading.search(SearchQuery(text="plate", per_page=100))
            assert found.total == 30
            seen.append({hit.version for hit in found.hits})

    with ThreadPoolExecutor(4) as pool:
        watching = [pool.submit(watch) for _ in range(4)]
        version = 1
        while time.monotonic() < stop:
            version += 1
            changed = [craft(i, "จาน", "Plate", version=version) for i in range(1, 31)]
            if version % 4:
                writing.upsert(changed)
                writing.commit()
            else:
                writing.rebuild(changed)
        for future in watching:
            future.result()
    assert all(len(versions) == 1 for versions in seen)
    assert len({versions.pop() for versions in seen}) > 3


def test_a_forked_process_opens_connections_of_its_own(open_it: Open) -> None:
    backend = open_it()
    assert len(ids(backend)) == 9
    child = os.fork()
    if child == 0:
        os._exit(0 if len(ids(backend)) == 9 else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert len(ids(backend)) == 9


def test_without_a_server_the_caller_learns_it_soon_and_later_it_answers() -> None:
    cluster = PostgresCluster()
    cluster.start()
    try:
        backend = PostgresBackend(cluster.url("postgres"))
        backend.rebuild(documents())
        assert len(ids(backend)) == 9
        cluster.halt()
        backend.upsert([craft(50, "ร่ม", "Umbrella")])
        started = time.monotonic()
        for act in (lambda: ids(backend), lambda: backend.suggest("จาน"), backend.commit):
            with pytest.raises(IndexUnavailable) as caught:
                act()
            assert caught.value.reason == "unreachable"
        assert backend.health().reason == "unreachable"
        assert time.monotonic() - started < 2
        cluster.resume()
        time.sleep(session.QUIET_SECONDS)
        backend.commit()
        assert len(ids(backend)) == 10
        backend.close()
    finally:
        cluster.stop()


def test_a_server_that_is_away_when_opened_is_asked_again() -> None:
    backend = open_postgres(f"postgresql://nobody@127.0.0.1:{free_port()}/none")
    with pytest.raises(IndexUnavailable) as caught:
        backend.search(SearchQuery(text="จาน"))
    assert caught.value.reason == "unreachable"


def test_a_database_that_knows_only_ascii_letters_is_refused(postgres_server_url: str) -> None:
    name = f"ascii_{os.getpid()}"
    run_statements(
        postgres_server_url,
        [f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'"],
    )
    try:
        with pytest.raises(UnsuitableServer, match="LC_CTYPE") as caught:
            open_postgres(postgres_server_url.rpartition("/")[0] + f"/{name}")
        assert isinstance(caught.value, SearchError)
    finally:
        run_statements(postgres_server_url, [f"DROP DATABASE {name} WITH (FORCE)"])


def test_health_says_how_words_are_looked_up(open_it: Open, search_database: str) -> None:
    backend = PostgresBackend(search_database, open_it()._tables.name, use_rum=False)
    backend.rebuild(documents())
    assert "GIN" in backend.health().detail
    offered = has_rum(search_database)
    assert ("next rebuild" in backend.health().detail) == offered
    open_it().rebuild(documents())
    assert backend.health().detail.endswith("RUM" if offered else "GIN")
    backend.close()


def test_weights_come_back_from_their_spelling(search_database: str) -> None:
    told = [0.5, 1, 1.5, 2.5, 3.25, 6, 8.75, 13, 30, 200]
    literal = vectors.vector({f"it's \\ {weight}": weight for weight in told})
    with psycopg.connect(plain_url(search_database)) as connection:
        ranks = [
            connection.execute(
                "SELECT ts_rank(%s::tsvector, %s::tsquery)",
                (literal, vectors.quoted(f"it's \\ {weight}")),
            ).fetchone()[0]
            for weight in told
        ]
    found = vectors.weights(np.array(ranks)).tolist()
    assert found[:9] == pytest.approx(told[:9], rel=0.1)
    assert found[9] == 56
    assert vectors.weights(np.array([0.0])).tolist() == [0]


@pytest.mark.parametrize("term", ["", "x" * 2047, "a\0b", "\ud800"])
def test_what_postgresql_cannot_hold_no_document_has(term: str) -> None:
    assert not vectors.is_storable(term)
