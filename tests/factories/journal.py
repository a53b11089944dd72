"""Work waiting in the outbox. Journal entries are made by recording facts, never by a factory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.journal import OutboxMessage
from tests.factories.sequence import NOW

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def make_outbox_message(session: Session, kind: str, **values: Any) -> OutboxMessage:
    """Add work that is due now."""
    columns: dict[str, Any] = {"created_at": NOW, "run_at": NOW}
    message = OutboxMessage(kind=kind, **(columns | values))
    session.add(message)
    session.flush()
    return message
