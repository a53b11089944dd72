"""Deciding on versions: who may, once only, and what the public sees afterwards."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from marketplace.actors import Actor, MembershipGrant
from marketplace.events import record, recorded_facts
from marketplace.facts import (
    ChangesRequested,
    ListingApproved,
    ListingRejected,
    ListingWithdrawn,
)
from marketplace.moderation.actions.decide import DecisionRequest, decide_version
from models.accounts import OfficerRole
from models.errors import ConflictError, InputRejectedError, NotAllowedError
from models.listing_terms import CraftTerms
from models.listings import Listing, ListingState, ListingVersion, VersionAction, VersionState
from models.moderation import ReviewDecision, ReviewOutcome
from models.organisations import AdmissionState, MemberRole, OrganisationSide
from tests.factories.accounts import make_officer
from tests.factories.listing_content import craft_content
from tests.factories.listings import make_craft, make_draft, make_version
from tests.factories.sequence import NOW

if TYPE_CHECKING:
    from tests.support.clients import HouseClient

APPROVE = DecisionRequest(ReviewOutcome.APPROVED)
ASK = DecisionRequest(ReviewOutcome.CHANGES_REQUESTED, ("photo_dark",), note="ถ่ายริมหน้าต่าง")
REJECT = DecisionRequest(ReviewOutcome.REJECTED, ("duplicate",))


def reviewer(session: Session, *roles: OfficerRole, member_of: int | None = None) -> Actor:
    user = make_officer(session)
    grant = MembershipGrant(
        member_of or 0,
        "x",
        "กลุ่ม",
        "",
        OrganisationSide.SELLER,
        AdmissionState.ADMITTED,
        MemberRole.STAFF,
    )
    return Actor(
        user_id=user.id,
        name=user.name,
        memberships=(grant,) if member_of else (),
        officer_roles=frozenset(roles or {OfficerRole.REVIEWER}),
    )


def in_review(session: Session) -> tuple[Listing, ListingVersion]:
    listing = make_draft(session, state=VersionState.IN_REVIEW)
    version = session.scalars(
        select(ListingVersion).where(ListingVersion.listing_id == listing.id)
    ).one()
    return listing, version


def decisions(session: Session) -> int:
    return session.scalar(select(func.count(ReviewDecision.id))) or 0


def test_the_first_approval_publishes(session: Session) -> None:
    listing, version = in_review(session)

    decision = decide_version(session, reviewer(session), version, APPROVE, NOW)

    assert listing.state is ListingState.PUBLISHED
    assert listing.approved_version_id == version.id
    assert listing.title_th == version.title_th
    assert listing.slug
    assert version.state is VersionState.APPROVED
    assert recorded_facts(session) == (
        ListingApproved(
            listing_id=listing.id, version_id=version.id, decision_id=decision.id, first=True
        ),
    )


def test_an_approved_change_supersedes_the_version_before(session: Session) -> None:
    listing = make_craft(session)
    before = session.get_one(ListingVersion, listing.approved_version_id)
    content = craft_content(title_th="ผ้าซิ่นตีนจก ลายสี่ขอ", category=listing.category_slug)
    after = make_version(session, listing, content, number=2, state=VersionState.IN_REVIEW)

    decide_version(session, reviewer(session), after, APPROVE, NOW)

    assert (before.state, after.state) == (VersionState.SUPERSEDED, VersionState.APPROVED)
    assert listing.title_th == "ผ้าซิ่นตีนจก ลายสี่ขอ"


@pytest.mark.parametrize(
    ("request_", "state", "fact"),
    [
        (ASK, VersionState.CHANGES_REQUESTED, ChangesRequested),
        (REJECT, VersionState.REJECTED, ListingRejected),
    ],
)
def test_a_refusal_keeps_what_the_public_sees(
    session: Session, request_: DecisionRequest, state: VersionState, fact: type
) -> None:
    listing = make_craft(session)
    title, approved = listing.title_th, listing.approved_version_id
    content = craft_content(title_th="ชื่อใหม่")
    version = make_version(session, listing, content, number=2, state=VersionState.IN_REVIEW)

    decision = decide_version(session, reviewer(session), version, request_, NOW)

    assert version.state is state
    assert (listing.title_th, listing.approved_version_id) == (title, approved)
    assert decision.reasons == list(request_.reasons)
    assert [type(found) for found in recorded_facts(session)] == [fact]


def test_a_refusal_needs_a_reason_of_the_catalogue(session: Session) -> None:
    _listing, version = in_review(session)
    request = DecisionRequest(ReviewOutcome.REJECTED, ("no_such_reason",))

    with pytest.raises(InputRejectedError) as refused:
        decide_version(session, reviewer(session), version, request, NOW)

    assert (refused.value.code, refused.value.field) == ("review.reason_missing", "reasons")
    assert version.state is VersionState.IN_REVIEW
    assert decisions(session) == 0
    assert recorded_facts(session) == ()


def test_nobody_decides_about_their_own_organisation(session: Session) -> None:
    listing, version = in_review(session)
    member = reviewer(session, member_of=listing.organisation_id)

    with pytest.raises(NotAllowedError):
        decide_version(session, member, version, APPROVE, NOW)

    assert decisions(session) == 0
    assert recorded_facts(session) == ()


def test_a_manager_is_no_reviewer(session: Session) -> None:
    _listing, version = in_review(session)

    with pytest.raises(NotAllowedError):
        decide_version(session, reviewer(session, OfficerRole.MANAGER), version, APPROVE, NOW)

    assert version.state is VersionState.IN_REVIEW


def test_the_second_officer_gets_a_conflict_that_tells_the_first_decision(
    session: Session, commit: Callable[[], None]
) -> None:
    _listing, version = in_review(session)
    first, second = reviewer(session), reviewer(session)
    decide_version(session, first, version, ASK, NOW)
    commit()

    with pytest.raises(ConflictError) as refused:
        decide_version(session, second, version, APPROVE, NOW)

    assert refused.value.code == "conflict.decided"
    assert refused.value.values == {"time": NOW, "state": "changes_requested"}
    assert decisions(session) == 1


def test_a_withdrawn_version_cannot_be_decided(session: Session) -> None:
    _listing, version = in_review(session)
    version.state = VersionState.EDITING
    session.flush()

    with pytest.raises(ConflictError) as refused:
        decide_version(session, reviewer(session), version, APPROVE, NOW)

    assert refused.value.code == "conflict.withdrawn"


def test_a_second_look_is_for_another_reviewer(session: Session) -> None:
    _listing, version = in_review(session)
    first, second = reviewer(session), reviewer(session)
    decide_version(session, first, version, REJECT, NOW)
    again = make_version(
        session,
        session.get_one(Listing, version.listing_id),
        craft_content(category="textiles"),
        number=2,
        state=VersionState.IN_REVIEW,
    )
    again.second_look_of_id = version.id
    session.flush()

    with pytest.raises(NotAllowedError) as refused:
        decide_version(session, first, again, APPROVE, NOW)
    assert refused.value.code == "permission.second_look"
    assert decisions(session) == 1

    decide_version(session, second, again, APPROVE, NOW)
    assert again.state is VersionState.APPROVED


def test_a_listing_without_a_price_is_not_published(session: Session) -> None:
    _listing, version = in_review(session)
    session.execute(update(CraftTerms).values(price_satang=None))

    with pytest.raises(InputRejectedError, match=r"review\.price_missing"):
        decide_version(session, reviewer(session), version, APPROVE, NOW)

    session.rollback()


@pytest.fixture
def officer(client: "HouseClient", session: Session) -> "HouseClient":
    """A browser in which a reviewer is signed in."""
    client.sign_in(make_officer(session))
    return client


def test_deciding_about_a_retired_listing_is_a_conflict(
    officer: "HouseClient", session: Session
) -> None:
    listing, version = in_review(session)
    listing.state = ListingState.RETIRED
    url = f"/office/reviews/{version.public_id}"

    answer = officer.post(url, data={"outcome": "approved", "note": "งามมาก"})

    assert answer.status_code == 409
    assert "เลิกขาย" in answer.text
    assert "งามมาก" in answer.text
    assert decisions(session) == 0


@pytest.mark.parametrize("outcome", ["changes_requested", ""])
def test_an_officer_who_writes_while_the_seller_withdraws_keeps_the_note(
    officer: "HouseClient", session: Session, outcome: str
) -> None:
    listing, version = in_review(session)
    url = f"/office/reviews/{version.public_id}"
    assert officer.get(url).status_code == 200
    version.advance(VersionAction.WITHDRAW, NOW)
    record(session, ListingWithdrawn(listing_id=listing.id, version_id=version.id), None, NOW)

    answer = officer.post(
        url, data={"outcome": outcome, "reasons": "photo_dark", "note": "ถ่ายริมหน้าต่าง"}
    )

    assert answer.status_code == 409
    assert "ผู้ขายถอนฉบับนี้กลับไปแก้แล้ว" in answer.text
    assert "ถ่ายริมหน้าต่าง" in answer.text
    assert version.title_th not in answer.text
    assert decisions(session) == 0
    assert officer.get(url).status_code == 404


def test_a_draft_that_was_never_submitted_is_not_there(
    officer: "HouseClient", session: Session
) -> None:
    listing = make_draft(session)
    version = session.scalars(
        select(ListingVersion).where(ListingVersion.listing_id == listing.id)
    ).one()

    answer = officer.post(f"/office/reviews/{version.public_id}", data={"outcome": "approved"})

    assert answer.status_code == 404
    assert decisions(session) == 0
