"""Reads of every request: each thread has its connection, and nobody reads through another's."""

import multiprocessing
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import column, select, table
from sqlalchemy.exc import DBAPIError

from marketplace import hot_rows
from marketplace.db import Database
from marketplace.hot_rows import HotRows

_NAMES = select(column("name")).select_from(table("things"))


def with_name(folder: Path, name: str) -> Database:
    database = Database(f"sqlite:///{folder / name}.sqlite3")
    with database.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE things (name TEXT)")
        connection.exec_driver_sql("INSERT INTO things VALUES (?)", (name,))
    return database


def names(database: Database) -> list[str]:
    rows = HotRows.of(_NAMES, database.engine.dialect)
    return [row.name for row in rows.read(database.reads, {})]


@pytest.fixture
def one(tmp_path: Path) -> Database:
    return with_name(tmp_path, "one")


def test_each_database_is_read_through_its_own_connection(one: Database, tmp_path: Path) -> None:
    other = with_name(tmp_path, "other")

    assert [names(each) for each in (one, other, one)] == [["one"], ["other"], ["one"]]


def test_a_read_sees_what_others_wrote_meanwhile_and_holds_no_old_state(one: Database) -> None:
    assert names(one) == ["one"]
    with one.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE things SET name = 'new'")
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(names, one).result() == ["new"]
    assert names(one) == ["new"]
    with closing(sqlite3.connect(str(one.url.database))) as other:
        busy, _log, _done = other.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    assert not busy


def test_after_a_fault_the_next_read_opens_another_connection(one: Database) -> None:
    assert names(one) == ["one"]
    with one.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE things RENAME TO gone")
    with pytest.raises(DBAPIError):
        names(one)
    with one.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE gone RENAME TO things")
    assert names(one) == ["one"]


def test_a_child_leaves_the_connection_to_its_parent(one: Database) -> None:
    assert names(one) == ["one"]
    context = multiprocessing.get_context("fork")
    results = context.SimpleQueue()

    def look(tell: Callable[[object], None]) -> None:
        had = hot_rows._own.connection is not None
        tell((had, names(one)))

    child = context.Process(target=look, args=(results.put,))
    child.start()
    child.join(30)

    assert results.get() == (False, ["one"])
    assert names(one) == ["one"]
