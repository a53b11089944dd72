"""The first tables.

Longer than 400 lines because one revision is one step; it is generated from the models.
"""

import sqlalchemy as sa
from alembic import op

from models.journal import POSTGRES_GUARDS, SEED_ROWS, SQLITE_GUARDS
from models.types import BigId, Json, UtcDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


CIRCULAR_KEYS = (
    ("fk_listing_approved_version_id_version", "listing", "listing_version", "approved_version_id"),
    ("fk_community_cover_photo_id_photo", "community", "photo", "cover_photo_id"),
    ("fk_photo_organisation_id_organisation", "photo", "organisation", "organisation_id"),
)
"""Foreign keys that close a circle: added when both tables stand."""


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "article",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("title_th", sa.String(), nullable=False),
        sa.Column("title_en", sa.String(), nullable=False),
        sa.Column("body_th", sa.String(), nullable=False),
        sa.Column("body_en", sa.String(), nullable=False),
        sa.Column("categories", Json, nullable=False),
        sa.Column("communities", Json, nullable=False),
        sa.Column("published_at", UtcDateTime(), nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
        sa.UniqueConstraint("slug", name=op.f("uq_article_slug")),
    )
    with op.batch_alter_table("article", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_article_published_at"), ["published_at"], unique=False)

    op.create_table(
        "catalogue_version",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_version")),
    )
    op.create_table(
        "category",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("parent_slug", sa.String(), nullable=True),
        sa.Column("name_th", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("synonyms_th", Json, nullable=False),
        sa.Column("synonyms_en", Json, nullable=False),
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(
            ["parent_slug"], ["category.slug"], name=op.f("fk_category_parent_slug_category")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_category")),
        sa.UniqueConstraint("slug", name=op.f("uq_category_slug")),
    )
    with op.batch_alter_table("category", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_category_parent_slug"), ["parent_slug"], unique=False)

    op.create_table(
        "district",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name_th", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("postcode", sa.String(), nullable=False),
        sa.Column("lat", sa.Double(), nullable=False),
        sa.Column("lon", sa.Double(), nullable=False),
        sa.Column("known_for_th", Json, nullable=False),
        sa.Column("known_for_en", Json, nullable=False),
        sa.Column("variants", Json, nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_district")),
        sa.UniqueConstraint("slug", name=op.f("uq_district_slug")),
    )
    op.create_table(
        "journal_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_head")),
    )
    op.create_table(
        "outbox_message",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("payload", Json, nullable=False),
        sa.Column("unique_key", sa.String(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("run_at", UtcDateTime(), nullable=False),
        sa.Column("lease_until", UtcDateTime(), nullable=True),
        sa.Column("lease_token", sa.String(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("done_at", UtcDateTime(), nullable=True),
        sa.Column("dead", sa.Boolean(), nullable=False),
        sa.Column("error", sa.String(), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_message")),
        sa.UniqueConstraint("unique_key", name=op.f("uq_outbox_message_unique_key")),
    )
    with op.batch_alter_table("outbox_message", schema=None) as batch_op:
        batch_op.create_index(
            "ix_outbox_message_due",
            ["run_at", "id"],
            unique=False,
            sqlite_where=sa.text("done_at IS NULL AND NOT dead"),
            postgresql_where=sa.text("done_at IS NULL AND NOT dead"),
        )

    op.create_table(
        "term",
        sa.Column(
            "kind",
            sa.Enum(
                "material",
                "technique",
                "certificate",
                "accessibility",
                "theme",
                "sustainability",
                "language",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name_th", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term")),
        sa.UniqueConstraint("kind", "code", name=op.f("uq_term_kind_code")),
    )
    op.create_table(
        "user_account",
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "locale",
            sa.Enum(
                "th", "en", name="locale", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "active",
                "suspended",
                "erased",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("email_confirmed_at", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_account")),
        sa.UniqueConstraint("email", name=op.f("uq_user_account_email")),
        sa.UniqueConstraint("phone", name=op.f("uq_user_account_phone")),
        sa.UniqueConstraint("public_id", name=op.f("uq_user_account_public_id")),
    )
    op.create_table(
        "community",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "target",
                "associate",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("district_code", sa.String(), nullable=False),
        sa.Column("name_th", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("subdistrict_th", sa.String(), nullable=False),
        sa.Column("subdistrict_en", sa.String(), nullable=False),
        sa.Column("story_th", sa.String(), nullable=False),
        sa.Column("story_en", sa.String(), nullable=False),
        sa.Column("specialities_th", Json, nullable=False),
        sa.Column("specialities_en", Json, nullable=False),
        sa.Column("variants", Json, nullable=False),
        sa.Column("lat", sa.Double(), nullable=False),
        sa.Column("lon", sa.Double(), nullable=False),
        sa.Column("daily_capacity", sa.Integer(), nullable=True),
        sa.Column("cover_photo_id", BigId, nullable=True),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(
            ["district_code"], ["district.code"], name=op.f("fk_community_district_code_district")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_community")),
        sa.UniqueConstraint("slug", name=op.f("uq_community_slug")),
    )
    with op.batch_alter_table("community", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_community_district_code"), ["district_code"], unique=False
        )

    op.create_table(
        "officer_grant",
        sa.Column("user_id", BigId, nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "reviewer",
                "manager",
                "administrator",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("granted_by_id", BigId, nullable=True),
        sa.Column("granted_at", UtcDateTime(), nullable=False),
        sa.Column("revoked_at", UtcDateTime(), nullable=True),
        sa.Column("id", BigId, nullable=False),
        sa.CheckConstraint(
            "revoked_at IS NULL OR revoked_at >= granted_at", name=op.f("ck_officer_grant_order")
        ),
        sa.ForeignKeyConstraint(
            ["granted_by_id"],
            ["user_account.id"],
            name=op.f("fk_officer_grant_granted_by_id_user_account"),
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_officer_grant_user_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officer_grant")),
    )
    with op.batch_alter_table("officer_grant", schema=None) as batch_op:
        batch_op.create_index(
            "uq_officer_grant_live",
            ["user_id", "role"],
            unique=True,
            sqlite_where=sa.text("revoked_at IS NULL"),
            postgresql_where=sa.text("revoked_at IS NULL"),
        )

    op.create_table(
        "one_time_token",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum(
                "confirm_email",
                "reset_password",
                "change_email",
                name="purpose",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("user_id", BigId, nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("used_at", UtcDateTime(), nullable=True),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_one_time_token_user_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_one_time_token")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_one_time_token_token_hash")),
    )
    with op.batch_alter_table("one_time_token", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_one_time_token_user_id"), ["user_id"], unique=False)

    op.create_table(
        "photo",
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("organisation_id", BigId, nullable=True),
        sa.Column("uploaded_by_id", BigId, nullable=True),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("tint", sa.Integer(), nullable=False),
        sa.Column("variants", Json, nullable=False),
        sa.Column("advice", Json, nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("illustration", sa.Boolean(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("avif_at", UtcDateTime(), nullable=True),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(
            ["uploaded_by_id"],
            ["user_account.id"],
            name=op.f("fk_photo_uploaded_by_id_user_account"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photo")),
        sa.UniqueConstraint("public_id", name=op.f("uq_photo_public_id")),
    )
    with op.batch_alter_table("photo", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_photo_key"), ["key"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_photo_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "organisation",
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column(
            "side",
            sa.Enum(
                "seller", "buyer", name="side", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column(
            "kind",
            sa.Enum(
                "community_enterprise",
                "village_group",
                "cooperative",
                "individual",
                "company",
                "tour_operator",
                "hotel",
                "retailer",
                "agency",
                "other",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("name_th", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("about_th", sa.String(), nullable=False),
        sa.Column("about_en", sa.String(), nullable=False),
        sa.Column("community_id", BigId, nullable=True),
        sa.Column(
            "admission",
            sa.Enum(
                "applied",
                "returned",
                "admitted",
                "suspended",
                "closed",
                name="admission",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("papers", Json, nullable=False),
        sa.Column("applied_at", UtcDateTime(), nullable=True),
        sa.Column("admitted_at", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_organisation_community_id_community")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("public_id", name=op.f("uq_organisation_public_id")),
        sa.UniqueConstraint("slug", name=op.f("uq_organisation_slug")),
    )
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_organisation_community_id"), ["community_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_organisation_side_admission_id"),
            ["side", "admission", "id"],
            unique=False,
        )

    op.create_table(
        "admission_decision",
        sa.Column("organisation_id", BigId, nullable=False),
        sa.Column("officer_id", BigId, nullable=False),
        sa.Column(
            "action",
            sa.Enum(
                "admit",
                "return",
                "send_again",
                "suspend",
                "reinstate",
                "close",
                name="action",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("checks", Json, nullable=False),
        sa.Column("reasons", Json, nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("decided_at", UtcDateTime(), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(
            ["officer_id"],
            ["user_account.id"],
            name=op.f("fk_admission_decision_officer_id_user_account"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_admission_decision_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_admission_decision")),
    )
    with op.batch_alter_table("admission_decision", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_admission_decision_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "contact_channel",
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("organisation_id", BigId, nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "phone",
                "line",
                "email",
                "facebook",
                "website",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column(
            "visibility",
            sa.Enum(
                "everyone",
                "on_request",
                "nobody",
                name="visibility",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_contact_channel_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_channel")),
        sa.UniqueConstraint("public_id", name=op.f("uq_contact_channel_public_id")),
    )
    with op.batch_alter_table("contact_channel", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_contact_channel_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "invitation",
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("organisation_id", BigId, nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "owner", "staff", name="role", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("invited_by_id", BigId, nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("accepted", sa.Boolean(), nullable=True),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(
            ["invited_by_id"],
            ["user_account.id"],
            name=op.f("fk_invitation_invited_by_id_user_account"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_invitation_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("public_id", name=op.f("uq_invitation_public_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitation_token_hash")),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitation_email"), ["email"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_invitation_organisation_id"), ["organisation_id"], unique=False
        )
        batch_op.create_index(
            "uq_invitation_open",
            ["organisation_id", "email"],
            unique=True,
            sqlite_where=sa.text("closed_at IS NULL"),
            postgresql_where=sa.text("closed_at IS NULL"),
        )

    op.create_table(
        "journal_entry",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("fact", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("actor_id", BigId, nullable=True),
        sa.Column("acting_for_id", BigId, nullable=True),
        sa.Column("data", Json, nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(
            ["acting_for_id"],
            ["organisation.id"],
            name=op.f("fk_journal_entry_acting_for_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["user_account.id"], name=op.f("fk_journal_entry_actor_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_entry")),
        sa.UniqueConstraint("seq", name=op.f("uq_journal_entry_seq")),
    )
    with op.batch_alter_table("journal_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_journal_entry_actor_id"), ["actor_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_journal_entry_fact_seq"), ["fact", "seq"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_journal_entry_subject_seq"), ["subject", "seq"], unique=False
        )

    op.create_table(
        "listing",
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("slug", sa.String(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "craft", "route", name="kind", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "published",
                "paused",
                "suspended",
                "retired",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("organisation_id", BigId, nullable=False),
        sa.Column("approved_version_id", BigId, nullable=True),
        sa.Column("title_th", sa.String(), nullable=False),
        sa.Column("title_en", sa.String(), nullable=False),
        sa.Column("summary_th", sa.String(), nullable=False),
        sa.Column("summary_en", sa.String(), nullable=False),
        sa.Column("category_slug", sa.String(), nullable=True),
        sa.Column("lead_community_id", BigId, nullable=True),
        sa.Column("cover_photo_id", BigId, nullable=True),
        sa.Column("cover_alt_th", sa.String(), nullable=False),
        sa.Column("cover_alt_en", sa.String(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("duration_minutes", sa.Integer(), nullable=True),
        sa.Column("price_from_satang", sa.Integer(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.Column("published_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.CheckConstraint(
            "state <> 'published' OR slug IS NOT NULL", name=op.f("ck_listing_published_has_slug")
        ),
        sa.ForeignKeyConstraint(
            ["category_slug"], ["category.slug"], name=op.f("fk_listing_category_slug_category")
        ),
        sa.ForeignKeyConstraint(
            ["cover_photo_id"], ["photo.id"], name=op.f("fk_listing_cover_photo_id_photo")
        ),
        sa.ForeignKeyConstraint(
            ["lead_community_id"],
            ["community.id"],
            name=op.f("fk_listing_lead_community_id_community"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_listing_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing")),
        sa.UniqueConstraint("public_id", name=op.f("uq_listing_public_id")),
        sa.UniqueConstraint("slug", name=op.f("uq_listing_slug")),
    )
    with op.batch_alter_table("listing", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_listing_category_slug_state"), ["category_slug", "state"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_listing_lead_community_id_state_kind"),
            ["lead_community_id", "state", "kind"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_listing_organisation_id_state"),
            ["organisation_id", "state"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_listing_state_kind_published_at_id"),
            ["state", "kind", "published_at", "id"],
            unique=False,
        )

    op.create_table(
        "membership",
        sa.Column("user_id", BigId, nullable=False),
        sa.Column("organisation_id", BigId, nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "owner", "staff", name="role", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("joined_at", UtcDateTime(), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_membership_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_membership_user_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint(
            "user_id", "organisation_id", name=op.f("uq_membership_user_id_organisation_id")
        ),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_membership_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "user_session",
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("user_id", BigId, nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("last_seen_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("revoked_at", UtcDateTime(), nullable=True),
        sa.Column("user_agent", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("acting_for_id", BigId, nullable=True),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(
            ["acting_for_id"],
            ["organisation.id"],
            name=op.f("fk_user_session_acting_for_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_user_session_user_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_session")),
        sa.UniqueConstraint("public_id", name=op.f("uq_user_session_public_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_user_session_token_hash")),
    )
    with op.batch_alter_table("user_session", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_user_session_user_id_revoked_at"),
            ["user_id", "revoked_at"],
            unique=False,
        )

    op.create_table(
        "contact_reveal",
        sa.Column("organisation_id", BigId, nullable=False),
        sa.Column("listing_id", BigId, nullable=True),
        sa.Column("viewer_id", BigId, nullable=True),
        sa.Column("revealed_at", UtcDateTime(), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_contact_reveal_listing_id_listing")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_contact_reveal_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["viewer_id"],
            ["user_account.id"],
            name=op.f("fk_contact_reveal_viewer_id_user_account"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_reveal")),
    )
    with op.batch_alter_table("contact_reveal", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_contact_reveal_organisation_id_revealed_at"),
            ["organisation_id", "revealed_at"],
            unique=False,
        )

    op.create_table(
        "craft_terms",
        sa.Column("listing_id", BigId, nullable=False),
        sa.Column("price_satang", sa.Integer(), nullable=True),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("stock", sa.Integer(), nullable=False),
        sa.Column("made_to_order", sa.Boolean(), nullable=False),
        sa.Column("lead_time_days", sa.Integer(), nullable=True),
        sa.Column("monthly_capacity", sa.Integer(), nullable=True),
        sa.Column("min_wholesale_qty", sa.Integer(), nullable=True),
        sa.Column("wholesale_price_satang", sa.Integer(), nullable=True),
        sa.Column("season_months", Json, nullable=False),
        sa.Column("delivery_satang", sa.Integer(), nullable=True),
        sa.Column("pickup", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "(min_wholesale_qty IS NULL) = (wholesale_price_satang IS NULL)",
            name=op.f("ck_craft_terms_wholesale_pair"),
        ),
        sa.CheckConstraint(
            "price_satang IS NULL OR price_satang > 0", name=op.f("ck_craft_terms_price")
        ),
        sa.CheckConstraint("stock >= 0", name=op.f("ck_craft_terms_stock")),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_craft_terms_listing_id_listing")
        ),
        sa.PrimaryKeyConstraint("listing_id", name=op.f("pk_craft_terms")),
    )
    op.create_table(
        "listing_community",
        sa.Column("listing_id", BigId, nullable=False),
        sa.Column("community_id", BigId, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"],
            ["community.id"],
            name=op.f("fk_listing_community_community_id_community"),
        ),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_listing_community_listing_id_listing")
        ),
        sa.PrimaryKeyConstraint("listing_id", "community_id", name=op.f("pk_listing_community")),
    )
    with op.batch_alter_table("listing_community", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_listing_community_community_id_listing_id"),
            ["community_id", "listing_id"],
            unique=False,
        )

    op.create_table(
        "listing_version",
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("listing_id", BigId, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "editing",
                "in_review",
                "approved",
                "changes_requested",
                "rejected",
                "superseded",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("title_th", sa.String(), nullable=False),
        sa.Column("title_en", sa.String(), nullable=False),
        sa.Column("document", Json, nullable=False),
        sa.Column("author_id", BigId, nullable=True),
        sa.Column("second_look_of_id", BigId, nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("saved_at", UtcDateTime(), nullable=False),
        sa.Column("submitted_at", UtcDateTime(), nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["user_account.id"],
            name=op.f("fk_listing_version_author_id_user_account"),
        ),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_listing_version_listing_id_listing")
        ),
        sa.ForeignKeyConstraint(
            ["second_look_of_id"],
            ["listing_version.id"],
            name=op.f("fk_listing_version_second_look_of_id_listing_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing_version")),
        sa.UniqueConstraint(
            "listing_id", "number", name=op.f("uq_listing_version_listing_id_number")
        ),
        sa.UniqueConstraint("public_id", name=op.f("uq_listing_version_public_id")),
        sa.UniqueConstraint("second_look_of_id", name=op.f("uq_listing_version_second_look_of_id")),
    )
    with op.batch_alter_table("listing_version", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_listing_version_state_submitted_at_id"),
            ["state", "submitted_at", "id"],
            unique=False,
        )
        batch_op.create_index(
            "uq_listing_version_open",
            ["listing_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('editing', 'in_review')"),
            postgresql_where=sa.text("state IN ('editing', 'in_review')"),
        )

    op.create_table(
        "price_tier",
        sa.Column("listing_id", BigId, nullable=False),
        sa.Column("min_people", sa.Integer(), nullable=False),
        sa.Column("max_people", sa.Integer(), nullable=False),
        sa.Column("price_satang", sa.Integer(), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.CheckConstraint(
            "min_people >= 1 AND max_people >= min_people", name=op.f("ck_price_tier_range")
        ),
        sa.CheckConstraint("price_satang > 0", name=op.f("ck_price_tier_price")),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_price_tier_listing_id_listing")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_price_tier")),
        sa.UniqueConstraint(
            "listing_id", "min_people", name=op.f("uq_price_tier_listing_id_min_people")
        ),
    )
    op.create_table(
        "route_terms",
        sa.Column("listing_id", BigId, nullable=False),
        sa.Column("min_group", sa.Integer(), nullable=False),
        sa.Column("max_group", sa.Integer(), nullable=False),
        sa.Column("months", Json, nullable=False),
        sa.Column("weekdays", Json, nullable=False),
        sa.Column("start_times", Json, nullable=False),
        sa.Column("cut_off_hours", sa.Integer(), nullable=False),
        sa.Column("min_to_run", sa.Integer(), nullable=True),
        sa.Column(
            "cancellation",
            sa.Enum(
                "flexible",
                "moderate",
                "strict",
                name="cancellation",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.CheckConstraint(
            "min_group >= 1 AND max_group >= min_group", name=op.f("ck_route_terms_group")
        ),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_route_terms_listing_id_listing")
        ),
        sa.PrimaryKeyConstraint("listing_id", name=op.f("pk_route_terms")),
    )
    op.create_table(
        "suspension",
        sa.Column("listing_id", BigId, nullable=False),
        sa.Column("officer_id", BigId, nullable=False),
        sa.Column("reasons", Json, nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("suspended_at", UtcDateTime(), nullable=False),
        sa.Column("lifted_at", UtcDateTime(), nullable=True),
        sa.Column("lifted_by_id", BigId, nullable=True),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(
            ["lifted_by_id"],
            ["user_account.id"],
            name=op.f("fk_suspension_lifted_by_id_user_account"),
        ),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_suspension_listing_id_listing")
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["user_account.id"], name=op.f("fk_suspension_officer_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suspension")),
    )
    with op.batch_alter_table("suspension", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_suspension_listing_id"), ["listing_id"], unique=False)

    op.create_table(
        "review_decision",
        sa.Column("version_id", BigId, nullable=False),
        sa.Column("officer_id", BigId, nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "approved",
                "changes_requested",
                "rejected",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("reasons", Json, nullable=False),
        sa.Column("checks", Json, nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("decided_at", UtcDateTime(), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(
            ["officer_id"],
            ["user_account.id"],
            name=op.f("fk_review_decision_officer_id_user_account"),
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["listing_version.id"],
            name=op.f("fk_review_decision_version_id_listing_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_decision")),
        sa.UniqueConstraint("version_id", name=op.f("uq_review_decision_version_id")),
    )
    op.create_table(
        "version_photo",
        sa.Column("version_id", BigId, nullable=False),
        sa.Column("photo_id", BigId, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("alt_th", sa.String(), nullable=False),
        sa.Column("alt_en", sa.String(), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(
            ["photo_id"], ["photo.id"], name=op.f("fk_version_photo_photo_id_photo")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["listing_version.id"],
            name=op.f("fk_version_photo_version_id_listing_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_version_photo")),
        sa.UniqueConstraint(
            "version_id", "photo_id", name=op.f("uq_version_photo_version_id_photo_id")
        ),
    )
    with op.batch_alter_table("version_photo", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_version_photo_photo_id"), ["photo_id"], unique=False)
    for name, table, target, column in CIRCULAR_KEYS:
        with op.batch_alter_table(table) as batch_op:
            batch_op.create_foreign_key(name, target, [column], ["id"])
    guards = POSTGRES_GUARDS if op.get_bind().dialect.name == "postgresql" else SQLITE_GUARDS
    for statement in (*guards, *SEED_ROWS):
        op.execute(statement)


def downgrade() -> None:
    """Take it back."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TABLE journal_entry")
        op.execute("DROP FUNCTION journal_entry_guard()")
    else:
        op.drop_table("journal_entry")
    for name, table, _target, _column in CIRCULAR_KEYS:
        with op.batch_alter_table(table) as batch_op:
            batch_op.drop_constraint(name, type_="foreignkey")
    with op.batch_alter_table("version_photo", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_version_photo_photo_id"))

    op.drop_table("version_photo")
    op.drop_table("review_decision")
    with op.batch_alter_table("suspension", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_suspension_listing_id"))

    op.drop_table("suspension")
    op.drop_table("route_terms")
    op.drop_table("price_tier")
    with op.batch_alter_table("listing_version", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_listing_version_open",
            sqlite_where=sa.text("state IN ('editing', 'in_review')"),
            postgresql_where=sa.text("state IN ('editing', 'in_review')"),
        )
        batch_op.drop_index(batch_op.f("ix_listing_version_state_submitted_at_id"))

    op.drop_table("listing_version")
    with op.batch_alter_table("listing_community", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_listing_community_community_id_listing_id"))

    op.drop_table("listing_community")
    op.drop_table("craft_terms")
    with op.batch_alter_table("contact_reveal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_reveal_organisation_id_revealed_at"))

    op.drop_table("contact_reveal")
    with op.batch_alter_table("user_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_user_session_user_id_revoked_at"))

    op.drop_table("user_session")
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_membership_organisation_id"))

    op.drop_table("membership")
    with op.batch_alter_table("listing", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_listing_state_kind_published_at_id"))
        batch_op.drop_index(batch_op.f("ix_listing_organisation_id_state"))
        batch_op.drop_index(batch_op.f("ix_listing_lead_community_id_state_kind"))
        batch_op.drop_index(batch_op.f("ix_listing_category_slug_state"))

    op.drop_table("listing")
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_invitation_open",
            sqlite_where=sa.text("closed_at IS NULL"),
            postgresql_where=sa.text("closed_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_invitation_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_invitation_email"))

    op.drop_table("invitation")
    with op.batch_alter_table("contact_channel", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_channel_organisation_id"))

    op.drop_table("contact_channel")
    with op.batch_alter_table("admission_decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_admission_decision_organisation_id"))

    op.drop_table("admission_decision")
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organisation_side_admission_id"))
        batch_op.drop_index(batch_op.f("ix_organisation_community_id"))

    op.drop_table("organisation")
    with op.batch_alter_table("photo", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_photo_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_photo_key"))

    op.drop_table("photo")
    with op.batch_alter_table("one_time_token", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_one_time_token_user_id"))

    op.drop_table("one_time_token")
    with op.batch_alter_table("officer_grant", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_officer_grant_live",
            sqlite_where=sa.text("revoked_at IS NULL"),
            postgresql_where=sa.text("revoked_at IS NULL"),
        )

    op.drop_table("officer_grant")
    with op.batch_alter_table("community", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_community_district_code"))

    op.drop_table("community")
    op.drop_table("user_account")
    op.drop_table("term")
    with op.batch_alter_table("outbox_message", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_outbox_message_due",
            sqlite_where=sa.text("done_at IS NULL AND NOT dead"),
            postgresql_where=sa.text("done_at IS NULL AND NOT dead"),
        )

    op.drop_table("outbox_message")
    op.drop_table("journal_head")
    op.drop_table("district")
    with op.batch_alter_table("category", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_category_parent_slug"))

    op.drop_table("category")
    op.drop_table("catalogue_version")
    with op.batch_alter_table("article", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_article_published_at"))

    op.drop_table("article")
