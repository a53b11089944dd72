"""Admitting sellers: a complete checklist, a told reason, one decision at a time."""

import pytest
from sqlalchemy.orm import Session

from marketplace.actors import Actor
from marketplace.events import recorded_facts
from marketplace.facts import AdmissionReturned, SellerAdmitted
from marketplace.moderation.actions.admit import AdmissionRequest, decide_admission
from marketplace.moderation.checklist import admission_checks
from models.accounts import OfficerRole
from models.errors import IllegalTransitionError, InputRejectedError, NotAllowedError
from models.organisations import AdmissionAction, AdmissionState, Organisation, OrganisationKind
from tests.factories.accounts import make_officer
from tests.factories.organisations import make_seller
from tests.factories.sequence import NOW
from tests.support.clients import HouseClient


def manager(session: Session, role: OfficerRole = OfficerRole.MANAGER) -> Actor:
    user = make_officer(session, role)
    return Actor(user_id=user.id, name=user.name, officer_roles=frozenset({role}))


def applied(session: Session, kind: OrganisationKind) -> Organisation:
    return make_seller(session, admission=AdmissionState.APPLIED, kind=kind)


def all_ok(kind: OrganisationKind) -> dict[str, str]:
    return dict.fromkeys(admission_checks(kind), "ok")


@pytest.mark.parametrize("kind", list(OrganisationKind))
def test_a_complete_checklist_admits(session: Session, kind: OrganisationKind) -> None:
    seller = applied(session, kind)
    request = AdmissionRequest(AdmissionAction.ADMIT, all_ok(kind))

    decision = decide_admission(session, manager(session), seller, request, NOW)

    assert (seller.admission, seller.admitted_at) == (AdmissionState.ADMITTED, NOW)
    assert recorded_facts(session) == (
        SellerAdmitted(organisation_id=seller.id, decision_id=decision.id),
    )


def test_an_open_point_keeps_a_seller_out(session: Session) -> None:
    seller = applied(session, OrganisationKind.TOUR_OPERATOR)
    checks = all_ok(OrganisationKind.TOUR_OPERATOR) | {"tour_licence": "missing"}

    with pytest.raises(InputRejectedError) as refused:
        decide_admission(
            session, manager(session), seller, AdmissionRequest(AdmissionAction.ADMIT, checks), NOW
        )

    assert refused.value.code == "admission.incomplete"
    assert seller.admission is AdmissionState.APPLIED
    assert recorded_facts(session) == ()


def test_returning_counts_what_is_missing_and_says_it(session: Session) -> None:
    kind = OrganisationKind.VILLAGE_GROUP
    seller = applied(session, kind)
    checks = all_ok(kind) | {"contact_reached": "missing", "exempt_class": "missing"}
    request = AdmissionRequest(AdmissionAction.RETURN, checks, "ขอเบอร์ที่โทรติด")

    decision = decide_admission(session, manager(session), seller, request, NOW)

    assert seller.admission is AdmissionState.RETURNED
    assert recorded_facts(session) == (
        AdmissionReturned(organisation_id=seller.id, decision_id=decision.id, count=2),
    )


def test_returning_without_a_word_is_refused(session: Session) -> None:
    seller = applied(session, OrganisationKind.INDIVIDUAL)

    with pytest.raises(InputRejectedError) as refused:
        decide_admission(
            session, manager(session), seller, AdmissionRequest(AdmissionAction.RETURN), NOW
        )

    assert (refused.value.code, refused.value.field) == ("admission.note_missing", "note")


def test_a_reviewer_does_not_admit(session: Session) -> None:
    seller = applied(session, OrganisationKind.INDIVIDUAL)
    request = AdmissionRequest(AdmissionAction.ADMIT, all_ok(OrganisationKind.INDIVIDUAL))

    with pytest.raises(NotAllowedError):
        decide_admission(session, manager(session, OfficerRole.REVIEWER), seller, request, NOW)

    assert seller.admission is AdmissionState.APPLIED


def test_an_admitted_seller_is_not_admitted_again(session: Session) -> None:
    seller = make_seller(session)
    request = AdmissionRequest(AdmissionAction.ADMIT, all_ok(seller.kind))

    with pytest.raises(IllegalTransitionError):
        decide_admission(session, manager(session), seller, request, NOW)


@pytest.mark.parametrize("first", [AdmissionAction.RETURN, AdmissionAction.ADMIT])
@pytest.mark.parametrize("second", ["return", "admit", ""])
def test_the_second_of_two_managers_is_told_and_keeps_the_note(
    client: HouseClient, session: Session, first: AdmissionAction, second: str
) -> None:
    kind = OrganisationKind.VILLAGE_GROUP
    seller = applied(session, kind)
    decide_admission(
        session, manager(session), seller, AdmissionRequest(first, all_ok(kind), "ขอเบอร์"), NOW
    )
    state, said = (seller.admission, "ขอข้อมูลเพิ่ม" if first == "return" else "รับเป็นผู้ขายแล้ว")
    client.sign_in(make_officer(session, OfficerRole.MANAGER))

    answer = client.post(
        f"/office/applications/{seller.public_id}", data={"action": second, "note": "ขอเลขทะเบียน"}
    )

    if second or first is AdmissionAction.RETURN:
        assert answer.status_code == 409
        assert "มีผู้ตรวจตัดสินแล้วเมื่อ" in answer.text
        assert f"ผลคือ “{said}”" in answer.text
    else:
        assert answer.status_code == 422
    assert "ขอเลขทะเบียน" in answer.text
    session.refresh(seller)
    assert seller.admission is state


def test_a_decision_without_an_outcome_is_asked_for_in_words_of_ours(
    client: HouseClient, session: Session
) -> None:
    seller = applied(session, OrganisationKind.VILLAGE_GROUP)
    client.sign_in(make_officer(session, OfficerRole.MANAGER))

    answer = client.post(f"/office/applications/{seller.public_id}", data={"note": "ขอเบอร์"})

    assert answer.status_code == 422
    assert "ยังไม่ได้เลือกผลการพิจารณา เลือกแล้วกดส่งอีกครั้ง" in answer.text
    assert "ขอเบอร์" in answer.text
