"""Confirming certificates while a version is approved."""

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.events import recorded_facts
from marketplace.facts import CertificatesConfirmed
from marketplace.listings.papers import OFFICE
from marketplace.moderation.actions.decide import DecisionRequest, decide_version
from models.errors import ConflictError
from models.journal import JournalEntry
from models.listing_content import Certificate
from models.listings import Listing, ListingKind, ListingVersion, VersionState
from models.moderation import ReviewDecision, ReviewOutcome
from tests.factories.accounts import make_officer
from tests.factories.listing_content import craft_content
from tests.factories.listings import make_draft
from tests.factories.sequence import NOW
from tests.marketplace.moderation.test_decide import reviewer

if TYPE_CHECKING:
    from tests.support.clients import HouseClient

OTOP = Certificate("otop-4", "OTOP 4 ดาว", "OTOP 4 stars", number="640302-B001")
TCPS = Certificate("tcps", "มผช.", "TCPS", number="1/2567")
ENDED = replace(TCPS, expires_on=(NOW - timedelta(days=3)).date().isoformat())


def waiting(session: Session, *certificates: Certificate) -> ListingVersion:
    content = craft_content(certificates=certificates)
    listing = make_draft(session, content=content, state=VersionState.IN_REVIEW)
    return session.scalars(
        select(ListingVersion).where(ListingVersion.listing_id == listing.id)
    ).one()


def approving(*papers: Certificate) -> DecisionRequest:
    seen = frozenset(entry.paper for entry in papers)
    return DecisionRequest(ReviewOutcome.APPROVED, papers=seen)


def marks(version: ListingVersion) -> list[tuple[str, str]]:
    rows = version.content(ListingKind.CRAFT).certificates
    return [(entry.verifier, entry.verified_on) for entry in rows]


def test_a_paper_that_was_seen_is_confirmed_with_the_approval(session: Session) -> None:
    version = waiting(session, OTOP, TCPS)

    decision = decide_version(session, reviewer(session), version, approving(OTOP), NOW)

    assert marks(version) == [(OFFICE, "2026-11-20"), ("", "")]
    assert recorded_facts(session)[0] == CertificatesConfirmed(
        listing_id=version.listing_id,
        version_id=version.id,
        decision_id=decision.id,
        confirmed=["otop-4 640302-B001"],
        withdrawn=[],
    )


def test_a_mark_can_be_taken_away_with_the_next_version(session: Session) -> None:
    version = waiting(session, replace(OTOP, verifier=OFFICE, verified_on="2025-01-01"))

    decide_version(session, reviewer(session), version, approving(), NOW)

    assert marks(version) == [("", "")]
    fact = recorded_facts(session)[0]
    assert isinstance(fact, CertificatesConfirmed)
    assert (fact.confirmed, fact.withdrawn) == ([], ["otop-4 640302-B001"])


@pytest.mark.parametrize("outcome", [ReviewOutcome.CHANGES_REQUESTED, ReviewOutcome.REJECTED])
def test_a_refusal_confirms_nothing(session: Session, outcome: ReviewOutcome) -> None:
    version = waiting(session, OTOP)
    request = DecisionRequest(outcome, ("title_vague",), papers=frozenset({OTOP.paper}))

    decide_version(session, reviewer(session), version, request, NOW)

    assert marks(version) == [("", "")]


@pytest.mark.parametrize(
    "ticked", [TCPS, ENDED], ids=["not among the certificates", "expired meanwhile"]
)
def test_what_cannot_be_confirmed_stops_the_whole_decision(
    session: Session, ticked: Certificate
) -> None:
    version = waiting(session, OTOP, ENDED)

    with pytest.raises(ConflictError) as refused:
        decide_version(session, reviewer(session), version, approving(OTOP, ticked), NOW)

    assert refused.value.code == "conflict.changed"
    assert version.state is VersionState.IN_REVIEW
    assert marks(version) == [("", ""), ("", "")]
    assert session.scalars(select(ReviewDecision)).all() == []


def test_the_reviewer_ticks_a_paper_on_the_page_and_the_public_sees_the_mark(
    client: "HouseClient", session: Session
) -> None:
    version = waiting(session, OTOP, ENDED)
    url = f"/office/reviews/{version.public_id}"
    client.sign_in(make_officer(session))
    page = client.get(url).text
    assert f'name="seen_papers" value="{OTOP.paper}"' in page and "640302-B001" in page
    assert ENDED.paper not in page and "หมดอายุแล้ว จึงยืนยันไม่ได้" in page

    client.post(url, data={"outcome": "approved", "seen_papers": [OTOP.paper]})

    session.expire_all()
    assert marks(session.get_one(ListingVersion, version.id))[0][0] == OFFICE
    assert "CertificatesConfirmed" in session.scalars(select(JournalEntry.fact)).all()
    slug = session.get_one(Listing, version.listing_id).slug
    assert "ตรวจยืนยันแล้ว" in client.get(f"/crafts/{slug}").text
