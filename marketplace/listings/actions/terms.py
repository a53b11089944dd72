"""Changing price, stock and other terms: in force at once, journalled with before and after."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from marketplace.actors import Actor
from marketplace.events import record
from marketplace.facts import TermsChanged
from marketplace.listings.actions.decide import price_from
from marketplace.listings.faults import refuse
from marketplace.listings.policies import can_draft, can_sell
from marketplace.listings.queries.own import Own
from marketplace.listings.terms import (
    CraftOffer,
    Offer,
    RouteOffer,
    changes,
    impossible,
    incomplete,
)
from models.errors import ConflictError, IllegalTransitionError, NotAllowedError, NotFoundError
from models.listing_terms import CraftTerms, PriceTier
from models.listings import Listing, ListingState, VersionState, VersionStep


@dataclass(frozen=True, slots=True)
class TermsChange:
    """What one save of the terms hands in.

    Attributes:
        expected: number of the listing's row that the form was opened with; None does not look.
        stock_before: stock the form showed; the new stock is taken only while it still holds.
    """

    offer: Offer
    expected: int | None = None
    stock_before: int | None = None


def change_terms(
    session: Session, actor: Actor, own: Own, wanted: TermsChange, now: datetime
) -> bool:
    """Put new terms in force. A draft may be incomplete; what is reviewed or sold may not.

    Returns:
        False when nothing differs.

    Raises:
        NotAllowedError: the actor may not sell for this organisation.
        FaultsFoundError: the terms cannot be stored, or leave a gap in a listing that is sold.
        ConflictError: somebody changed the terms since (``conflict.edited``), sold a piece
            meanwhile (``conflict.stock``), or the listing was retired (``conflict.state``).
    """
    listing, before = own.listing, own.offer
    draft = listing.state is ListingState.DRAFT and own.newest.state is VersionState.EDITING
    allowed = can_draft if draft else can_sell
    if not allowed(actor, listing.organisation_id):
        raise NotAllowedError("permission.role", role="seller")
    if listing.state is ListingState.RETIRED:
        raise IllegalTransitionError(listing.state, VersionStep.EDIT)
    refuse(
        impossible(wanted.offer)
        if draft
        else (*impossible(wanted.offer), *incomplete(wanted.offer))
    )
    changed = changes(before, wanted.offer)
    if not changed:
        return False
    if wanted.expected is not None and wanted.expected != listing.version:
        raise ConflictError("conflict.edited", time=listing.updated_at)
    _write(session, listing, wanted)
    listing.price_from_satang = price_from(session, listing)
    listing.updated_at = now
    session.flush()
    if not draft:
        record(session, TermsChanged(listing_id=listing.id, changes=changed), actor, now)
    return True


def _write(session: Session, listing: Listing, wanted: TermsChange) -> None:
    if isinstance(wanted.offer, CraftOffer):
        _write_craft(session, listing, wanted.offer, wanted.stock_before)
    else:
        _write_route(session, listing, wanted.offer)


def _write_craft(session: Session, listing: Listing, offer: CraftOffer, seen: int | None) -> None:
    values = {name: getattr(offer, name) for name in CraftOffer.__slots__}
    values["season_months"] = list(offer.season_months)
    statement = update(CraftTerms).where(CraftTerms.listing_id == listing.id)
    if seen is not None and offer.stock == seen:
        del values["stock"]  # not touched by the seller: what was sold meanwhile stays sold
    elif seen is not None:
        statement = statement.where(CraftTerms.stock == seen)
    done = session.execute(
        statement.values(**values)
        .returning(CraftTerms.listing_id)
        .execution_options(synchronize_session=False)
    )
    if done.first() is None:
        raise ConflictError("conflict.stock")
    session.refresh(listing.craft_terms)


def _write_route(session: Session, listing: Listing, offer: RouteOffer) -> None:
    terms = listing.route_terms
    if terms is None:
        raise NotFoundError
    for name in ("min_group", "max_group", "cut_off_hours", "min_to_run", "cancellation"):
        setattr(terms, name, getattr(offer, name))
    for name in ("months", "weekdays", "start_times"):
        setattr(terms, name, list(getattr(offer, name)))
    # Two rows must not stand for the same group size even for a moment.
    listing.price_tiers.clear()
    session.flush()
    listing.price_tiers.extend(
        PriceTier(
            min_people=tier.min_people,
            max_people=tier.max_people,
            price_satang=tier.price_satang,
        )
        for tier in offer.tiers
    )
    session.flush()
