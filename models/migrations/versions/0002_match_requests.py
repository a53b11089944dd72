"""Requests: open calls, whom they ask, who opened their contacts, and what officers hid."""

import sqlalchemy as sa
from alembic import op

from models.types import BigId, Json, UtcDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "match_request",
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("requester_id", BigId, nullable=False),
        sa.Column("organisation_id", BigId, nullable=True),
        sa.Column("form_key", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "open",
                "closed",
                "cancelled",
                "expired",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "kind",
            sa.Enum(
                "wholesale",
                "group_tour",
                "co_design",
                "venue",
                "coaching",
                "other",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("brief", sa.String(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=True),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("group_size", sa.Integer(), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("month", sa.Integer(), nullable=True),
        sa.Column("budget_min_satang", sa.Integer(), nullable=True),
        sa.Column("budget_max_satang", sa.Integer(), nullable=True),
        sa.Column("languages", Json, nullable=False),
        sa.Column("needs", sa.String(), nullable=False),
        sa.Column("reply_by", sa.Date(), nullable=True),
        sa.Column("contact_email", sa.String(), nullable=False),
        sa.Column("contact_phone", sa.String(), nullable=False),
        sa.Column("contact_line", sa.String(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("saved_at", UtcDateTime(), nullable=False),
        sa.Column("posted_at", UtcDateTime(), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("told_at", UtcDateTime(), nullable=True),
        sa.Column("hidden_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.CheckConstraint(
            "state = 'draft' OR kind IS NOT NULL", name=op.f("ck_match_request_kind_known")
        ),
        sa.CheckConstraint(
            "state = 'draft' OR reply_by IS NOT NULL", name=op.f("ck_match_request_reply_by_known")
        ),
        sa.CheckConstraint(
            "month IS NULL OR month BETWEEN 1 AND 12", name=op.f("ck_match_request_month")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_match_request_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["requester_id"],
            ["user_account.id"],
            name=op.f("fk_match_request_requester_id_user_account"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_request")),
        sa.UniqueConstraint("public_id", name=op.f("uq_match_request_public_id")),
        sa.UniqueConstraint(
            "requester_id", "form_key", name=op.f("uq_match_request_requester_id_form_key")
        ),
    )
    with op.batch_alter_table("match_request", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_match_request_organisation_id_id"),
            ["organisation_id", "id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_match_request_requester_id_id"), ["requester_id", "id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_match_request_state_reply_by"), ["state", "reply_by"], unique=False
        )

    op.create_table(
        "match_request_category",
        sa.Column("request_id", BigId, nullable=False),
        sa.Column("category_slug", sa.String(), nullable=False),
        sa.Column("chosen", sa.Boolean(), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(
            ["category_slug"],
            ["category.slug"],
            name=op.f("fk_match_request_category_category_slug_category"),
        ),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["match_request.id"],
            name=op.f("fk_match_request_category_request_id_match_request"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_request_category")),
        sa.UniqueConstraint(
            "request_id",
            "category_slug",
            name=op.f("uq_match_request_category_request_id_category_slug"),
        ),
    )
    with op.batch_alter_table("match_request_category", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_match_request_category_category_slug"), ["category_slug"], unique=False
        )

    op.create_table(
        "match_request_community",
        sa.Column("request_id", BigId, nullable=False),
        sa.Column("community_id", BigId, nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"],
            ["community.id"],
            name=op.f("fk_match_request_community_community_id_community"),
        ),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["match_request.id"],
            name=op.f("fk_match_request_community_request_id_match_request"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "request_id", "community_id", name=op.f("pk_match_request_community")
        ),
    )
    with op.batch_alter_table("match_request_community", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_match_request_community_community_id"), ["community_id"], unique=False
        )

    op.create_table(
        "match_request_hiding",
        sa.Column("request_id", BigId, nullable=False),
        sa.Column("officer_id", BigId, nullable=False),
        sa.Column("reasons", Json, nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("hidden_at", UtcDateTime(), nullable=False),
        sa.Column("lifted_at", UtcDateTime(), nullable=True),
        sa.Column("lifted_by_id", BigId, nullable=True),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(
            ["lifted_by_id"],
            ["user_account.id"],
            name=op.f("fk_match_request_hiding_lifted_by_id_user_account"),
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"],
            ["user_account.id"],
            name=op.f("fk_match_request_hiding_officer_id_user_account"),
        ),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["match_request.id"],
            name=op.f("fk_match_request_hiding_request_id_match_request"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_request_hiding")),
    )
    with op.batch_alter_table("match_request_hiding", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_match_request_hiding_request_id"), ["request_id"], unique=False
        )

    op.create_table(
        "match_request_reveal",
        sa.Column("request_id", BigId, nullable=False),
        sa.Column("viewer_id", BigId, nullable=False),
        sa.Column("organisation_id", BigId, nullable=False),
        sa.Column("revealed_at", UtcDateTime(), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_match_request_reveal_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["match_request.id"],
            name=op.f("fk_match_request_reveal_request_id_match_request"),
        ),
        sa.ForeignKeyConstraint(
            ["viewer_id"],
            ["user_account.id"],
            name=op.f("fk_match_request_reveal_viewer_id_user_account"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_request_reveal")),
        sa.UniqueConstraint(
            "request_id",
            "viewer_id",
            "organisation_id",
            name=op.f("uq_match_request_reveal_request_id_viewer_id_organisation_id"),
        ),
    )
    with op.batch_alter_table("match_request_reveal", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_match_request_reveal_organisation_id"), ["organisation_id"], unique=False
        )


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("match_request_reveal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_match_request_reveal_organisation_id"))

    op.drop_table("match_request_reveal")
    with op.batch_alter_table("match_request_hiding", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_match_request_hiding_request_id"))

    op.drop_table("match_request_hiding")
    with op.batch_alter_table("match_request_community", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_match_request_community_community_id"))

    op.drop_table("match_request_community")
    with op.batch_alter_table("match_request_category", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_match_request_category_category_slug"))

    op.drop_table("match_request_category")
    with op.batch_alter_table("match_request", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_match_request_state_reply_by"))
        batch_op.drop_index(batch_op.f("ix_match_request_requester_id_id"))
        batch_op.drop_index(batch_op.f("ix_match_request_organisation_id_id"))

    op.drop_table("match_request")
