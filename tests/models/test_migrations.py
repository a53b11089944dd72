"""Migrations lead to the models, and back to nothing, on the engine of the run."""

from sqlalchemy import inspect

from marketplace.db import Database
from models import migrations


def test_migrations_lead_from_nothing_to_the_models_and_back(empty_database: Database) -> None:
    migrations.upgrade(empty_database.engine)
    assert migrations.differences(empty_database.engine) == []
    assert migrations.current(empty_database.engine) == migrations.head()

    migrations.downgrade(empty_database.engine, "base")
    left = set(inspect(empty_database.engine).get_table_names()) - {"alembic_version"}
    assert left == set()

    migrations.upgrade(empty_database.engine)
    assert migrations.differences(empty_database.engine) == []
