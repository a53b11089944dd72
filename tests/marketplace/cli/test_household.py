"""A house that was prepared before opens at once; any other is looked after first."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from config import Mode, Settings
from marketplace.household import Prepared, fingerprint, note_prepared, prepared

NOTE = Prepared(fingerprint(), "0001", demo=True, greeting=("Demo logins",))


@pytest.fixture
def house(tmp_path: Path) -> Settings:
    """Settings of a furnished house that was prepared."""
    settings = Settings(
        mode=Mode.DEV,
        instance=tmp_path,
        database_url=f"sqlite:///{tmp_path / 'talat.sqlite3'}",
        secret_key="x" * 40,
        base_url="http://localhost",
        trusted_hosts=("localhost",),
    )
    tell(settings, "CREATE TABLE alembic_version (version_num TEXT)")
    tell(settings, "INSERT INTO alembic_version VALUES ('0001')")
    tell(settings, "CREATE TABLE user_account (id INTEGER)")
    tell(settings, "INSERT INTO user_account VALUES (1)")
    settings.index_folder.mkdir(parents=True)
    (settings.index_folder / "CURRENT").write_text("gen-1/commit-1.json")
    note_prepared(settings, NOTE)
    return settings


def tell(settings: Settings, statement: str) -> None:
    path = settings.database_url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(statement)


def test_a_prepared_house_opens_with_its_greeting(house: Settings) -> None:
    assert prepared(house, demo=True) == NOTE
    assert prepared(house, demo=False) == NOTE


@pytest.mark.parametrize(
    "spoil",
    [
        lambda house: tell(house, "DELETE FROM user_account"),
        lambda house: tell(house, "UPDATE alembic_version SET version_num = '0002'"),
        lambda house: tell(house, "DROP TABLE alembic_version"),
        lambda house: Path(house.database_url.removeprefix("sqlite:///")).unlink(),
        lambda house: (house.index_folder / "CURRENT").unlink(),
        lambda house: note_prepared(house, replace(NOTE, code="of other files")),
        lambda house: note_prepared(house, replace(NOTE, demo=False)),
        lambda house: (house.instance / "prepared.json").unlink(),
        lambda house: (house.instance / "prepared.json").write_text("{"),
    ],
)
def test_whatever_changed_has_to_be_looked_after(
    house: Settings, spoil: Callable[[Settings], object]
) -> None:
    spoil(house)

    assert prepared(house, demo=True) is None


@pytest.mark.parametrize(
    "changes", [{"mode": Mode.PRODUCTION}, {"database_url": "postgresql+psycopg://somewhere/talat"}]
)
def test_production_and_other_databases_are_always_looked_after(
    house: Settings, changes: dict[str, object]
) -> None:
    assert prepared(replace(house, **changes), demo=True) is None  # type: ignore[arg-type]  # names and types of Settings
