"""Searches without results, and the words officers make of them."""

import sqlalchemy as sa
from alembic import op

from models.types import BigId, Json, UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "index_run",
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.Column("finished_at", UtcDateTime(), nullable=True),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_index_run")),
    )
    op.create_table(
        "search_tally",
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("lang", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("best", sa.Integer(), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_tally")),
        sa.UniqueConstraint("text", "lang", "day", name=op.f("uq_search_tally_text_lang_day")),
    )
    with op.batch_alter_table("search_tally", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_search_tally_day"), ["day"], unique=False)

    op.create_table(
        "house_word",
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "synonym",
                "spelling",
                "whole",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "published",
                "withdrawn",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("terms", Json, nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("query", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("author_id", BigId, nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("published_by_id", BigId, nullable=True),
        sa.Column("published_at", UtcDateTime(), nullable=True),
        sa.Column("withdrawn_by_id", BigId, nullable=True),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["user_account.id"], name=op.f("fk_house_word_author_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["published_by_id"],
            ["user_account.id"],
            name=op.f("fk_house_word_published_by_id_user_account"),
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by_id"],
            ["user_account.id"],
            name=op.f("fk_house_word_withdrawn_by_id_user_account"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_house_word")),
        sa.UniqueConstraint("public_id", name=op.f("uq_house_word_public_id")),
    )
    with op.batch_alter_table("house_word", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_house_word_state"), ["state"], unique=False)

    op.create_table(
        "query_mark",
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("word_id", BigId, nullable=True),
        sa.Column("officer_id", BigId, nullable=False),
        sa.Column("marked_at", UtcDateTime(), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["user_account.id"], name=op.f("fk_query_mark_officer_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["word_id"], ["house_word.id"], name=op.f("fk_query_mark_word_id_house_word")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_query_mark")),
        sa.UniqueConstraint("text", name=op.f("uq_query_mark_text")),
    )
    with op.batch_alter_table("query_mark", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_query_mark_word_id"), ["word_id"], unique=False)


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("query_mark", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_query_mark_word_id"))

    op.drop_table("query_mark")
    with op.batch_alter_table("house_word", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_house_word_state"))

    op.drop_table("house_word")
    with op.batch_alter_table("search_tally", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_search_tally_day"))

    op.drop_table("search_tally")
    op.drop_table("index_run")
