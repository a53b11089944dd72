"""Somebody asks to see how to reach a seller."""

from datetime import datetime

from sqlalchemy.orm import Session

from marketplace.actors import Actor
from marketplace.events import record
from marketplace.facts import ContactRevealed
from models.organisations import ContactReveal, Organisation


def reveal_contacts(
    session: Session,
    actor: Actor | None,
    organisation: Organisation,
    listing_id: int | None,
    now: datetime,
) -> None:
    """Log that contact channels were opened; anyone may ask. The owner sees when and from where.

    Args:
        session: of a transaction.
        actor: None for a visitor.
        organisation: whose channels; already found to be visible to the public.
        listing_id: the page it was asked from; None for the shop page.
        now: when.
    """
    session.add(
        ContactReveal(
            organisation_id=organisation.id,
            listing_id=listing_id,
            viewer_id=None if actor is None else actor.user_id,
            revealed_at=now,
        )
    )
    fact = ContactRevealed(organisation_id=organisation.id, listing_id=listing_id)
    record(session, fact, actor, now)
    session.flush()
