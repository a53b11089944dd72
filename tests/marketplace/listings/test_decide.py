"""What the public sees after a decision."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.events import recorded_facts
from marketplace.facts import ChangesRequested, ListingApproved, ListingRejected
from marketplace.listings.actions.decide import (
    Verdict,
    approve_version,
    reject_version,
    request_changes,
)
from marketplace.listings.slugs import slug_of
from models.communities import Community
from models.errors import IllegalTransitionError
from models.listings import (
    Listing,
    ListingCommunity,
    ListingState,
    ListingVersion,
    VersionState,
)
from tests.factories.listing_content import craft_content
from tests.factories.listings import add_photo, make_craft, make_draft, make_version
from tests.factories.media import make_photo
from tests.factories.sequence import NOW


def newest(session: Session, listing: Listing) -> ListingVersion:
    return session.scalars(
        select(ListingVersion)
        .where(ListingVersion.listing_id == listing.id)
        .order_by(ListingVersion.number.desc())
    ).first()  # type: ignore[return-value]  # every listing of these tests has one


def test_first_approval_publishes_and_copies_what_lists_show(session: Session) -> None:
    listing = make_draft(session, state=VersionState.IN_REVIEW)
    version = newest(session, listing)
    photo = make_photo(session)
    add_photo(session, version, photo)

    approve_version(session, version, Verdict(), NOW)

    content = version.content(listing.kind)
    community = session.get(Community, listing.lead_community_id)
    assert version.state is VersionState.APPROVED
    assert listing.state is ListingState.PUBLISHED
    assert listing.published_at == NOW
    assert listing.approved_version_id == version.id
    assert listing.title_th == content.title_th
    assert listing.summary_en == content.summary_en
    assert community is not None
    assert community.slug == content.communities[0]
    assert listing.cover_photo_id == photo.id
    assert listing.cover_alt_th == "ผ้าซิ่นสีครามบนกี่"
    assert listing.price_from_satang == 285_000
    places = session.scalars(
        select(ListingCommunity.community_id).where(ListingCommunity.listing_id == listing.id)
    ).all()
    assert places == [community.id]
    assert recorded_facts(session) == (
        ListingApproved(listing_id=listing.id, version_id=version.id, decision_id=None, first=True),
    )


def test_a_later_approval_supersedes_and_keeps_address_and_date(session: Session) -> None:
    listing = make_craft(session)
    slug, published_at, before_id = listing.slug, listing.published_at, listing.approved_version_id
    version = make_version(
        session,
        listing,
        craft_content(title_th="ชื่อใหม่", title_en="A new name"),
        number=2,
        state=VersionState.IN_REVIEW,
    )

    approve_version(session, version, Verdict(), NOW)

    before = session.get(ListingVersion, before_id)
    assert before is not None
    assert before.state is VersionState.SUPERSEDED
    assert (listing.slug, listing.published_at) == (slug, published_at)
    assert listing.title_th == "ชื่อใหม่"
    fact = recorded_facts(session)[0]
    assert isinstance(fact, ListingApproved)
    assert not fact.first


@pytest.mark.parametrize("state", [ListingState.PAUSED, ListingState.SUSPENDED])
def test_approval_does_not_reopen_a_listing(session: Session, state: ListingState) -> None:
    listing = make_craft(session, state=state)
    version = make_version(
        session, listing, craft_content(), number=2, state=VersionState.IN_REVIEW
    )

    approve_version(session, version, Verdict(), NOW)

    assert listing.state is state


@pytest.mark.parametrize(
    ("decide", "state", "fact"),
    [
        (request_changes, VersionState.CHANGES_REQUESTED, ChangesRequested),
        (reject_version, VersionState.REJECTED, ListingRejected),
    ],
)
def test_other_decisions_leave_the_public_page_alone(
    session: Session,
    decide: Callable[..., None],
    state: VersionState,
    fact: type[ChangesRequested | ListingRejected],
) -> None:
    listing = make_craft(session)
    approved_id = listing.approved_version_id
    version = make_version(
        session, listing, craft_content(), number=2, state=VersionState.IN_REVIEW
    )

    decide(session, version, Verdict(decision_id=7), NOW)

    assert version.state is state
    assert version.decided_at == NOW
    assert listing.approved_version_id == approved_id
    assert recorded_facts(session) == (
        fact(listing_id=listing.id, version_id=version.id, decision_id=7),
    )


@pytest.mark.parametrize("decide", [approve_version, request_changes, reject_version])
@pytest.mark.parametrize(
    "state", [state for state in VersionState if state is not VersionState.IN_REVIEW]
)
def test_only_a_version_under_review_can_be_decided(
    session: Session, decide: Callable[..., None], state: VersionState
) -> None:
    listing = make_craft(session)
    version = make_version(session, listing, craft_content(), number=2, state=state)

    with pytest.raises(IllegalTransitionError):
        decide(session, version, Verdict(), NOW)

    assert version.state is state


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Hat Siao tin chok skirt", "hat-siao-tin-chok-skirt"),
        ("Sangkhalok plate, fish pattern — 25 cm!", "sangkhalok-plate-fish-pattern-25-cm"),
        ("Weaver's Café", "weavers-cafe"),
        ("ผ้าซิ่น", ""),
        ("a" * 50 + " " + "b" * 50, "a" * 50),
    ],
)
def test_addresses_are_made_of_plain_words(title: str, slug: str) -> None:
    assert slug_of(title) == slug
