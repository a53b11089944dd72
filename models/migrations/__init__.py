"""Schema changes, one revision after another; every one runs in both directions.

Alembic is loaded where a schema is changed or compared. Servers only ask whether it fits, which
reading the revisions' own lines answers without Alembic's 8 MB.
"""
# ruff: noqa: PLC0415 - see above

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Engine, column, inspect, select, table

from models.base import Base

if TYPE_CHECKING:
    from alembic.config import Config

FOLDER: Final = Path(__file__).parent
_MARK: Final = table("alembic_version", column("version_num"))
_LINE: Final = re.compile(
    r"""^(revision|down_revision)\b[^=\n]*= *(?:["']([^"']*)["']|None) *$""", re.MULTILINE
)


def _config(engine: Engine | None) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["engine"] = engine
    return config


def _revisions() -> dict[str, str]:
    """Return each revision with the one before it; the first has ""."""
    found: dict[str, str] = {}
    for path in sorted((FOLDER / "versions").glob("*.py")):
        names = dict(_LINE.findall(path.read_text("utf-8")))
        found[names["revision"]] = names["down_revision"]
    return found


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the schema up to a revision."""
    from alembic import command

    command.upgrade(_config(engine), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Take the schema back to a revision; "base" empties it."""
    from alembic import command

    command.downgrade(_config(engine), revision)


def head() -> str:
    """Name the newest revision this code knows."""
    revisions = _revisions()
    (newest,) = revisions.keys() - set(revisions.values())
    return newest


def current(engine: Engine) -> str | None:
    """Name the revision the database stands at; None for an empty one."""
    with engine.connect() as connection:
        if not inspect(connection).has_table(_MARK.name):
            return None
        found: str | None = connection.scalar(select(_MARK.c.version_num))
        return found


def misfit(engine: Engine) -> str | None:
    """Say why this code must not run on the database; None when the schema is the one it needs.

    A newer schema may hold rules this code breaks; an older one lacks columns it asks for.
    """
    found, needed = current(engine), head()
    if found == needed:
        return None
    if found is None:
        return f"the database is empty, this code needs schema {needed}: run `db upgrade`"
    if found in _revisions():
        return f"the schema is {found}, this code needs {needed}: run `db upgrade`"
    return f"the schema is {found}, newer than this code, which knows {needed}"


def differences(engine: Engine) -> list[object]:
    """List what the tables and the models disagree in; empty when the migrations are complete."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, Base.metadata))


def write(engine: Engine, message: str) -> None:
    """Draft the next revision from the difference between models and database."""
    from alembic import command

    command.revision(_config(engine), message=message, autogenerate=True)
