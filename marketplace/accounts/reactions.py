"""Regular work of the accounts room."""

from datetime import timedelta
from typing import Final

from sqlalchemy import delete

from marketplace.accounts.actions.links import forget_old_links
from marketplace.work import Work
from models.accounts import UserSession

KEEP_ENDED: Final = timedelta(days=90)
"""The Computer Crime Act asks to keep access data for 90 days; nothing asks for more."""


def forget_old_sessions(work: Work) -> None:
    """Delete sessions, with their addresses and devices, and links that ended long ago."""
    with work.database.transaction() as session:
        old = UserSession.expires_at < work.now - KEEP_ENDED
        session.execute(delete(UserSession).where(old))
        forget_old_links(session, work.now)
