"""What happened (append-only, hash-chained), what remains to be done, and the catalogue counter."""

import hashlib
import json
from datetime import datetime
from typing import Any

from sqlalchemy import DDL, ForeignKey, Index, event, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, WithId
from models.types import Json, UtcDateTime

GENESIS = "0" * 64
"""Hash before the first entry."""


class JournalEntry(WithId, Base):
    """One thing that happened. Rows are never changed or deleted; triggers refuse both.

    Attributes:
        seq: 1, 2, 3 ... without gaps.
        actor_id: None for the system itself.
        acting_for_id: organisation the actor acted for; None when for nobody.
        fact: name of the fact class; subject: for example "listing:42".
        digest: SHA-256 over the previous digest and this row's values.
    """

    __tablename__ = "journal_entry"
    __table_args__ = (Index(None, "subject", "seq"), Index(None, "fact", "seq"))

    seq: Mapped[int] = mapped_column(unique=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    fact: Mapped[str]
    subject: Mapped[str]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    acting_for_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    data: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    previous: Mapped[str]
    digest: Mapped[str]

    def expected_digest(self) -> str:
        """Compute the digest that an untouched row must carry."""
        return entry_digest(
            self.previous,
            {
                "seq": self.seq,
                "at": self.at.isoformat(timespec="microseconds"),
                "fact": self.fact,
                "subject": self.subject,
                "actor": self.actor_id,
                "acting_for": self.acting_for_id,
                "data": self.data,
            },
        )


def entry_digest(previous: str, values: dict[str, Any]) -> str:
    """Chain one entry to the one before it.

    Args:
        previous: digest of the entry before, or GENESIS.
        values: the row as JSON-ready values.
    """
    body = json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{previous}\n{body}".encode()).hexdigest()


class JournalHead(Base):
    """The one row that knows the end of the chain; writers take it in turn."""

    __tablename__ = "journal_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int]
    digest: Mapped[str]


class OutboxMessage(WithId, Base):
    """Work to do after commit: a fact to be spread, or one reaction to one fact.

    Attributes:
        kind: "fact:<Name>" or "reaction:<name>".
        unique_key: a second row with the same key is refused, so repeats collapse; may be None.
        run_at: not before this moment; due-time jobs use it instead of cron.
        lease_token: who works on it now; finishing with another token changes nothing (fencing).
        dead: True after the last attempt; an officer sees these.
    """

    __tablename__ = "outbox_message"
    __table_args__ = (
        Index(
            "ix_outbox_message_due",
            "run_at",
            "id",
            sqlite_where=text("done_at IS NULL AND NOT dead"),
            postgresql_where=text("done_at IS NULL AND NOT dead"),
        ),
    )

    kind: Mapped[str]
    payload: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    unique_key: Mapped[str | None] = mapped_column(unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    run_at: Mapped[datetime] = mapped_column(UtcDateTime)
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    lease_token: Mapped[str | None]
    attempts: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    dead: Mapped[bool] = mapped_column(default=False)
    error: Mapped[str] = mapped_column(default="")


class CatalogueVersion(Base):
    """One counter, raised by every transaction that changes what the public sees."""

    __tablename__ = "catalogue_version"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    value: Mapped[int]


SQLITE_GUARDS = tuple(
    f"CREATE TRIGGER journal_entry_no_{verb.lower()} BEFORE {verb} ON journal_entry "
    "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
    for verb in ("UPDATE", "DELETE")
)
POSTGRES_GUARDS = (
    (
        "CREATE FUNCTION journal_entry_guard() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$"
    ),
    (
        "CREATE TRIGGER journal_entry_append_only BEFORE UPDATE OR DELETE ON journal_entry "
        "FOR EACH ROW EXECUTE FUNCTION journal_entry_guard()"
    ),
)
SEED_ROWS = (
    f"INSERT INTO journal_head (id, seq, digest) VALUES (1, 0, '{GENESIS}')",  # noqa: S608 - our own constant
    "INSERT INTO catalogue_version (id, value) VALUES (1, 1)",
)
"""Rows without which nothing can be recorded; the first migration inserts them too."""


def _after_create(statement: str, dialect: str | None) -> None:
    ddl = DDL(statement)  # type: ignore[no-untyped-call]  # SQLAlchemy leaves DDL() unannotated
    event.listen(Base.metadata, "after_create", ddl.execute_if(dialect=dialect))


for _statement in SQLITE_GUARDS:
    _after_create(_statement, "sqlite")
for _statement in POSTGRES_GUARDS:
    _after_create(_statement, "postgresql")
for _statement in SEED_ROWS:
    _after_create(_statement, None)
