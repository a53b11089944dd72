"""The queue: whose villages, until when, with which picture; and what is suspended."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.actors import Actor
from marketplace.listings.queries.decided import queue_place
from marketplace.moderation.deadlines import due_at, overdue_before
from marketplace.moderation.queries.queue import QueueFilter, next_waiting, review_queue, waiting
from marketplace.moderation.queries.suspensions import suspended_listings, why_suspended
from models.listings import Listing, ListingState, ListingVersion, VersionState
from tests.factories.accounts import make_officer
from tests.factories.communities import make_community
from tests.factories.listing_content import craft_content, route_content
from tests.factories.listings import add_photo, make_craft, make_draft, make_version
from tests.factories.media import make_photo
from tests.factories.moderation import make_suspension
from tests.factories.organisations import make_seller
from tests.factories.sequence import NOW
from tests.support.clients import HouseClient

NOBODY = Actor(1, "x")


def version_of(session: Session, listing: Listing) -> ListingVersion:
    return session.scalars(
        select(ListingVersion).where(ListingVersion.listing_id == listing.id)
    ).one()


def titles(session: Session, community: str) -> list[str]:
    page = review_queue(session, NOBODY, QueueFilter(community=community), 1, NOW)
    return [row.title_th for row in page.rows]


def test_the_filter_goes_by_the_villages_of_the_version(session: Session) -> None:
    home = make_community(session, slug="ban-tuek", name_th="บ้านตึก")
    other = make_community(session, slug="ban-tuek-nuea", name_th="บ้านตึกเหนือ")
    seller = make_seller(session, community_id=home.id)
    here = route_content(title_th="ในหมู่บ้าน", communities=(home.slug,))
    away = route_content(title_th="ข้ามหมู่บ้าน", communities=(other.slug, home.slug))
    there = craft_content(title_th="ที่อื่น", communities=(other.slug,))
    for content in (here, away, there):
        make_draft(session, seller, content=content, state=VersionState.IN_REVIEW)

    assert titles(session, home.slug) == ["ในหมู่บ้าน", "ข้ามหมู่บ้าน"]
    assert titles(session, other.slug) == ["ข้ามหมู่บ้าน", "ที่อื่น"]
    assert titles(session, "tuek") == []
    assert titles(session, "%") == []


def test_a_row_names_the_villages_of_the_version_and_shows_its_cover(session: Session) -> None:
    first, second = make_community(session), make_community(session)
    content = route_content(communities=(second.slug, first.slug))
    listing = make_draft(session, content=content, state=VersionState.IN_REVIEW)
    version = version_of(session, listing)
    later, cover = make_photo(session), make_photo(session)
    add_photo(session, version, later, 1)
    add_photo(session, version, cover, 0)

    (row,) = review_queue(session, NOBODY, QueueFilter(), 1, NOW).rows

    assert [place.name_th for place in row.communities] == [second.name_th, first.name_th]
    assert row.cover is not None
    assert row.cover.key == cover.key


def at(day: int, hour: int = 3, minute: int = 0) -> datetime:
    """Return a moment of November 2026, of which the 2nd is a Monday; 03:00 UTC is 10:00 here."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("sent", "due"),
    [
        (at(2), at(5)),
        (at(4), at(9)),
        (at(5), at(10)),
        (at(6), at(11)),
        # Saturday and Sunday count from Monday 00:00 in Thailand, which is Sunday 17:00 UTC.
        (at(7), at(11, 17)),
        (at(8), at(11, 17)),
    ],
)
def test_an_answer_is_due_after_three_working_days(sent: datetime, due: datetime) -> None:
    assert due_at(sent) == due


def test_overdue_is_what_was_due_before_now() -> None:
    hours = [at(1) + timedelta(hours=each) for each in range(24 * 14)]

    for now in (each + timedelta(minutes=30) for each in hours[24 * 7 :: 5]):
        late = [sent for sent in hours if due_at(sent) < now]
        assert late == [sent for sent in hours if sent < overdue_before(now)]


def test_the_queue_counts_what_is_overdue_in_working_days(session: Session) -> None:
    for sent in (at(5), at(6)):
        version = version_of(session, make_draft(session, state=VersionState.IN_REVIEW))
        version.submitted_at = sent
    session.flush()

    standing = waiting(session, at(10, 4))

    assert (standing.total, standing.overdue) == (2, 1)


def test_an_officer_finds_what_is_suspended_and_reads_why(
    client: HouseClient, session: Session
) -> None:
    officer = make_officer(session, name="ผู้ตรวจคนก่อน")
    listing = make_craft(session, state=ListingState.SUSPENDED)
    make_suspension(session, listing, officer, reasons=["photo_not_own"], note="ขอดูรูปจริง")
    lifted = make_craft(session)
    make_suspension(session, lifted, officer, lifted_at=NOW)
    client.sign_in(make_officer(session))

    pile = client.get("/office/suspended").text
    page = client.get(f"/office/listings/{listing.public_id}/suspend").text

    assert f"/office/listings/{listing.public_id}/suspend" in pile
    assert lifted.public_id not in pile
    assert "/office/suspended" in client.get("/office/reviews").text
    for part in ("รูปไม่ใช่ของกลุ่มเอง", "ผู้ตรวจคนก่อน"):
        assert part in pile
        assert part in page
    assert "ขอดูรูปจริง" in page


def test_the_pile_counts_each_listing_once(session: Session) -> None:
    officer = make_officer(session)
    listing = make_craft(session, state=ListingState.SUSPENDED)
    make_suspension(session, listing, officer, lifted_at=NOW)
    make_suspension(session, listing, officer, note="อีกครั้ง")

    rows, total = suspended_listings(session, 1)
    why = why_suspended(session, listing.id)

    assert (len(rows), total) == (1, 1)
    assert why is not None
    assert why.note == "อีกครั้ง"


def sent_again(
    session: Session, first: VersionState, *, at_first: datetime, again: datetime
) -> ListingVersion:
    """Add a listing whose first version was decided and whose second waits."""
    listing = make_draft(session, state=first)
    version_of(session, listing).submitted_at = at_first
    state = VersionState.IN_REVIEW
    second = make_version(session, listing, craft_content(), number=2, state=state)
    second.submitted_at = again
    session.flush()
    return second


def test_what_is_sent_again_after_a_request_for_changes_keeps_its_place(session: Session) -> None:
    waits = version_of(session, make_draft(session, state=VersionState.IN_REVIEW))
    waits.submitted_at = at(3)
    asked = VersionState.CHANGES_REQUESTED
    kept = sent_again(session, asked, at_first=at(2), again=at(5))
    new = sent_again(session, VersionState.REJECTED, at_first=at(1), again=at(4))

    rows = review_queue(session, NOBODY, QueueFilter(), 1, at(6)).rows

    assert [row.public_id for row in rows] == [each.public_id for each in (kept, waits, new)]
    assert next_waiting(session, NOBODY) == kept.public_id
    assert [queue_place(session, each) for each in (kept, waits, new)] == [1, 2, 3]
    assert (rows[0].queued_at, rows[0].due_at) == (at(2), due_at(at(5)))


def test_a_round_goes_on_over_several_requests_and_ends_with_an_approval(session: Session) -> None:
    listing = make_craft(session)
    version_of(session, listing).submitted_at = at(1)
    for number, state in ((2, VersionState.CHANGES_REQUESTED), (3, VersionState.CHANGES_REQUESTED),
                          (4, VersionState.IN_REVIEW)):  # fmt: skip
        version = make_version(session, listing, craft_content(), number=number, state=state)
        version.submitted_at = at(number)
    session.flush()

    (row,) = review_queue(session, NOBODY, QueueFilter(), 1, at(6)).rows

    assert row.queued_at == at(2)
