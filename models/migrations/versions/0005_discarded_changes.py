"""Changes of a published listing that its seller threw away."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

BEFORE = ("editing", "in_review", "approved", "changes_requested", "rejected", "superseded")


def upgrade() -> None:
    """Take the step."""
    _allow((*BEFORE, "discarded"))


def downgrade() -> None:
    """Take it back; what was discarded becomes a closed version of the past."""
    op.execute("UPDATE listing_version SET state = 'superseded' WHERE state = 'discarded'")
    _allow(BEFORE)


def _allow(states: tuple[str, ...]) -> None:
    name = op.f("ck_listing_version_state")
    condition = f"state IN ({', '.join(repr(state) for state in states)})"
    if op.get_bind().dialect.name != "sqlite":
        op.drop_constraint(name, "listing_version", type_="check")
        op.create_check_constraint(name, "listing_version", condition)
        return
    # SQLite copies the table without its only CHECK, which is therefore only written anew.
    with op.batch_alter_table("listing_version", recreate="always") as batch_op:
        batch_op.create_check_constraint(name, sa.text(condition))
