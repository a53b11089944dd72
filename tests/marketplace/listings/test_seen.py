"""The seller is told truly who sees what, and what can be done next."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.listings import Listing, ListingState, ListingVersion, VersionState
from models.organisations import AdmissionState
from tests.factories.listing_content import craft_content
from tests.factories.listings import make_craft, make_draft, make_version
from tests.marketplace.listings.conftest import Seller

if TYPE_CHECKING:
    from tests.support.clients import HouseClient

STILL = "คนทั่วไปยังเห็นฉบับเดิม"


def page_of(desk: "HouseClient", session: Session, listing: Listing, number: int = 1) -> str:
    public_id = session.scalars(
        select(ListingVersion.public_id).where(
            ListingVersion.listing_id == listing.id, ListingVersion.number == number
        )
    ).one()
    return desk.get(f"/sell/versions/{public_id}").text


def test_the_bar_over_a_version_says_who_sees_it(
    desk: "HouseClient", seller: Seller, session: Session
) -> None:
    public = make_craft(session, seller.organisation)
    stopped = make_craft(session, seller.organisation, state=ListingState.SUSPENDED)
    draft = make_draft(session, seller.organisation)
    waiting = make_draft(session, seller.organisation, state=VersionState.IN_REVIEW)

    assert "นี่คือหน้าที่คนทั่วไปเห็นอยู่ตอนนี้" in page_of(desk, session, public)
    assert "ฉบับนี้มีแต่คนในกลุ่มและเจ้าหน้าที่เห็น" in page_of(desk, session, stopped)
    assert "ตอนนี้มีแต่คนในกลุ่มเห็น" in page_of(desk, session, draft)
    assert "ตอนนี้มีแต่คนในกลุ่มและเจ้าหน้าที่เห็น" in page_of(desk, session, waiting)


@pytest.mark.parametrize("newest", [VersionState.EDITING, VersionState.IN_REVIEW])
@pytest.mark.parametrize(
    ("state", "public"), [(ListingState.PUBLISHED, True), (ListingState.SUSPENDED, False)]
)
def test_only_what_the_public_sees_is_said_to_be_seen(
    desk: "HouseClient",
    seller: Seller,
    session: Session,
    newest: VersionState,
    state: ListingState,
    public: bool,
) -> None:
    listing = make_craft(session, seller.organisation, state=state)
    make_version(session, listing, craft_content(), number=2, state=newest)

    page = desk.get(f"/sell/listings/{listing.public_id}").text

    assert (STILL in page) is public


def test_a_retired_listing_offers_no_editing_that_leads_nowhere(
    desk: "HouseClient", seller: Seller, session: Session
) -> None:
    listing = make_craft(session, seller.organisation, state=ListingState.RETIRED)
    make_version(session, listing, craft_content(), number=2)

    page = desk.get(f"/sell/listings/{listing.public_id}").text

    assert f"/sell/listings/{listing.public_id}/reopen" not in page


def test_an_application_that_came_back_waits_for_its_group(
    client: "HouseClient", make_desk: Callable[[AdmissionState], Seller], session: Session
) -> None:
    returned = make_desk(AdmissionState.RETURNED)
    client.sign_in(returned.user, returned.organisation)

    page = client.get("/sell").text

    assert "ไม่มีเรื่องรอคุณ" not in page
    assert "มี 1\u00a0เรื่องรอคุณ" in page
    assert f"/apply/{returned.organisation.public_id}" in page
