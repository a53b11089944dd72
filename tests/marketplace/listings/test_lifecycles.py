"""Every seller's act in every state of listing and version: done, done already, or refused."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from marketplace.events import recorded_facts
from marketplace.listings.actions import drafts, sale
from marketplace.listings.actions.submit import ask_second_look, submit, withdraw
from marketplace.listings.queries.own import Own, own_listing
from models.errors import ConflictError, NotAllowedError
from models.listings import Listing, ListingState, ListingVersion, VersionState
from models.organisations import AdmissionState
from tests.factories.listing_content import craft_content
from tests.factories.listings import add_photo, make_craft, make_draft, make_version
from tests.factories.media import make_photo
from tests.factories.sequence import NOW
from tests.marketplace.listings.conftest import Seller

L, V = ListingState, VersionState
OPEN = (V.EDITING, V.IN_REVIEW)


def prepared(session: Session, seller: Seller, state: ListingState, newest: VersionState) -> Own:
    """Make a listing in a state whose newest version is in a state, and load it as its seller."""
    if state is L.DRAFT:
        listing = make_draft(session, seller.organisation, state=newest)
        version = session.query(ListingVersion).filter_by(listing_id=listing.id).one()
    else:
        listing = make_craft(session, seller.organisation, state=state)
        version = session.get_one(ListingVersion, listing.approved_version_id)
        if newest is not V.APPROVED:
            content = craft_content(communities=version.content(listing.kind).communities)
            version = make_version(session, listing, content, number=2, state=newest)
    add_photo(session, version, make_photo(session))
    session.expire_all()
    return own_listing(session, seller.actor, listing.public_id)


GRID = [
    (state, newest)
    for state in L
    for newest in (V.EDITING, V.IN_REVIEW, V.CHANGES_REQUESTED, V.REJECTED, V.APPROVED)
    if state is not L.DRAFT or newest is not V.APPROVED
]
IDS = [f"{state}-{newest}" for state, newest in GRID]


def outcome(act: Callable[[], Any]) -> str:
    """Say "done", "already" (False) or "refused"."""
    try:
        return "already" if act() is False else "done"
    except ConflictError:
        return "refused"


@pytest.mark.parametrize(("state", "newest"), GRID, ids=IDS)
def test_submit(
    session: Session, seller: Seller, state: ListingState, newest: VersionState
) -> None:
    own = prepared(session, seller, state, newest)
    if newest is V.IN_REVIEW:
        expected = "already"
    else:
        expected = "done" if newest is V.EDITING and state is not L.RETIRED else "refused"

    assert outcome(lambda: submit(session, seller.actor, own, NOW)) == expected
    assert (own.newest.state is V.IN_REVIEW) == (expected != "refused")
    assert len(recorded_facts(session)) == (expected == "done")


@pytest.mark.parametrize(("state", "newest"), GRID, ids=IDS)
def test_withdraw(
    session: Session, seller: Seller, state: ListingState, newest: VersionState
) -> None:
    own = prepared(session, seller, state, newest)
    expected = {V.IN_REVIEW: "done", V.EDITING: "already"}.get(newest, "refused")

    assert outcome(lambda: withdraw(session, seller.actor, own, NOW)) == expected
    assert (own.newest.state is V.EDITING) == (newest in OPEN)


@pytest.mark.parametrize(("state", "newest"), GRID, ids=IDS)
def test_reopen(
    session: Session, seller: Seller, state: ListingState, newest: VersionState
) -> None:
    own = prepared(session, seller, state, newest)
    before = own.newest
    if newest is V.EDITING:
        expected = "done"
    elif state is L.RETIRED or newest is V.IN_REVIEW:
        expected = "refused"
    else:
        expected = "refused" if newest is V.REJECTED and state is L.DRAFT else "done"

    assert outcome(lambda: drafts.reopen(session, seller.actor, own, NOW)) == expected
    again = own_listing(session, seller.actor, own.listing.public_id)
    if expected == "done" and newest is not V.EDITING:
        assert again.newest.number == before.number + 1
        assert again.newest.state is V.EDITING
        assert before.state is newest
    else:
        assert again.newest.id == before.id


@pytest.mark.parametrize(("state", "newest"), GRID, ids=IDS)
@pytest.mark.parametrize(
    ("act", "origins", "target"),
    [
        (sale.pause, {L.PUBLISHED}, L.PAUSED),
        (sale.resume, {L.PAUSED}, L.PUBLISHED),
        (sale.retire, {L.DRAFT, L.PUBLISHED, L.PAUSED, L.SUSPENDED}, L.RETIRED),
    ],
    ids=["pause", "resume", "retire"],
)
def test_sale(
    session: Session,
    seller: Seller,
    state: ListingState,
    newest: VersionState,
    act: Callable[..., bool],
    origins: set[ListingState],
    target: ListingState,
) -> None:
    own = prepared(session, seller, state, newest)
    expected = "done" if state in origins else "already" if state is target else "refused"

    assert outcome(lambda: act(session, seller.actor, own, NOW)) == expected
    assert own.listing.state is (state if expected == "refused" else target)
    if target is L.RETIRED and expected == "done":
        assert own.newest.state is not V.IN_REVIEW


@pytest.mark.parametrize(("state", "newest"), GRID, ids=IDS)
def test_copy(session: Session, seller: Seller, state: ListingState, newest: VersionState) -> None:
    own = prepared(session, seller, state, newest)

    listing = drafts.copy_listing(session, seller.actor, own, NOW)

    copied = own_listing(session, seller.actor, listing.public_id)
    assert copied.listing.state is L.DRAFT
    assert copied.is_editing
    assert copied.content == own.content
    assert len(copied.newest.photos) == 1
    assert copied.listing.craft_terms is not None
    assert copied.listing.craft_terms.stock == 0


@pytest.mark.parametrize("admission", list(AdmissionState))
def test_who_may_draft_submit_and_sell(
    session: Session, make_desk: Callable[[AdmissionState], Seller], admission: AdmissionState
) -> None:
    seller = make_desk(admission)
    own = prepared(session, seller, L.DRAFT, V.EDITING)
    other = prepared(session, seller, L.PUBLISHED, V.APPROVED)
    own = own_listing(session, seller.actor, own.listing.public_id)
    acts: list[tuple[Callable[[], object], set[AdmissionState]]] = [
        (
            lambda: drafts.copy_listing(session, seller.actor, own, NOW),
            {AdmissionState.APPLIED, AdmissionState.RETURNED, AdmissionState.ADMITTED},
        ),
        (lambda: submit(session, seller.actor, own, NOW), {AdmissionState.ADMITTED}),
        (
            lambda: sale.pause(session, seller.actor, other, NOW),
            set(AdmissionState) - {AdmissionState.CLOSED},
        ),
    ]
    for act, allowed in acts:
        if admission in allowed:
            act()
        else:
            with pytest.raises(NotAllowedError):
                act()


def test_two_open_versions_cannot_exist(session: Session, seller: Seller) -> None:
    listing: Listing = make_craft(session, seller.organisation)
    own = own_listing(session, seller.actor, listing.public_id)
    first = drafts.reopen(session, seller.actor, own, NOW)
    again = own_listing(session, seller.actor, listing.public_id)

    assert drafts.reopen(session, seller.actor, again, NOW).id == first.id


@pytest.mark.parametrize(("state", "newest"), GRID, ids=IDS)
def test_a_second_look_can_be_asked_after_a_rejection_only(
    session: Session, seller: Seller, state: ListingState, newest: VersionState
) -> None:
    own = prepared(session, seller, state, newest)
    expected = "done" if newest is V.REJECTED and state is not L.RETIRED else "refused"

    assert outcome(lambda: ask_second_look(session, seller.actor, own, NOW)) == expected
    assert len(recorded_facts(session)) == (expected == "done")


def test_a_second_look_is_asked_once_and_keeps_the_content(
    session: Session, seller: Seller
) -> None:
    own = prepared(session, seller, L.DRAFT, V.REJECTED)
    ask_second_look(session, seller.actor, own, NOW)
    session.expire_all()

    again = own_listing(session, seller.actor, own.listing.public_id)
    assert again.newest.number == own.newest.number + 1
    assert again.newest.second_look_of_id == own.newest.id
    assert again.content == own.content
    assert len(again.newest.photos) == 1
    assert outcome(lambda: ask_second_look(session, seller.actor, again, NOW)) == "already"

    again.newest.state = V.REJECTED
    assert outcome(lambda: ask_second_look(session, seller.actor, again, NOW)) == "refused"
