"""Alembic's entry point: runs revisions on the engine that was handed in."""

from alembic import context

import models

engine = context.config.attributes["engine"]

with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=models.Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
        user_module_prefix="models.types.",
    )
    with context.begin_transaction():
        context.run_migrations()
