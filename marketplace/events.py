"""Facts: what happened, in the past tense. Recording one writes the journal and the outbox.

``record`` only remembers the fact in the session; ``transaction`` calls ``write_recorded`` just
before it commits, so that the single row at the end of the journal chain is held as briefly as
possible and facts stand in the database exactly when their cause does.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from marketplace.actors import Actor
from models.journal import CatalogueVersion, JournalEntry, JournalHead, OutboxMessage

_PENDING = "recorded_facts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Base of all facts. Fields are JSON values: ids, codes, numbers; never secrets.

    Attributes:
        about: subject prefix in the journal; the id is taken from ``about_field``.
        changes_catalogue: True when the public may see something else afterwards.
        journalled: False for facts that carry personal data and only start work.
    """

    about: ClassVar[str] = ""
    about_field: ClassVar[str] = ""
    changes_catalogue: ClassVar[bool] = False
    journalled: ClassVar[bool] = True
    known: ClassVar[dict[str, type["Fact"]]] = {}

    def __init_subclass__(cls) -> None:
        """List the fact by name, so that the worker can rebuild it from the outbox."""
        Fact.known[cls.__name__] = cls

    @property
    def subject(self) -> str:
        """Name what the fact is about, for example "listing:42"."""
        return f"{self.about}:{getattr(self, self.about_field)}"

    def payload(self) -> dict[str, Any]:
        """Return the fields as JSON values."""
        return asdict(self)


def fact_from(name: str, payload: Mapping[str, Any]) -> Fact:
    """Rebuild a fact from its name and payload. Raises KeyError for an unknown name."""
    return Fact.known[name](**payload)


@dataclass(frozen=True, slots=True)
class _Recorded:
    fact: Fact
    actor_id: int | None
    acting_for_id: int | None
    at: datetime


def record(session: Session, fact: Fact, actor: Actor | None, now: datetime) -> None:
    """Remember that something happened; it is written when the transaction commits.

    Args:
        session: a session inside ``transaction()``.
        fact: what happened.
        actor: who did it; None for the system itself or an anonymous visitor.
        now: when.
    """
    entry = _Recorded(
        fact,
        None if actor is None else actor.user_id,
        None if actor is None else actor.acting_for_id,
        now,
    )
    session.info.setdefault(_PENDING, []).append(entry)


def recorded_facts(session: Session) -> tuple[Fact, ...]:
    """Return the facts recorded in the present transaction and not yet written; for tests."""
    return tuple(entry.fact for entry in session.info.get(_PENDING, ()))


def forget_recorded(session: Session) -> None:
    """Drop what was recorded: the transaction is rolled back."""
    session.info.pop(_PENDING, None)


def write_recorded(session: Session) -> None:
    """Write journal entries, outbox rows and the catalogue counter for the recorded facts."""
    entries: list[_Recorded] = session.info.pop(_PENDING, [])
    if not entries:
        return
    session.flush()
    _write_outbox(session, entries)
    if any(entry.fact.changes_catalogue for entry in entries):
        raise_catalogue_version(session)
    _write_journal(session, [entry for entry in entries if entry.fact.journalled])


def raise_catalogue_version(session: Session) -> None:
    """Make every cached public page stale."""
    session.execute(update(CatalogueVersion).values(value=CatalogueVersion.value + 1))


def _write_outbox(session: Session, entries: list[_Recorded]) -> None:
    rows = [
        {
            "kind": f"fact:{type(entry.fact).__name__}",
            "payload": entry.fact.payload(),
            "created_at": entry.at,
            "run_at": entry.at,
        }
        for entry in entries
    ]
    session.execute(insert(OutboxMessage), rows)


def _write_journal(session: Session, entries: list[_Recorded]) -> None:
    if not entries:
        return
    # The UPDATE takes the row first, so that two writers cannot continue the same end.
    session.execute(update(JournalHead).values(seq=JournalHead.seq + len(entries)))
    seq, digest = session.execute(select(JournalHead.seq, JournalHead.digest)).one()
    seq -= len(entries)
    rows: list[JournalEntry] = []
    for entry in entries:
        seq += 1
        row = JournalEntry(
            seq=seq,
            at=entry.at,
            fact=type(entry.fact).__name__,
            subject=entry.fact.subject,
            actor_id=entry.actor_id,
            acting_for_id=entry.acting_for_id,
            data=entry.fact.payload(),
            previous=digest,
        )
        row.digest = digest = row.expected_digest()
        rows.append(row)
    session.add_all(rows)
    session.execute(update(JournalHead).values(digest=digest))
    session.flush()
