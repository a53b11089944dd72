"""Decide on a submitted version: approve, ask for changes, or reject."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from marketplace.actors import Actor
from marketplace.listings.actions.decide import (
    Verdict,
    approve_version,
    reject_version,
    request_changes,
)
from marketplace.listings.papers import confirmable
from marketplace.listings.reasons import are_grave, known_codes, missing_note
from marketplace.moderation.policies import can_decide
from marketplace.web.dates import bangkok_day
from models.errors import ConflictError, InputRejectedError, NotAllowedError
from models.listings import Listing, ListingVersion, VersionState
from models.moderation import ReviewDecision, ReviewOutcome

_EFFECTS = {
    ReviewOutcome.APPROVED: approve_version,
    ReviewOutcome.CHANGES_REQUESTED: request_changes,
    ReviewOutcome.REJECTED: reject_version,
}


@dataclass(frozen=True, slots=True)
class DecisionRequest:
    """What the officer chose.

    Attributes:
        reasons: codes of the catalogue; at least one graver than advice unless approved, and
            none but advice when approved.
        checks: checklist code -> ticked.
        note: words to the seller; may be empty.
        papers: certificates whose papers the officer saw (``Certificate.paper``); they count only
            when approved.
    """

    outcome: ReviewOutcome
    reasons: tuple[str, ...] = ()
    checks: dict[str, bool] = field(default_factory=dict)
    note: str = ""
    papers: frozenset[str] = frozenset()


def decide_version(
    session: Session, actor: Actor, version: ListingVersion, request: DecisionRequest, now: datetime
) -> ReviewDecision:
    """Decide once and for all on a version under review.

    Args:
        session: inside ``transaction()``.
        actor: a reviewer who does not belong to the seller.
        version: loaded by ``queries.review``.
        request: outcome, reasons, note.
        now: moment of the decision.

    Raises:
        NotAllowedError: no reviewer, a member of the seller ("permission.own_group"), or the one
            who rejected what is looked at again ("permission.second_look").
        InputRejectedError: a refusal without a reason ("review.reason_missing") or with advice
            alone ("review.only_advice") or without the note that it points to
            ("review.note_missing"), or approval in spite of a reason ("review.must_fix").
        ConflictError: somebody decided before ("conflict.decided"), or the seller withdrew it, or
            a certificate is not the one that was looked at ("conflict.changed").
    """
    # Before the version, as its seller's acts take them.
    listing = session.get_one(
        Listing, version.listing_id, populate_existing=True, with_for_update={"key_share": True}
    )
    if not can_decide(actor, listing.organisation_id):
        raise NotAllowedError("permission.own_group", organisation_id=listing.organisation_id)
    if judged_before(session, version, actor.user_id):
        raise NotAllowedError("permission.second_look")
    reasons = known_codes(request.reasons, listing.kind)
    _check(request, reasons)
    _take(session, version)
    offered = confirmable(version.content(listing.kind), bangkok_day(now))
    if not request.papers <= {entry.paper for entry in offered}:
        raise ConflictError("conflict.changed")
    decision = ReviewDecision(
        version_id=version.id,
        officer_id=actor.user_id,
        outcome=request.outcome,
        reasons=reasons,
        checks=dict(request.checks),
        note=request.note,
        decided_at=now,
    )
    session.add(decision)
    session.flush()
    verdict = Verdict(actor, decision.id, request.papers)
    _EFFECTS[request.outcome](session, version, verdict, now)
    return decision


def _check(request: DecisionRequest, reasons: list[str]) -> None:
    unsaid = missing_note(reasons, request.note)
    if request.outcome is ReviewOutcome.APPROVED:
        if are_grave(reasons):
            raise InputRejectedError("review.must_fix", "reasons")
    elif not reasons:
        raise InputRejectedError("review.reason_missing", "reasons")
    elif not are_grave(reasons):
        raise InputRejectedError("review.only_advice", "reasons")
    elif unsaid:
        raise InputRejectedError("review.note_missing", "note", reason=unsaid.title)


def judged_before(session: Session, version: ListingVersion, officer_id: int) -> bool:
    """Tell whether this is a second look at what the same officer rejected: another must judge."""
    if version.second_look_of_id is None:
        return False
    first = session.scalar(
        select(ReviewDecision.officer_id).where(
            ReviewDecision.version_id == version.second_look_of_id
        )
    )
    return first == officer_id


def _take(session: Session, version: ListingVersion) -> None:
    # The guarded UPDATE lets exactly one of two officers through, whatever each of them has loaded.
    taken = session.execute(
        update(ListingVersion)
        .where(ListingVersion.id == version.id, ListingVersion.state == VersionState.IN_REVIEW)
        .values(saved_at=ListingVersion.saved_at)
        .returning(ListingVersion.id)
    ).scalar()
    if taken is not None:
        session.refresh(version)
        return
    decided = session.execute(
        select(ListingVersion.state, ListingVersion.decided_at).where(
            ListingVersion.id == version.id
        )
    ).one()
    if decided.decided_at is None:
        raise ConflictError("conflict.withdrawn")
    raise ConflictError("conflict.decided", time=decided.decided_at, state=decided.state)
