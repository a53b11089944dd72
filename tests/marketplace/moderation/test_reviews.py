"""The review page: both versions as the public sees them, and reasons that fit."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.actors import Actor
from marketplace.events import recorded_facts
from marketplace.listings.reasons import REASONS, reasons_for
from marketplace.moderation.actions.decide import DecisionRequest, decide_version
from models.accounts import OfficerRole
from models.errors import InputRejectedError
from models.listings import Listing, ListingKind, ListingVersion, VersionState
from models.moderation import ReviewDecision, ReviewOutcome
from tests.factories.accounts import make_officer
from tests.factories.listing_content import craft_content, route_content
from tests.factories.listings import add_photo, make_craft, make_draft, make_version
from tests.factories.media import make_photo
from tests.factories.sequence import NOW
from tests.support.clients import HouseClient
from tests.support.village import Role, found_village

OUTCOME = ReviewOutcome


def newest(session: Session, listing: Listing) -> ListingVersion:
    return session.scalars(
        select(ListingVersion)
        .where(ListingVersion.listing_id == listing.id)
        .order_by(ListingVersion.number.desc())
    ).first()  # type: ignore[return-value]  # every listing has one


def reviewer(session: Session) -> Actor:
    user = make_officer(session)
    return Actor(user.id, user.name, officer_roles=frozenset({OfficerRole.REVIEWER}))


def test_a_change_stands_beside_the_approved_version_as_pages(
    client: HouseClient, session: Session
) -> None:
    craft = make_craft(session)
    approved = newest(session, craft)
    sent = make_version(
        session, craft, craft_content(title_th="ผ้าซิ่นผืนใหม่"), number=2,
        state=VersionState.IN_REVIEW,
    )  # fmt: skip
    first, second = make_photo(session), make_photo(session)
    for version, photos in ((approved, (first, second)), (sent, (second, first))):
        for position, photo in enumerate(photos):
            add_photo(session, version, photo, position)
    client.sign_in(make_officer(session))

    page = client.get(f"/office/reviews/{sent.public_id}")

    assert [
        page.text.count(f"/sell/versions/{v.public_id}?framed=1") for v in (approved, sent)
    ] == [
        1,
        1,
    ]
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]
    assert "ย้ายลำดับ" in page.text
    assert "<ins>" in page.text


def test_a_first_submission_stands_alone(client: HouseClient, session: Session) -> None:
    version = newest(session, make_draft(session, state=VersionState.IN_REVIEW))
    client.sign_in(make_officer(session))

    assert client.get(f"/office/reviews/{version.public_id}").text.count("<iframe") == 1


@pytest.mark.parametrize("kind", list(ListingKind))
def test_a_version_in_the_review_is_bare_and_only_this_house_may_frame_it(
    client: HouseClient, session: Session, kind: ListingKind
) -> None:
    content = craft_content() if kind is ListingKind.CRAFT else route_content()
    version = newest(session, make_draft(session, content=content, state=VersionState.IN_REVIEW))
    client.sign_in(make_officer(session))

    framed = client.get(f"/sell/versions/{version.public_id}?framed=1")
    whole = client.get(f"/sell/versions/{version.public_id}")

    assert framed.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in framed.headers["Content-Security-Policy"]
    assert not any(part in framed.text for part in ("<header", '<nav class="tabs"', "<footer"))
    assert '<base target="_blank">' in framed.text
    assert whole.headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in whole.headers["Content-Security-Policy"]
    assert "<header" in whole.text


def test_nobody_but_reviewers_gets_a_page_to_frame(client: HouseClient, session: Session) -> None:
    village = found_village(session)
    village.enter(client, Role.OWNER)

    page = client.get(f"/sell/versions/{village.names['waiting_version']}?framed=1")

    assert page.headers["X-Frame-Options"] == "DENY"
    assert "<header" in page.text


def test_only_reasons_that_fit_the_kind_are_offered_with_their_level(
    client: HouseClient, session: Session
) -> None:
    craft = newest(session, make_draft(session, state=VersionState.IN_REVIEW))
    route = newest(
        session, make_draft(session, content=route_content(), state=VersionState.IN_REVIEW)
    )
    client.sign_in(make_officer(session))

    for_craft = client.get(f"/office/reviews/{craft.public_id}").text
    for_route = client.get(f"/office/reviews/{route.public_id}").text

    assert 'value="size_missing"' in for_craft
    assert 'value="itinerary_gap"' not in for_craft
    assert 'value="itinerary_gap"' in for_route
    assert 'value="size_missing"' not in for_route
    assert "แนะนำ · " in for_route
    assert "ระงับ · " in for_craft


def test_a_reason_of_the_other_kind_is_no_choice(client: HouseClient, session: Session) -> None:
    version = newest(session, make_draft(session, state=VersionState.IN_REVIEW))
    client.sign_in(make_officer(session))

    answer = client.post(
        f"/office/reviews/{version.public_id}",
        data={"outcome": "changes_requested", "reasons": "itinerary_gap"},
    )

    assert answer.status_code == 422
    assert session.scalar(select(func.count(ReviewDecision.id))) == 0


def test_every_reason_fits_some_kind() -> None:
    assert {code for kind in ListingKind for code in reasons_for(kind)} == set(REASONS)


@pytest.mark.parametrize(
    ("outcome", "reason", "code"),
    [
        (OUTCOME.APPROVED, "photo_dark", "review.must_fix"),
        (OUTCOME.CHANGES_REQUESTED, "access_unclear", "review.only_advice"),
        (OUTCOME.REJECTED, "access_unclear", "review.only_advice"),
        (OUTCOME.CHANGES_REQUESTED, "size_missing", "review.reason_missing"),
    ],
)
def test_a_decision_that_its_reasons_do_not_bear_is_refused(
    session: Session, outcome: ReviewOutcome, reason: str, code: str
) -> None:
    listing = make_draft(session, content=route_content(), state=VersionState.IN_REVIEW)
    version = newest(session, listing)

    with pytest.raises(InputRejectedError) as refused:
        decide_version(
            session, reviewer(session), version, DecisionRequest(outcome, (reason,)), NOW
        )

    assert refused.value.code == code
    assert version.state is VersionState.IN_REVIEW
    assert session.scalar(select(func.count(ReviewDecision.id))) == 0
    assert recorded_facts(session) == ()


def test_with_advice_alone_a_version_passes(session: Session) -> None:
    listing = make_draft(session, content=route_content(), state=VersionState.IN_REVIEW)
    version = newest(session, listing)
    request = DecisionRequest(OUTCOME.APPROVED, ("access_unclear",))

    decision = decide_version(session, reviewer(session), version, request, NOW)

    assert version.state is VersionState.APPROVED
    assert decision.reasons == ["access_unclear"]


@pytest.mark.parametrize("second_look", [False, True])
def test_a_version_sent_again_stands_beside_the_one_sent_before(
    client: HouseClient, session: Session, second_look: bool
) -> None:
    listing = make_draft(session, state=VersionState.CHANGES_REQUESTED)
    first = newest(session, listing)
    title = "ผ้าซิ่นผืนเดิม" if second_look else "ผ้าซิ่นผืนใหม่"
    sent = make_version(
        session, listing, craft_content(title_th=title), number=2, state=VersionState.IN_REVIEW
    )
    sent.second_look_of_id = first.id if second_look else None
    client.sign_in(make_officer(session))

    page = client.get(f"/office/reviews/{sent.public_id}").text

    assert "ที่ส่งมาก่อน" in page
    assert "ยังไม่มีฉบับก่อน" not in page
    assert page.count("<iframe") == 2
    assert "<ins>" in page


@pytest.mark.parametrize("outcome", [OUTCOME.CHANGES_REQUESTED, OUTCOME.REJECTED])
def test_a_reason_that_points_to_the_note_needs_it(
    client: HouseClient, session: Session, outcome: ReviewOutcome
) -> None:
    version = newest(session, make_draft(session, state=VersionState.IN_REVIEW))
    client.sign_in(make_officer(session))
    here, data = f"/office/reviews/{version.public_id}", {"outcome": outcome.value}

    bare = client.post(here, data=data | {"reasons": "category_wrong", "note": "  "})
    said = client.post(here, data=data | {"reasons": "category_wrong", "note": "ลองหมวดผ้าทอ"})

    assert bare.status_code == 422
    assert "เหตุผล “หมวดไม่ตรง” บอกให้ดูข้อความนี้" in bare.text
    assert said.status_code == 303
