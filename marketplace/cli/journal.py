"""Commands for the journal."""

from collections.abc import Callable

import click
from flask.cli import AppGroup
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.cli.guard import refuse_misfit
from marketplace.cli.progress import counted
from marketplace.db import database
from models.journal import GENESIS, JournalEntry, JournalHead

group = AppGroup("journal", help="The append-only history.")
_BATCH = 2000


@group.command("verify")
def verify() -> None:
    """Walk the whole chain; name the first entry that was changed, added or taken away."""
    refuse_misfit()
    with database().reading() as session:
        total = session.scalar(select(func.count(JournalEntry.id))) or 0
        with counted("journal", total) as done:
            fault = first_fault(session, done)
    if fault is not None:
        raise click.ClickException(fault)
    click.echo(f"{total} entries, chain unbroken")


def first_fault(session: Session, done: Callable[[int], None]) -> str | None:
    """Return what is wrong with the first bad entry, or None when the chain holds.

    Args:
        session: reads the journal.
        done: told how many entries have been walked.
    """
    digest, seq = GENESIS, 0
    while True:
        rows = session.scalars(
            select(JournalEntry)
            .where(JournalEntry.seq > seq)
            .order_by(JournalEntry.seq)
            .limit(_BATCH)
        ).all()
        for row in rows:
            if row.seq != seq + 1:
                return f"entry {seq + 1} is missing"
            if row.previous != digest or row.digest != row.expected_digest():
                return f"entry {row.seq} was changed"
            digest, seq = row.digest, row.seq
        session.expunge_all()
        done(seq)
        if not rows:
            break
    head = session.execute(select(JournalHead.seq, JournalHead.digest)).one()
    return None if tuple(head) == (seq, digest) else f"entries after {seq} are missing"
