"""Admit sellers, ask them for more, suspend, reinstate and close them."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.actors import Actor
from marketplace.events import Fact, record
from marketplace.facts import (
    AdmissionReturned,
    SellerAdmitted,
    SellerClosed,
    SellerReinstated,
    SellerSuspended,
)
from marketplace.moderation.checklist import admission_checks, is_complete
from marketplace.moderation.policies import can_admit
from models.errors import ConflictError, InputRejectedError, NotAllowedError
from models.organisations import (
    ADMISSION_LIFECYCLE,
    AdmissionAction,
    AdmissionDecision,
    AdmissionState,
    Organisation,
)

OFFICER_ACTIONS = frozenset(AdmissionAction) - {AdmissionAction.SEND_AGAIN}
"""What an officer may do; sending again is the seller's."""


def officer_actions(organisation: Organisation) -> tuple[AdmissionAction, ...]:
    """Return what an officer may do with a seller as it stands now."""
    state = organisation.admission or AdmissionState.CLOSED
    possible = ADMISSION_LIFECYCLE.open_actions(state) & OFFICER_ACTIONS
    return tuple(action for action in AdmissionAction if action in possible)


def refuse_decided(session: Session, organisation: Organisation) -> None:
    """Say who was faster, when it was an officer.

    Raises:
        ConflictError: with the moment of the last decision and where the seller stands now.
    """
    decided_at = session.scalar(
        select(func.max(AdmissionDecision.decided_at)).where(
            AdmissionDecision.organisation_id == organisation.id
        )
    )
    if decided_at is not None:
        raise ConflictError("conflict.decided", time=decided_at, state=organisation.admission)


@dataclass(frozen=True, slots=True)
class AdmissionRequest:
    """What the officer chose.

    Attributes:
        checks: checklist code -> "ok" | "missing" | "not_needed".
        note: words to the seller; needed for everything but admitting and reinstating.
    """

    action: AdmissionAction
    checks: dict[str, str] = field(default_factory=dict)
    note: str = ""


def decide_admission(
    session: Session,
    actor: Actor,
    organisation: Organisation,
    request: AdmissionRequest,
    now: datetime,
) -> AdmissionDecision:
    """Move a seller's admission and keep the decision.

    Raises:
        NotAllowedError: no manager, or a member of the organisation.
        InputRejectedError: admitting with open points ("admission.incomplete"), or a refusal
            that does not say why ("admission.note_missing").
        ConflictError: another officer decided in the meantime ("conflict.decided", or at commit).
        IllegalTransitionError: the present state has no such step, and nobody has decided.
    """
    if not can_admit(actor, organisation.id) or request.action not in OFFICER_ACTIONS:
        raise NotAllowedError("permission.own_group", organisation_id=organisation.id)
    if request.action not in officer_actions(organisation):
        refuse_decided(session, organisation)
    else:
        _check(organisation, request)
    organisation.advance(request.action, now)
    decision = AdmissionDecision(
        organisation_id=organisation.id,
        officer_id=actor.user_id,
        action=request.action,
        checks=dict(request.checks),
        note=request.note,
        decided_at=now,
    )
    session.add(decision)
    session.flush()
    record(session, _fact(organisation, request, decision.id), actor, now)
    return decision


def _check(organisation: Organisation, request: AdmissionRequest) -> None:
    if request.action is AdmissionAction.ADMIT and not is_complete(
        organisation.kind, request.checks
    ):
        raise InputRejectedError("admission.incomplete", "checks")
    told = request.note or request.action in {AdmissionAction.ADMIT, AdmissionAction.REINSTATE}
    if not told:
        raise InputRejectedError("admission.note_missing", "note")


def _fact(organisation: Organisation, request: AdmissionRequest, decision_id: int) -> Fact:
    if request.action is AdmissionAction.RETURN:
        codes = admission_checks(organisation.kind)
        missing = sum(request.checks.get(code) == "missing" for code in codes)
        return AdmissionReturned(
            organisation_id=organisation.id, decision_id=decision_id, count=max(1, missing)
        )
    kinds = {
        AdmissionAction.ADMIT: SellerAdmitted,
        AdmissionAction.SUSPEND: SellerSuspended,
        AdmissionAction.REINSTATE: SellerReinstated,
        AdmissionAction.CLOSE: SellerClosed,
    }
    return kinds[request.action](organisation_id=organisation.id, decision_id=decision_id)
