"""Sending a version for review and taking it back."""

from datetime import datetime

from sqlalchemy.orm import Session

from marketplace.actors import Actor
from marketplace.events import record
from marketplace.facts import ListingSubmitted, ListingWithdrawn
from marketplace.listings.actions.drafts import add_version, copy_photos
from marketplace.listings.checks import content_faults
from marketplace.listings.faults import CONTACTS, Fault, refuse
from marketplace.listings.policies import can_ask_again, can_submit
from marketplace.listings.queries.own import Own
from marketplace.listings.queries.shops import has_channels
from marketplace.listings.slugs import give_slug
from marketplace.listings.terms import impossible, incomplete
from models.errors import IllegalTransitionError, NotAllowedError
from models.listings import ListingState, VersionAction, VersionState, VersionStep


def submission_faults(session: Session, own: Own) -> list[Fault]:
    """Return everything to mend before the newest version may be sent; empty when it may."""
    offer = own.offer
    return [
        *content_faults(own.content, own.photo_texts),
        *impossible(offer),
        *incomplete(offer),
        *_contact_faults(session, own.listing.organisation_id),
    ]


def _contact_faults(session: Session, organisation_id: int) -> list[Fault]:
    """A listing nobody can ask about helps nobody."""
    reachable = has_channels(session, organisation_id)
    return [] if reachable else [Fault(CONTACTS, "contact.missing")]


def submit(session: Session, actor: Actor, own: Own, now: datetime) -> bool:
    """Send the open version for review.

    Returns:
        True when it was sent now; False when it is under review already (a second click).

    Raises:
        NotAllowedError: the seller is not admitted yet, or not selling now.
        FaultsFoundError: something is missing; nothing was sent.
        IllegalTransitionError: the version was decided, or the listing was retired.
    """
    if not can_submit(actor, own.listing.organisation_id):
        raise NotAllowedError("permission.admission")
    if own.newest.state is VersionState.IN_REVIEW:
        return False
    if own.listing.state is ListingState.RETIRED:
        raise IllegalTransitionError(own.listing.state, VersionAction.SUBMIT)
    if own.newest.state is VersionState.EDITING:
        refuse(submission_faults(session, own))
    own.newest.advance(VersionAction.SUBMIT, now)
    give_slug(session, own.listing, own.newest.title_en)
    session.flush()
    fact = ListingSubmitted(listing_id=own.listing.id, version_id=own.newest.id)
    record(session, fact, actor, now)
    return True


def ask_second_look(session: Session, actor: Actor, own: Own, now: datetime) -> bool:
    """Ask another reviewer to judge a rejected version again. It can be asked once.

    The version is sent again unchanged, as a version of its own.

    Returns:
        False when it was asked already and is under review (a second click).

    Raises:
        NotAllowedError: the actor is not in an admitted seller.
        IllegalTransitionError: the newest version was not rejected, or has had its second look.
    """
    if not can_submit(actor, own.listing.organisation_id):
        raise NotAllowedError("permission.admission")
    rejected = own.newest
    if rejected.state is VersionState.IN_REVIEW and rejected.second_look_of_id is not None:
        return False
    if not can_ask_again(own.listing.state, rejected.state, looked=_looked(own)):
        raise IllegalTransitionError(own.standing, VersionStep.ASK_AGAIN)
    version = add_version(session, own.listing, own.content, actor, now)
    version.second_look_of_id = rejected.id
    copy_photos(session, rejected, version)
    version.advance(VersionAction.SUBMIT, now)
    session.flush()
    fact = ListingSubmitted(listing_id=own.listing.id, version_id=version.id)
    record(session, fact, actor, now)
    return True


def _looked(own: Own) -> bool:
    return own.newest.second_look_of_id is not None


def withdraw(session: Session, actor: Actor, own: Own, now: datetime) -> bool:
    """Take the version back from review to go on editing it.

    Returns:
        False when it is back already (a second click).

    Raises:
        NotAllowedError: the actor is not in an admitted seller.
        IllegalTransitionError: it was decided meanwhile.
    """
    if not can_submit(actor, own.listing.organisation_id):
        raise NotAllowedError("permission.admission")
    if own.newest.state is VersionState.EDITING:
        return False
    own.newest.advance(VersionAction.WITHDRAW, now)
    session.flush()
    fact = ListingWithdrawn(listing_id=own.listing.id, version_id=own.newest.id)
    record(session, fact, actor, now)
    return True
