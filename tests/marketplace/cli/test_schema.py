"""The schema from the command line: there and back with rows in it, and no start on a misfit."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from marketplace.db import Database
from models import migrations
from models.listings import Listing
from tests.factories.listings import make_craft
from tests.marketplace.cli.conftest import Run


def test_there_and_back_with_rows(
    upgraded: Run, session: Session, commit: Callable[[], None], database: Database, instance: Path
) -> None:
    make_craft(session)
    commit()
    session.close()
    assert upgraded("db", "check").exit_code == 0

    result = upgraded("db", "downgrade", "base", "--yes")

    assert result.exit_code == 0, result.output
    assert "-> empty" in result.output
    if database.is_sqlite:
        (kept,) = (instance / "backups").glob("before-downgrade-*")
        copy = Database(f"sqlite:///{kept}")
        with copy.reading() as reader:
            assert reader.scalar(select(func.count(Listing.id))) == 1
        copy.dispose()
    result = upgraded("db", "check")
    assert result.exit_code == 1
    assert "run `db upgrade`" in result.output
    assert upgraded("db", "upgrade").exit_code == 0
    assert upgraded("db", "check").exit_code == 0


@pytest.mark.parametrize(
    "command",
    [("worker",), ("worker", "--once"), ("reindex",), ("reindex", "--check"), ("journal", "verify"),
     ("backup",), ("files", "check"), ("demo", "load"), ("places", "load")],
)  # fmt: skip
def test_nothing_runs_on_an_empty_database(run: Run, command: tuple[str, ...]) -> None:
    result = run(*command)

    assert result.exit_code == 1
    assert "run `db upgrade`" in result.output


def test_an_older_code_leaves_a_newer_schema_alone(upgraded: Run, database: Database) -> None:
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    for command in (("worker",), ("serve",), ("db", "upgrade"), ("db", "check")):
        result = upgraded(*command)
        assert result.exit_code == 1, command
        assert "9999" in result.output
    assert "newer than this code" in (migrations.misfit(database.reads) or "")


def test_an_unknown_revision_is_no_traceback(upgraded: Run) -> None:
    for command in (("db", "upgrade", "--to", "nowhere"), ("db", "downgrade", "nowhere", "--yes")):
        result = upgraded(*command)
        assert result.exit_code == 1
        assert "nowhere" in result.output


def test_a_failed_migration_changes_nothing(
    upgraded: Run, database: Database, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All or none: the tables of a revision that broke half-way are as they were."""
    make_craft(session)
    session.commit()
    with database.engine.begin() as connection:
        # The last table that the way back drops is no longer there, so it fails near the end.
        connection.execute(text("ALTER TABLE catalogue_version RENAME TO hidden"))
    before = migrations.differences(database.reads)

    with pytest.raises(Exception, match="catalogue_version"):
        upgraded("db", "downgrade", "base", "--yes")

    assert migrations.current(database.reads) == migrations.head()
    assert len(migrations.differences(database.reads)) == len(before)
    with database.reading() as reader:
        assert reader.scalar(select(func.count(Listing.id))) == 1
