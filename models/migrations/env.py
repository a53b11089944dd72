"""Alembic's entry point: runs revisions on the engine that was handed in, all or none of them."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import context
from sqlalchemy import Connection

import models


@contextmanager
def _without_foreign_keys(connection: Connection) -> Iterator[None]:
    """Let SQLite drop and rebuild tables that others point at; check the pointers afterwards.

    The switch has no effect inside a transaction, so it is thrown on the driver's connection
    before SQLAlchemy begins one.
    """
    driver = connection.connection.driver_connection
    if connection.dialect.name != "sqlite" or driver is None:
        yield
        return
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=models.Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
        transactional_ddl=True,
        user_module_prefix="models.types.",
    )
    with context.begin_transaction():
        context.run_migrations()
        if connection.dialect.name == "sqlite":
            lost = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if lost:
                raise RuntimeError(f"{len(lost)} rows point at rows that are gone")


with context.config.attributes["engine"].connect() as opened, _without_foreign_keys(opened):
    _run(opened)
