"""Schema changes, one revision after another; every one runs in both directions."""

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from models.base import Base

FOLDER = Path(__file__).parent


def _config(engine: Engine | None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["engine"] = engine
    return config


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the schema up to a revision."""
    command.upgrade(_config(engine), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Take the schema back to a revision; "base" empties it."""
    command.downgrade(_config(engine), revision)


def head() -> str:
    """Name the newest revision this code knows."""
    found = ScriptDirectory.from_config(_config(None)).get_current_head()
    return found or ""


def current(engine: Engine) -> str | None:
    """Name the revision the database stands at; None for an empty one."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def misfit(engine: Engine) -> str | None:
    """Say why this code must not run on the database; None when the schema is the one it needs.

    A newer schema may hold rules this code breaks; an older one lacks columns it asks for.
    """
    found, needed = current(engine), head()
    if found == needed:
        return None
    if found is None:
        return f"the database is empty, this code needs schema {needed}: run `db upgrade`"
    known = {
        script.revision for script in ScriptDirectory.from_config(_config(None)).walk_revisions()
    }
    if found in known:
        return f"the schema is {found}, this code needs {needed}: run `db upgrade`"
    return f"the schema is {found}, newer than this code, which knows {needed}"


def differences(engine: Engine) -> list[object]:
    """List what the tables and the models disagree in; empty when the migrations are complete."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, Base.metadata))


def write(engine: Engine, message: str) -> None:
    """Draft the next revision from the difference between models and database."""
    command.revision(_config(engine), message=message, autogenerate=True)
