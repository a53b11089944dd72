"""Copies of the data: made while people write, put back into an empty place, and refused if bad."""

import hashlib
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.cli import copies
from marketplace.db import Database
from marketplace.events import record
from marketplace.facts import ListingPaused
from marketplace.photos import object_key
from marketplace.ports.storage import MemoryStorage
from models.journal import JournalEntry
from models.listings import Listing
from tests.factories.listings import make_craft
from tests.factories.media import make_photo
from tests.factories.sequence import NOW
from tests.marketplace.cli.conftest import Run


class Writer(threading.Thread):
    """Writes one journal entry after another and counts those the database acknowledged."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.database = Database(url)
        self.acknowledged = 0
        self.halt = threading.Event()

    def run(self) -> None:
        while not self.halt.is_set():
            with self.database.transaction() as session:
                record(session, ListingPaused(listing_id=1), None, NOW)
            self.acknowledged += 1
        self.database.dispose()


def photo_with_files(session: Session, storage: MemoryStorage) -> str:
    files = {"1280.webp": b"large" * 2000, "320.webp": b"small" * 200}
    key = hashlib.sha256(files["1280.webp"]).hexdigest()
    for name, content in files.items():
        storage.put(object_key(key, name), content, "image/webp")
    make_photo(session, key=key, variants={name: len(each) for name, each in files.items()})
    return key


def test_a_copy_made_under_load_holds_whatever_was_acknowledged_before(
    upgraded: Run,
    app: Flask,
    database: Database,
    database_url: str,
    session: Session,
    storage: MemoryStorage,
    tmp_path: Path,
) -> None:
    make_craft(session)
    key = photo_with_files(session, storage)
    session.commit()
    copy, files = tmp_path / "copy", tmp_path / "files"
    writer = Writer(database_url)
    writer.start()
    try:
        while writer.acknowledged < 20:
            assert writer.is_alive()
        before = writer.acknowledged
        result = upgraded("backup", str(copy), "--files", str(files))
        assert result.exit_code == 0, result.output
        assert "2 photo files copied" in result.output
    finally:
        writer.halt.set()
        writer.join()
    assert not list(tmp_path.glob("*.part"))

    # Everything is lost: the tables, the photos and the index.
    assert upgraded("db", "downgrade", "base", "--yes").exit_code == 0
    for entry in list(storage.entries()):
        storage.delete(entry.key)
    result = upgraded("restore", str(copy), "--files", str(files), "--yes")
    assert result.exit_code == 0, result.output

    for command in (("db", "upgrade"), ("db", "check"), ("reindex",), ("reindex", "--check"),
                    ("journal", "verify"), ("files", "check")):  # fmt: skip
        result = upgraded(*command)
        assert result.exit_code == 0, (command, result.output)
    with database.reading() as reader:
        entries = reader.scalar(select(func.count(JournalEntry.id))) or 0
        assert reader.scalar(select(func.count(Listing.id))) == 1
    assert before <= entries <= writer.acknowledged
    content = storage.get(object_key(key, "1280.webp"))
    assert hashlib.sha256(content).hexdigest() == key
    with database.transaction() as again:
        record(again, ListingPaused(listing_id=1), None, NOW)
    assert upgraded("journal", "verify").exit_code == 0


def test_what_was_there_is_kept_beside(
    upgraded: Run, session: Session, database: Database, instance: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "empty"
    assert upgraded("backup", str(empty)).exit_code == 0
    make_craft(session)
    session.commit()
    session.close()

    assert upgraded("restore", str(empty), stdin="n\n").exit_code == 1
    result = upgraded("restore", str(empty), stdin="y\n")

    assert result.exit_code == 0, result.output
    (kept,) = (instance / "backups").glob("before-restore-*")
    assert str(kept) in result.output
    with database.reading() as reader:
        assert reader.scalar(select(func.count(Listing.id))) == 0
    assert upgraded("restore", str(kept), "--yes").exit_code == 0
    with database.reading() as reader:
        assert reader.scalar(select(func.count(Listing.id))) == 1


def test_a_copy_never_covers_another(upgraded: Run, tmp_path: Path) -> None:
    target = tmp_path / "copy"
    target.write_text("mine", encoding="utf-8")

    result = upgraded("backup", str(target))

    assert result.exit_code == 1
    assert target.read_text(encoding="utf-8") == "mine"
    assert upgraded("backup", str(tmp_path / "no" / "folder")).exit_code == 1


@pytest.mark.parametrize("content", [b"", b"no database at all" * 400])
def test_a_bad_copy_is_refused_before_anything_is_touched(
    upgraded: Run, instance: Path, tmp_path: Path, content: bytes
) -> None:
    bad = tmp_path / "bad"
    bad.write_bytes(content)

    assert upgraded("restore", str(bad), "--yes").exit_code == 1
    assert upgraded("db", "check").exit_code == 0
    assert not (instance / "backups").exists()


def test_a_file_that_is_no_database_any_more_is_moved_aside(
    upgraded: Run, database: Database, instance: Path, tmp_path: Path
) -> None:
    if not database.is_sqlite:
        return
    copy = tmp_path / "copy"
    assert upgraded("backup", str(copy)).exit_code == 0
    database.dispose()
    place = instance / "talat.sqlite3"
    for rest in instance.glob("talat.sqlite3-*"):
        rest.unlink()
    place.write_bytes(b"a disk wrote this" * 1000)

    result = upgraded("restore", str(copy), "--yes")

    assert result.exit_code == 0, result.output
    assert len(list((instance / "backups").glob("damaged-*/talat.sqlite3"))) == 1
    assert upgraded("db", "check").exit_code == 0


def test_the_password_is_no_argument(
    app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    calls: list[tuple[list[str], dict[str, str]]] = []

    def note(arguments: list[str], env: dict[str, str], **_rest: object) -> None:
        calls.append((arguments, env))
        raise FileNotFoundError

    monkeypatch.setattr(subprocess, "Popen", note)
    remote = Database("postgresql+psycopg://talat:hunter-two@db.example/talat")
    monkeypatch.setattr(copies, "database", lambda: remote)

    with pytest.raises(click.ClickException, match="not installed"):
        copies._run_postgres("pg_dump", "--format=custom", watch=copies._Watch(lambda: None))

    ((arguments, env),) = calls
    assert arguments[:2] == ["pg_dump", "--dbname=postgresql://talat@db.example/talat"]
    assert env["PGPASSWORD"] == "hunter-two"


@pytest.mark.parametrize("harm", ["gone", "changed"])
def test_a_harmed_photo_is_named(
    upgraded: Run,
    session: Session,
    commit: Callable[[], None],
    storage: MemoryStorage,
    harm: str,
) -> None:
    key = photo_with_files(session, storage)
    commit()
    path = object_key(key, "1280.webp")
    storage.delete(path)
    if harm == "changed":
        storage.put(path, b"Large" * 2000, "image/webp")

    result = upgraded("files", "check")

    assert result.exit_code == 1
    assert path in result.output
    storage.down = True
    assert upgraded("files", "check").exit_code == 1


def test_the_programs_of_postgresql_are_watched_and_sqlite_needs_none(
    upgraded: Run, database: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    looks: list[str] = []
    program = copies._run_postgres

    def seen(name: str, *arguments: str, watch: copies._Watch) -> None:
        program(name, *arguments, watch=watch)
        watch.look()
        looks.append(name)

    monkeypatch.setattr(copies, "_run_postgres", seen)
    copy = tmp_path / "copy"

    assert upgraded("backup", str(copy)).exit_code == 0
    assert upgraded("restore", str(copy), "--yes").exit_code == 0

    assert looks == ([] if database.is_sqlite else ["pg_dump", "pg_dump", "pg_restore"])
    assert upgraded("db", "check").exit_code == 0
