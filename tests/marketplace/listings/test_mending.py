"""Mending what an officer asked for: reasons lead to fields, and versions can be compared."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.listings.coaching import PLACES, Look, PhotoFace, coached, place_of
from marketplace.listings.photo_difference import photo_summary
from marketplace.listings.reasons import REASONS
from models.listings import Listing, ListingKind, ListingVersion, VersionState
from models.moderation import ReviewDecision, ReviewOutcome
from tests.factories.accounts import make_officer
from tests.factories.listing_content import craft_content, route_content
from tests.factories.listings import add_photo, make_draft
from tests.factories.media import make_photo
from tests.factories.sequence import NOW
from tests.marketplace.listings.conftest import Seller, newest_content
from tests.marketplace.listings.test_desk import send

if TYPE_CHECKING:
    from tests.support.clients import HouseClient

NBSP = "\u00a0"
NOTE = "อยากให้เห็นลายชัด ๆ ในรูปแรก"


def sent_back(session: Session, seller: Seller, *reasons: str) -> Listing:
    """A listing whose first version an officer sent back, with one photo."""
    listing = make_draft(session, seller.organisation, state=VersionState.CHANGES_REQUESTED)
    version = session.scalars(
        select(ListingVersion).where(ListingVersion.listing_id == listing.id)
    ).one()
    photo = make_photo(session, organisation_id=seller.organisation.id)
    add_photo(session, version, photo)
    session.add(
        ReviewDecision(
            version_id=version.id,
            officer_id=make_officer(session).id,
            outcome=ReviewOutcome.CHANGES_REQUESTED,
            reasons=list(reasons),
            checks={},
            note=NOTE,
            decided_at=NOW,
        )
    )
    session.flush()
    return listing


def told(desk: "HouseClient", url: str) -> str:
    """A page with plain blanks, as a reader sees it."""
    return desk.get(url).text.replace(NBSP, " ")


def test_the_note_and_the_way_to_each_field_stay_while_mending(
    desk: "HouseClient", seller: Seller, session: Session
) -> None:
    listing = sent_back(session, seller, "photo_dark", "title_vague")
    url = f"/sell/listings/{listing.public_id}"
    assert 'name="place" value="photos"' in told(desk, url)

    answer = desk.post(f"{url}/reopen", data={"place": "title_th"})

    assert answer.location.endswith(f"{url}#title_th")
    page = told(desk, url)
    assert NOTE in page
    assert 'href="#photos"' in page and 'href="#title_th"' in page
    assert "ตัวอย่างรูปมืดและเบลอ" in page
    assert "difference?from=1&amp;to=2" in page
    assert "แก้และบันทึกแล้ว 0 จาก 2 ข้อ" in page


def test_a_changed_field_counts_as_worked_on(
    desk: "HouseClient", seller: Seller, session: Session
) -> None:
    listing = sent_back(session, seller, "photo_dark", "title_vague")
    url = f"/sell/listings/{listing.public_id}"
    desk.post(f"{url}/reopen")

    assert send(desk, listing, title_th="ผ้าซิ่นตีนจก ลายสี่ขอ", do="save").status_code == 303

    assert "แก้และบันทึกแล้ว 1 จาก 2 ข้อ" in told(desk, url)
    assert newest_content(listing, session).title_th == "ผ้าซิ่นตีนจก ลายสี่ขอ"


def test_reopening_leads_nowhere_but_to_fields(
    desk: "HouseClient", seller: Seller, session: Session
) -> None:
    listing = sent_back(session, seller, "title_vague")

    url = f"/sell/listings/{listing.public_id}"
    answer = desk.post(f"{url}/reopen", data={"place": "//elsewhere.example"})

    assert answer.location.endswith(url)


def test_every_place_of_a_reason_is_on_a_form(
    desk: "HouseClient", seller: Seller, session: Session
) -> None:
    pages = ""
    for content in (craft_content(), route_content()):
        listing = make_draft(session, seller.organisation, content=content)
        pages += desk.get(f"/sell/listings/{listing.public_id}").text

    assert [place for place in PLACES if f'id="{place}"' not in pages] == []


@pytest.mark.parametrize("code", REASONS)
def test_a_reason_is_worked_on_only_when_its_field_changed(code: str) -> None:
    content = craft_content() if place_of(REASONS[code].field) != "itinerary" else route_content()
    look = Look(content, (PhotoFace("a", "ก", ""),))
    other = Look(replace(content, summary_th="สรุปใหม่"), look.photos)

    (same,), (changed,) = (
        coached([REASONS[code]], look, look),
        coached([REASONS[code]], look, other),
    )

    assert not same.touched
    assert changed.touched == (REASONS[code].field == "listing")


def test_photos_differ_by_coming_going_order_and_words() -> None:
    before = [PhotoFace("a", "ก", ""), PhotoFace("b", "ข", ""), PhotoFace("c", "ค", "")]
    after = [PhotoFace("b", "ข", ""), PhotoFace("a", "ก ใหม่", "new"), PhotoFace("d", "ง", "")]

    found = photo_summary(before, after)

    assert found.marks == {"b": "same", "a": "same", "d": "in", "c": "out"}
    assert found.moved
    assert [(place, lang) for place, lang, _parts in found.texts] == [(2, "th"), (2, "en")]
    assert found.words.replace(NBSP, " ") == "เพิ่ม 1 รูป · เอาออก 1 รูป · สลับลำดับรูป · แก้คำบรรยาย 1 รูป"
    assert photo_summary(before, before).words == ""


def test_the_comparison_shows_photos_that_changed(
    desk: "HouseClient", seller: Seller, session: Session
) -> None:
    listing = sent_back(session, seller, "photo_dark")
    url = f"/sell/listings/{listing.public_id}"
    desk.post(f"{url}/reopen")
    assert "ข้อความและรูปของสองฉบับเหมือนกัน" in told(desk, f"{url}/difference")
    session.expire_all()
    newest = session.scalars(
        select(ListingVersion).order_by(ListingVersion.number.desc()).limit(1)
    ).one()
    add_photo(session, newest, make_photo(session, organisation_id=seller.organisation.id), 1)

    page = told(desk, f"{url}/difference")

    assert "เพิ่ม 1 รูป" in page and "เหมือนกัน" not in page
    assert newest.content(ListingKind.CRAFT) == newest_content(listing, session)
