"""Worker, index, journal, demo, settings, assets and catalogues from the command line."""

import dataclasses
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask import Flask
from sqlalchemy import func, select, text, update
from sqlalchemy.orm import Session

from config import ROOT, Mode, Settings
from marketplace.db import Database
from marketplace.demo import pictures
from marketplace.events import record
from marketplace.facts import ListingPaused
from marketplace.illustrations import Item
from marketplace.photos import ProcessedPhoto
from marketplace.web import assets, catalogues
from marketplace.web.settings import init_settings
from models.journal import CatalogueVersion, JournalEntry, OutboxMessage
from models.listings import Listing
from tests.factories.listings import make_craft
from tests.factories.sequence import NOW
from tests.marketplace.cli.conftest import Run


def entries(database: Database, count: int) -> None:
    with database.transaction() as session:
        for number in range(1, count + 1):
            record(session, ListingPaused(listing_id=number), None, NOW)


def test_the_worker_does_what_is_due_and_ends(upgraded: Run, database: Database) -> None:
    entries(database, 2)

    assert "tasks done" in upgraded("worker", "--once").output
    assert upgraded("worker", "--once").output == "0 tasks done\n"
    with database.reading() as session:
        left = select(func.count(OutboxMessage.id)).where(OutboxMessage.done_at.is_(None))
        assert session.scalar(left) == 0


def test_the_index_is_built_and_compared(
    upgraded: Run, session: Session, commit: Callable[[], None]
) -> None:
    listing = make_craft(session)
    commit()
    result = upgraded("reindex", "--check")
    assert result.exit_code == 1
    assert "cannot be used" in result.output

    assert "built" in upgraded("reindex").output
    assert upgraded("reindex", "--check").output.startswith("missing 0, stale 0, surplus 0")

    session.execute(update(Listing).where(Listing.id == listing.id).values(version=99))
    make_craft(session)
    commit()
    result = upgraded("reindex", "--check")
    assert result.exit_code == 1
    assert "missing 1, stale 1, surplus 0" in result.output


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        ("UPDATE journal_entry SET subject = 'listing:7' WHERE seq = 2", "entry 2 was changed"),
        ("DELETE FROM journal_entry WHERE seq = 2", "entry 2 is missing"),
        ("DELETE FROM journal_entry WHERE seq = 3", "entries after 2 are missing"),
    ],
)
def test_the_journal_names_the_first_bad_entry(
    upgraded: Run, database: Database, harm: str, words: str
) -> None:
    entries(database, 3)
    assert "3 entries, chain unbroken" in upgraded("journal", "verify").output
    with database.engine.connect() as connection:
        # Somebody who may change the schema takes the guards away first.
        for guard in (
            ("DROP TRIGGER journal_entry_no_update", "DROP TRIGGER journal_entry_no_delete")
            if database.is_sqlite
            else ("DROP FUNCTION journal_entry_guard CASCADE",)
        ):
            connection.execute(text(guard))
        connection.execute(text(harm))
        connection.commit()

    result = upgraded("journal", "verify")

    assert result.exit_code == 1
    assert words in result.output


@pytest.fixture
def quick_drawings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawings cost a minute of processor time; here each is a few bytes."""

    def draw(
        items: Mapping[Item, str], workers: int, progress: Callable[[int], None]
    ) -> Iterator[tuple[Item, ProcessedPhoto]]:
        assert workers == 2
        for number, item in enumerate(items, start=1):
            progress(number)
            files = dict.fromkeys(("1280.webp", "640.webp", "320.webp", "1280.jpg"), b"x")
            yield item, ProcessedPhoto(f"{number:064x}", 1280, 960, 0, "#ffffff", files, ())

    monkeypatch.setattr(pictures, "draw_and_process_many", draw)


def test_the_demo_is_loaded_once_and_thrown_away(
    upgraded: Run, quick_drawings: None, database: Database, session: Session
) -> None:
    assert upgraded("demo", "load").exit_code == 0
    count = select(func.count(Listing.id))
    with database.reading() as reader:
        loaded = reader.scalar(count) or 0
    assert loaded > 50
    assert upgraded("demo", "load").exit_code == 0
    make_craft(session)
    session.commit()
    session.close()

    result = upgraded("demo", "reset", "--yes")

    assert result.exit_code == 0, result.output
    with database.reading() as reader:
        assert reader.scalar(count) == loaded
        assert reader.scalar(select(CatalogueVersion.value)) is not None
        assert reader.scalar(select(func.count(JournalEntry.id))) == 1
    for command in (("db", "check"), ("journal", "verify"), ("reindex", "--check")):
        result = upgraded(*command)
        assert result.exit_code == 0, (command, result.output)


def test_the_demo_never_goes_into_production(run: Run, settings: Settings, app: Flask) -> None:
    init_settings(app, dataclasses.replace(settings, mode=Mode.PRODUCTION))

    for command in (("demo", "load"), ("demo", "reset", "--yes")):
        result = run(*command)
        assert result.exit_code == 1
        assert "production" in result.output


def test_settings_are_checked_as_production_would(run: Run) -> None:
    assert run("check-config").exit_code == 0

    result = run("check-config", "--production")

    assert result.exit_code == 1
    assert "TALAT_BASE_URL must be https" in result.output
    assert "TALAT_SMTP_HOST" in result.output


@pytest.mark.parametrize("program", [("flask", "--app", "wsgi", "check-config"), ("gunicorn",)])
def test_no_process_starts_with_bad_settings(tmp_path: Path, program: tuple[str, ...]) -> None:
    bad = {
        "TALAT_MODE": "production",
        "TALAT_INSTANCE": str(tmp_path),
        "TALAT_SECRET_KEY": "hunter-two",
        "TALAT_BASE_URL": "http://shop.example",
        "TALAT_PORT": "99999",
    }
    arguments = (
        ("-c", "python:marketplace.web.server", "wsgi:app") if program == ("gunicorn",) else ()
    )
    result = subprocess.run(
        [sys.executable, "-m", *program, *arguments],
        cwd=ROOT, env={**os.environ, **bad}, capture_output=True, text=True, check=False,
        timeout=60,
    )  # fmt: skip

    assert result.returncode != 0
    said = result.stdout + result.stderr
    for name in ("SECRET_KEY", "BASE_URL", "PORT", "TRUSTED_HOSTS", "SMTP_HOST"):
        assert f"TALAT_{name}" in said
    assert "hunter-two" not in said


def test_a_message_without_english_fails_the_check(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults = [SimpleNamespace(room="web", message="ตลาด", reason="has no English")]
    monkeypatch.setattr(catalogues, "check", lambda: faults)
    result = run("i18n", "check")
    assert result.exit_code == 1
    assert "web.po: “ตลาด” has no English" in result.output

    faults.clear()
    assert run("i18n", "check").exit_code == 0


def test_catalogues_and_assets_are_built(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[tuple[Path, Path]] = []
    monkeypatch.setattr(catalogues, "compile_all", lambda: 7)
    monkeypatch.setattr(catalogues, "update", lambda rooms: dict.fromkeys(rooms, 2))
    monkeypatch.setattr(
        assets, "build", lambda source, target, _told: built.append((source, target))
    )

    assert run("i18n", "compile").output == "7 messages compiled\n"
    assert "2 without English" in run("i18n", "update", "web").output
    assert run("assets", "build").exit_code == 0
    assert built == [(ROOT / "static", ROOT / "static" / "dist")]
