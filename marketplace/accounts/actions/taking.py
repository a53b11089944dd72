"""Taking rows that others may change, so that what is decided by them holds until the commit.

Always in this order: organisation, person, then what belongs to them.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.accounts import User
from models.organisations import Organisation


def take_person(session: Session, user_id: int) -> User | None:
    """Return a person as they are now; nobody else changes them before this commit."""
    # Without the key: rows that only point at the person need not wait.
    return session.get(User, user_id, populate_existing=True, with_for_update={"key_share": True})


def take_organisation(session: Session, organisation_id: int) -> None:
    """Let everybody else who takes this organisation wait until this commit."""
    session.execute(
        select(Organisation.id)
        .where(Organisation.id == organisation_id)
        .with_for_update(key_share=True)
    )
