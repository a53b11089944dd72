"""Taking, finishing and retrying outbox rows. At least once; leases are fenced."""

import random
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from marketplace.work import PATIENT
from models.journal import OutboxMessage

LEASE = timedelta(seconds=60)
QUICK_LEASE = timedelta(seconds=20)
"""What a killed worker held in the quick lane waits at most this long: index and database have to
agree within 60 seconds of a crash, and a change takes two leases, as a fact and as a reaction."""
MAX_ATTEMPTS = 84
"""About three days: 68 minutes of doubling delays, then once an hour (a mail server may be away
over a weekend)."""
FIRST_DELAY_S = 2.0
LONGEST_DELAY_S = 3600.0
KEEP_DONE = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Task:
    """A leased outbox row.

    Attributes:
        name: what stands behind the colon of ``kind``.
        is_fact: True for a fact to spread, False for one reaction.
    """

    id: int
    is_fact: bool
    name: str
    payload: Mapping[str, Any]
    attempts: int
    token: str


@dataclass(frozen=True, slots=True)
class Lane:
    """Which rows a worker takes.

    Attributes:
        only: kinds it takes; None means all.
        but: kinds it leaves to others.
        at_once: how many it leases together; all of them should fit into one lease.
        lease: how long a row is held before another worker may take it.
    """

    only: tuple[str, ...] | None = None
    but: tuple[str, ...] = ()
    at_once: int = 64
    lease: timedelta = LEASE


ALL_LANES = Lane()


def _due(now: datetime, lane: Lane) -> ColumnElement[bool]:
    kinds = [OutboxMessage.kind.not_in(lane.but)] if lane.but else []
    if lane.only is not None:
        kinds.append(OutboxMessage.kind.in_(lane.only))
    return and_(
        *kinds,
        OutboxMessage.done_at.is_(None),
        ~OutboxMessage.dead,
        OutboxMessage.run_at <= now,
        or_(OutboxMessage.lease_until.is_(None), OutboxMessage.lease_until < now),
    )


def anything_due(session: Session, now: datetime, lane: Lane = ALL_LANES) -> bool:
    """Look whether a claim would find anything; reads only, so an idle worker locks nothing."""
    return session.scalar(select(OutboxMessage.id).where(_due(now, lane)).limit(1)) is not None


def claim(session: Session, now: datetime, lane: Lane = ALL_LANES, limit: int = 64) -> list[Task]:
    """Lease rows that are due, oldest first; other workers skip them until the lease ends.

    What is patient (`work.PATIENT`) comes after everything else.
    """
    due = (
        select(OutboxMessage)
        .where(_due(now, lane))
        .order_by(OutboxMessage.kind.in_(PATIENT), OutboxMessage.run_at, OutboxMessage.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    token = secrets.token_hex(8)
    tasks = []
    for row in session.scalars(due):
        row.lease_token = token
        row.lease_until = now + lane.lease
        row.attempts += 1
        sort, _, name = row.kind.partition(":")
        tasks.append(Task(row.id, sort == "fact", name, row.payload, row.attempts, token))
    return tasks


def finish(session: Session, tasks: Iterable[Task], now: datetime) -> int:
    """Mark tasks done where this lease still holds. Returns how many it held for.

    What a task said is not needed any more, and goes: addresses and words that people typed.
    """
    done = 0
    for task in tasks:
        result = session.execute(
            update(OutboxMessage)
            .where(OutboxMessage.id == task.id, OutboxMessage.lease_token == task.token)
            .values(done_at=now, payload={}, lease_token=None, lease_until=None, error="")
        )
        done += int(getattr(result, "rowcount", 0))
    return done


def retry_later(session: Session, task: Task, error: str, now: datetime) -> None:
    """Give a failed task back with a growing, jittered delay; bury it after the last attempt."""
    delay = min(FIRST_DELAY_S * 2 ** (task.attempts - 1), LONGEST_DELAY_S)
    delay *= random.uniform(0.7, 1.3)  # noqa: S311 - spreading load, not keeping a secret
    session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.id == task.id, OutboxMessage.lease_token == task.token)
        .values(
            run_at=now + timedelta(seconds=delay),
            lease_token=None,
            lease_until=None,
            dead=task.attempts >= MAX_ATTEMPTS,
            error=error[:2000],
        )
    )


def spread(session: Session, task: Task, reactions: Sequence[str], now: datetime) -> None:
    """Turn a fact into one row for each reaction and finish it, all in this transaction.

    Running it twice adds nothing: each reaction row is keyed by the fact's row.
    """
    if finish(session, [task], now) == 0:
        return
    if reactions:
        session.execute(
            insert(OutboxMessage),
            [
                {
                    "kind": f"reaction:{reaction}",
                    "payload": {"fact": task.name, "values": dict(task.payload)},
                    "unique_key": f"{task.id}/{reaction}",
                    "created_at": now,
                    "run_at": now,
                }
                for reaction in reactions
            ],
        )


def schedule_once(session: Session, kind: str, unique_key: str, run_at: datetime) -> None:
    """Put a chore into the outbox unless the same key is there already."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    session.execute(
        dialect.insert(OutboxMessage)
        .values(kind=kind, payload={}, unique_key=unique_key, created_at=run_at, run_at=run_at)
        .on_conflict_do_nothing(index_elements=["unique_key"])
    )


def forget_done(session: Session, now: datetime) -> int:
    """Delete rows that were done long ago. Returns how many."""
    result = session.execute(delete(OutboxMessage).where(OutboxMessage.done_at < now - KEEP_DONE))
    return int(getattr(result, "rowcount", 0))
