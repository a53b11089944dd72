"""Searches that people keep, and what met them."""

import sqlalchemy as sa
from alembic import op

from models.types import BigId, UtcDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "saved_search",
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("user_id", BigId, nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("notify", sa.Boolean(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("checked_at", UtcDateTime(), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.Column("deleted_at", UtcDateTime(), nullable=True),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_account.id"],
            name=op.f("fk_saved_search_user_id_user_account"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_search")),
        sa.UniqueConstraint("public_id", name=op.f("uq_saved_search_public_id")),
        sa.UniqueConstraint("user_id", "digest", name=op.f("uq_saved_search_user_id_digest")),
    )
    with op.batch_alter_table("saved_search", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_saved_search_checked_at_user_id"), ["checked_at", "user_id"]
        )

    op.create_table(
        "saved_search_match",
        sa.Column("search_id", BigId, nullable=False),
        sa.Column("listing_id", BigId, nullable=False),
        sa.Column("found_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["search_id"],
            ["saved_search.id"],
            name=op.f("fk_saved_search_match_search_id_saved_search"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["listing_id"],
            ["listing.id"],
            name=op.f("fk_saved_search_match_listing_id_listing"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("search_id", "listing_id", name=op.f("pk_saved_search_match")),
    )
    with op.batch_alter_table("saved_search_match", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_saved_search_match_listing_id"), ["listing_id"])
        batch_op.create_index(batch_op.f("ix_saved_search_match_found_at"), ["found_at"])


def downgrade() -> None:
    """Take it back."""
    op.drop_table("saved_search_match")
    op.drop_table("saved_search")
