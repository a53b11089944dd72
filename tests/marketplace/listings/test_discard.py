"""Changes of a published listing are thrown away, and what the public sees is the newest again."""

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.events import recorded_facts
from marketplace.facts import ListingChangesDiscarded
from marketplace.listings.actions.discard import discard_changes
from marketplace.listings.queries.own import own_listing
from models.errors import ConflictError, NotAllowedError
from models.journal import JournalEntry
from models.listings import Listing, ListingState, ListingVersion, VersionPhoto, VersionState
from models.media import Photo
from models.organisations import AdmissionState
from tests.factories.accounts import make_officer
from tests.factories.listing_content import craft_content
from tests.factories.listings import add_photo, make_craft, make_draft, make_version
from tests.factories.media import make_photo
from tests.factories.sequence import NOW
from tests.marketplace.listings.conftest import Seller, form_values
from tests.marketplace.listings.test_lifecycles import GRID, IDS, outcome, prepared

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.clients import HouseClient

V, L = VersionState, ListingState
DISCARDED_FROM = {V.EDITING, V.CHANGES_REQUESTED, V.REJECTED}


def states(session: Session, listing: Listing) -> list[VersionState]:
    """Return the states of the listing's versions, oldest first."""
    session.expire_all()
    return list(
        session.scalars(
            select(ListingVersion.state)
            .where(ListingVersion.listing_id == listing.id)
            .order_by(ListingVersion.number)
        )
    )


@pytest.fixture
def changed(session: Session, seller: Seller) -> Listing:
    """A craft on sale with a draft of the next version, which has a photo of its own."""
    listing = make_craft(session, seller.organisation)
    draft = make_version(session, listing, craft_content(title_th="ชื่อที่กำลังแก้"), number=2)
    add_photo(session, draft, make_photo(session, organisation_id=seller.organisation.id))
    return listing


@pytest.mark.parametrize(("state", "newest"), GRID, ids=IDS)
def test_only_unpublished_changes_of_a_listing_that_lives_are_discarded(
    session: Session, seller: Seller, state: ListingState, newest: VersionState
) -> None:
    own = prepared(session, seller, state, newest)
    fine = state not in {L.DRAFT, L.RETIRED} and newest in DISCARDED_FROM
    before = states(session, own.listing)
    own = own_listing(session, seller.actor, own.listing.public_id)

    result = outcome(lambda: discard_changes(own.newest.number, session, seller.actor, own, NOW))

    assert result == ("done" if fine else "refused")
    assert len(recorded_facts(session)) == fine
    if fine:
        again = own_listing(session, seller.actor, own.listing.public_id)
        assert again.newest.state is V.APPROVED
        assert states(session, own.listing) == [V.APPROVED, V.DISCARDED]
    else:
        assert states(session, own.listing) == before


def test_everything_after_the_public_version_goes_and_nothing_before_it(
    session: Session, seller: Seller
) -> None:
    listing = make_craft(session, seller.organisation)
    approved = session.get_one(ListingVersion, listing.approved_version_id)
    approved.number = 2
    session.flush()
    make_version(session, listing, craft_content(), number=1, state=V.CHANGES_REQUESTED)
    make_version(session, listing, craft_content(), number=3, state=V.CHANGES_REQUESTED)
    make_version(session, listing, craft_content(), number=4)
    own = own_listing(session, seller.actor, listing.public_id)

    assert discard_changes(4, session, seller.actor, own, NOW)

    assert states(session, listing) == [
        V.CHANGES_REQUESTED, V.APPROVED, V.DISCARDED, V.DISCARDED,
    ]  # fmt: skip
    (fact,) = recorded_facts(session)
    assert isinstance(fact, ListingChangesDiscarded)
    assert len(fact.version_ids) == 2


@pytest.mark.parametrize("admission", [AdmissionState.SUSPENDED, AdmissionState.CLOSED])
def test_who_may_not_draft_discards_nothing(
    session: Session, make_desk: "Callable[[AdmissionState], Seller]", admission: AdmissionState
) -> None:
    seller = make_desk(admission)
    own = prepared(session, seller, L.PUBLISHED, V.EDITING)

    with pytest.raises(NotAllowedError):
        discard_changes(2, session, seller.actor, own, NOW)

    assert states(session, own.listing) == [V.APPROVED, V.EDITING]


def test_a_question_about_an_older_version_discards_no_newer_one(
    session: Session, seller: Seller
) -> None:
    listing = make_craft(session, seller.organisation)
    make_version(session, listing, craft_content(), number=2, state=V.DISCARDED)
    make_version(session, listing, craft_content(), number=3, state=V.CHANGES_REQUESTED)
    make_version(session, listing, craft_content(), number=4)
    own = own_listing(session, seller.actor, listing.public_id)
    before = states(session, listing)
    own = own_listing(session, seller.actor, listing.public_id)

    assert discard_changes(2, session, seller.actor, own, NOW) is False
    for number in (0, 3):
        with pytest.raises(ConflictError):
            discard_changes(number, session, seller.actor, own, NOW)

    assert states(session, listing) == before


def test_a_seller_throws_changes_away_and_sees_what_the_public_sees(
    desk: "HouseClient", session: Session, changed: Listing
) -> None:
    url = f"/sell/listings/{changed.public_id}"
    assert f'href="{url}/discard"' in desk.get(url).text
    question = desk.get(f"{url}/discard")
    assert "ทิ้งการแก้ไขของ “ชื่อที่กำลังแก้” ไหม" in question.text
    assert "ส่วนราคาและจำนวนไม่เปลี่ยน" in question.text

    answers = [desk.post(f"{url}/discard", data={"number": "2"}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    page = desk.get(url).text
    assert page.count("ทิ้งการแก้ไขแล้ว คนทั่วไปยังเห็นฉบับเดิม") == 2
    assert f'href="{url}/discard"' not in page and "แก้ไขเนื้อหา" in page
    assert "ชื่อที่กำลังแก้" not in page
    assert states(session, changed) == [V.APPROVED, V.DISCARDED]
    told = select(func.count()).where(JournalEntry.fact == "ListingChangesDiscarded")
    assert session.scalar(told) == 1
    assert desk.get(f"{url}/discard").status_code == 303


def test_discarded_changes_leave_the_shelves_and_stay_readable_with_their_photos(
    desk: "HouseClient", session: Session, changed: Listing
) -> None:
    url = f"/sell/listings/{changed.public_id}"
    draft = session.scalars(select(ListingVersion).where(ListingVersion.number == 2)).one()
    assert changed.public_id in desk.get("/sell/listings?state=draft").text
    assert "ชื่อที่กำลังแก้" in desk.get("/sell").text

    desk.post(f"{url}/discard", data={"number": "2"})

    assert changed.public_id not in desk.get("/sell/listings?state=draft").text
    assert changed.public_id in desk.get("/sell/listings?state=published").text
    assert "ชื่อที่กำลังแก้" not in desk.get("/sell").text
    history = desk.get(url).text
    assert f"/sell/versions/{draft.public_id}" in history and "ทิ้งแล้ว" in history
    assert "ชื่อที่กำลังแก้" in desk.get(f"/sell/versions/{draft.public_id}").text
    assert session.scalar(select(func.count()).select_from(VersionPhoto)) == 1
    assert session.scalar(select(func.count()).select_from(Photo)) == 1


def test_editing_goes_on_from_the_public_version_and_an_old_tab_cannot_write_into_it(
    desk: "HouseClient", session: Session, changed: Listing
) -> None:
    url = f"/sell/listings/{changed.public_id}"
    old = form_values(desk.get(url).text)
    desk.post(f"{url}/discard", data={"number": "2"})

    gone = desk.post(url, data={**old, "summary_th": "จากแท็บเก่า", "do": "save"})
    desk.post(f"{url}/reopen")
    late = desk.post(url, data={**old, "summary_th": "จากแท็บเก่า", "do": "save"})

    assert (gone.status_code, late.status_code) == (409, 409)
    assert states(session, changed) == [V.APPROVED, V.DISCARDED, V.EDITING]
    third = session.scalars(select(ListingVersion).where(ListingVersion.number == 3)).one()
    assert third.title_th != "ชื่อที่กำลังแก้"
    assert "จากแท็บเก่า" not in str(third.document)


def test_what_was_sent_meanwhile_is_not_discarded(
    desk: "HouseClient", session: Session, changed: Listing
) -> None:
    url = f"/sell/listings/{changed.public_id}"
    draft = session.scalars(select(ListingVersion).where(ListingVersion.number == 2)).one()
    draft.state, draft.submitted_at = V.IN_REVIEW, NOW

    answer = desk.post(f"{url}/discard", data={"number": "2"})

    assert answer.status_code == 303
    page = desk.get(url).text
    assert "เรื่องนี้เปลี่ยนเป็น “รอตรวจ” แล้ว จึงทิ้งการแก้ไขไม่ได้" in page
    assert "ถ้าจะทิ้งการแก้ไข ถอนกลับมาก่อน" in page
    assert f'href="{url}/discard"' not in page
    assert states(session, changed) == [V.APPROVED, V.IN_REVIEW]


def test_changes_sent_back_with_reasons_can_be_discarded_from_the_listings_page(
    desk: "HouseClient", session: Session, seller: Seller
) -> None:
    listing = make_craft(session, seller.organisation)
    make_version(session, listing, craft_content(), number=2, state=V.CHANGES_REQUESTED)
    url = f"/sell/listings/{listing.public_id}"
    assert f'action="{url}/discard"' in desk.get(url).text

    desk.post(f"{url}/discard", data={"number": "2"})

    assert states(session, listing) == [V.APPROVED, V.DISCARDED]
    assert listing.public_id not in desk.get("/sell/listings?state=fix").text


def test_a_draft_nobody_has_approved_has_no_changes_to_discard(
    desk: "HouseClient", session: Session, seller: Seller
) -> None:
    listing = make_draft(session, seller.organisation)
    url = f"/sell/listings/{listing.public_id}"
    assert f"{url}/discard" not in desk.get(url).text

    desk.post(f"{url}/discard", data={"number": "1"})

    assert states(session, listing) == [V.EDITING]


@pytest.mark.parametrize(("sent", "status"), [(True, 200), (False, 404)])
def test_officers_read_discarded_changes_only_when_they_were_sent_to_them(
    client: "HouseClient", session: Session, sent: bool, status: int
) -> None:
    listing = make_craft(session)
    version = make_version(session, listing, craft_content(), number=2, state=V.DISCARDED)
    version.submitted_at = NOW if sent else None
    client.sign_in(make_officer(session))

    assert client.get(f"/sell/versions/{version.public_id}").status_code == status
    assert client.get(f"/office/reviews/{version.public_id}").status_code == status
