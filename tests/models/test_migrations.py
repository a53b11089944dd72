"""Migrations lead to the models, and back to nothing, on the engine of the run."""

import re
from typing import Final

from sqlalchemy import Engine, inspect

from marketplace.db import Database
from models import migrations

BEFORE: Final = (
    "editing", "in_review", "approved", "changes_requested", "rejected", "superseded",
)  # fmt: skip


def test_migrations_lead_from_nothing_to_the_models_and_back(empty_database: Database) -> None:
    migrations.upgrade(empty_database.engine)
    assert migrations.differences(empty_database.engine) == []
    assert migrations.current(empty_database.engine) == migrations.head()

    migrations.downgrade(empty_database.engine, "base")
    left = set(inspect(empty_database.engine).get_table_names()) - {"alembic_version"}
    assert left == set()

    migrations.upgrade(empty_database.engine)
    assert migrations.differences(empty_database.engine) == []


def test_the_states_of_a_version_stay_closed_in_every_direction(empty_database: Database) -> None:
    engine = empty_database.engine
    migrations.upgrade(engine)
    assert _allowed_states(engine) == {*BEFORE, "discarded"}

    migrations.downgrade(engine, "0004")
    assert _allowed_states(engine) == set(BEFORE)


def _allowed_states(engine: Engine) -> set[str]:
    (check,) = (
        entry
        for entry in inspect(engine).get_check_constraints("listing_version")
        if entry["name"] == "ck_listing_version_state"
    )
    return set(re.findall(r"'(\w+)'", check["sqltext"]))
