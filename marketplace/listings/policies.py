"""Who may do what with a listing. Pure: an actor and values in, True or False out."""

from typing import Final

from marketplace.actors import Actor
from models.accounts import OfficerRole
from models.listings import VERSION_LIFECYCLE, ListingState, VersionAction, VersionState
from models.organisations import AdmissionState, OrganisationSide

_DRAFTING: Final = frozenset(
    {AdmissionState.APPLIED, AdmissionState.RETURNED, AdmissionState.ADMITTED}
)
_REOPENED_FROM: Final = frozenset(
    {VersionState.APPROVED, VersionState.CHANGES_REQUESTED, VersionState.SUPERSEDED}
)


def can_see_as_seller(actor: Actor, organisation_id: int) -> bool:
    """Tell whether the actor may open the seller's pages of a listing of this organisation."""
    grant = actor.membership(organisation_id)
    return grant is not None and grant.side is OrganisationSide.SELLER


def can_preview(actor: Actor, organisation_id: int, *, sent: bool) -> bool:
    """Tell whether the actor may see a version as a page before it is public.

    Its seller always may; reviewers may once it was submitted.

    Args:
        actor: who asks.
        organisation_id: whose listing.
        sent: whether the version was submitted, and not taken back.
    """
    if can_see_as_seller(actor, organisation_id):
        return True
    return sent and actor.has_office_role(OfficerRole.REVIEWER)


def can_draft(actor: Actor, organisation_id: int) -> bool:
    """Tell whether the actor may begin and edit listings; an applicant may, a closed shop not."""
    grant = actor.membership(organisation_id)
    return (
        grant is not None and grant.side is OrganisationSide.SELLER and grant.admission in _DRAFTING
    )


def can_submit(actor: Actor, organisation_id: int) -> bool:
    """Tell whether the actor may send a listing for review: only admitted sellers may."""
    grant = actor.membership(organisation_id)
    return grant is not None and grant.admission is AdmissionState.ADMITTED


def can_sell(actor: Actor, organisation_id: int) -> bool:
    """Tell whether the actor may change terms, pause, resume or retire."""
    grant = actor.membership(organisation_id)
    return (
        grant is not None
        and grant.side is OrganisationSide.SELLER
        and grant.admission is not AdmissionState.CLOSED
    )


def can_reopen(listing_state: ListingState, newest: VersionState, *, approved: bool) -> bool:
    """Tell whether a new version may be begun.

    Args:
        listing_state: of the listing; a retired one stays as it is.
        newest: state of its newest version.
        approved: whether the public sees a version, which a rejected change then starts from.
    """
    if listing_state is ListingState.RETIRED:
        return False
    return newest in _REOPENED_FROM or (newest is VersionState.REJECTED and approved)


def can_discard(listing_state: ListingState, newest: VersionState, *, approved: bool) -> bool:
    """Tell whether changes may be thrown away, to go back to what the public sees.

    Args:
        listing_state: of the listing; a retired one stays as it is.
        newest: state of its newest version; one under review is withdrawn first.
        approved: whether there is a version to go back to.
    """
    return (
        approved
        and listing_state is not ListingState.RETIRED
        and newest in VERSION_LIFECYCLE.origins(VersionAction.DISCARD)
    )


def can_ask_again(listing_state: ListingState, newest: VersionState, *, looked: bool) -> bool:
    """Tell whether a second look may be asked for.

    Args:
        listing_state: of the listing; a retired one stays as it is.
        newest: state of its newest version.
        looked: whether that version was a second look itself; there is no third.
    """
    return (
        listing_state is not ListingState.RETIRED and newest is VersionState.REJECTED and not looked
    )
