"""Certificates: what a seller types, what is asked for, and what the public is told of them."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.orm import Session

from marketplace.listings.checks import content_faults
from marketplace.listings.difference import differences
from marketplace.listings.papers import OFFICE, mark_papers
from models.listing_content import Certificate, CraftContent, from_document
from models.listings import ListingVersion
from tests.factories.listing_content import craft_content, route_content
from tests.factories.listings import make_craft, make_draft, make_route
from tests.marketplace.listings.conftest import Seller, newest_content
from tests.marketplace.listings.test_desk import send

if TYPE_CHECKING:
    from tests.support.clients import HouseClient

DAY = date(2026, 11, 20)
CLAIM = Certificate("", "มาตรฐานบ้านเรา", "Our standard", number="640302-B001")
SEEN = replace(CLAIM, verifier=OFFICE, verified_on="2026-11-01", expires_on="2027-11-20")
ENDED = replace(SEEN, expires_on="2026-11-01")
MARK, QUIET, GONE = "ตรวจยืนยันแล้ว", "เจ้าหน้าที่ยังไม่ได้ดูเอกสาร", "หมดอายุแล้ว"


def test_the_number_is_kept_beside_a_name_from_the_list(
    desk: "HouseClient", seller: Seller, session: Session
) -> None:
    listing = make_draft(session, seller.organisation)
    row = {
        "certificates-0-code": "otop-4",
        "certificates-0-number": "640302-B001",
        "certificates-0-expires_on": "20/11/2570",
    }

    assert send(desk, listing, **row, do="save").status_code == 303

    session.expire_all()
    (found,) = newest_content(listing, session).certificates
    assert (found.code, found.number, found.expires_on) == ("otop-4", "640302-B001", "2027-11-20")
    assert found.verifier == ""
    assert "640302-B001" in desk.get(f"/sell/listings/{listing.public_id}").text


def test_a_number_without_a_name_is_kept_and_asked_about(
    desk: "HouseClient", seller: Seller, session: Session
) -> None:
    listing = make_draft(session, seller.organisation)

    answer = send(desk, listing, **{"certificates-0-number": "1/2567"}, do="submit")

    assert answer.status_code == 422
    assert 'href="#certificates-0-name_th"' in answer.text
    session.expire_all()
    assert newest_content(listing, session).certificates[0].number == "1/2567"


def test_a_claim_needs_its_number_but_a_confirmed_paper_and_a_type_do_not() -> None:
    claim, seen = Certificate("otop-4", "OTOP", "OTOP"), Certificate("otop-4", "OTOP", "", OFFICE)
    kind = Certificate("gi-type", "ประเภท GI", "GI type")

    faults = content_faults(craft_content(certificates=(claim, seen, kind)), [])

    fields = [fault.field for fault in faults if fault.field.startswith("certificates")]
    assert fields == ["certificates-0-number"]


def test_a_document_from_before_numbers_can_be_read() -> None:
    old = {"certificates": [{"code": "otop-4", "th": "OTOP", "verifier": OFFICE}]}

    (found,) = from_document(CraftContent, old).certificates

    assert (found.number, found.verified_on, found.verifier) == ("", "", OFFICE)


def test_the_mark_stays_with_the_same_paper_only(
    desk: "HouseClient", seller: Seller, session: Session
) -> None:
    content = craft_content(certificates=(SEEN, replace(SEEN, number="2")))
    listing = make_draft(session, seller.organisation, content=content)

    assert send(desk, listing, **{"certificates-1-number": "3"}, do="save").status_code == 303

    session.expire_all()
    first, second = newest_content(listing, session).certificates
    assert first == SEEN
    assert (second.number, second.verifier, second.verified_on) == ("3", "", "")


def test_marks_are_set_kept_and_taken() -> None:
    content = craft_content(certificates=(CLAIM, SEEN, replace(SEEN, number="9")))

    marked = mark_papers(content, {CLAIM.paper, SEEN.paper}, DAY)

    new, kept, lost = marked.content.certificates
    assert (new.verifier, new.verified_on) == (OFFICE, "2026-11-20")
    assert kept == SEEN
    assert (lost.verifier, lost.verified_on) == ("", "")
    assert (marked.confirmed, marked.withdrawn) == ((new,), (lost,))


def test_the_difference_shows_a_changed_number() -> None:
    before = craft_content(certificates=(CLAIM,))
    after = craft_content(certificates=(replace(CLAIM, number="7", verifier=OFFICE),))

    changed = [r for r in differences(before, after, lambda _field, code: code) if r.changes]

    assert {row.field for row in changed} == {"certificates"}
    assert not any(OFFICE in text for row in changed for _kind, text in row.parts)


@pytest.mark.parametrize(
    ("certificate", "said", "unsaid"),
    [(SEEN, MARK, (QUIET, GONE)), (CLAIM, QUIET, (MARK, GONE)), (ENDED, GONE, (MARK, QUIET))],
)
@pytest.mark.parametrize("kind", ["crafts", "routes"])
def test_the_page_says_how_sure_a_certificate_is(
    client: "HouseClient",
    session: Session,
    kind: str,
    certificate: Certificate,
    said: str,
    unsaid: tuple[str, ...],
) -> None:
    if kind == "crafts":
        listing = make_craft(session, content=craft_content(certificates=(certificate,)))
    else:
        listing = make_route(session, content=route_content(certificates=(certificate,)))

    page = client.get(f"/{kind}/{listing.slug}").text

    assert said in page and not any(words in page for words in unsaid)
    assert "เลขที่ 640302-B001" in page


def test_a_copy_starts_without_marks(desk: "HouseClient", seller: Seller, session: Session) -> None:
    listing = make_craft(session, seller.organisation, content=craft_content(certificates=(SEEN,)))

    desk.post(f"/sell/listings/{listing.public_id}/copy")

    session.expire_all()
    copy = session.query(ListingVersion).order_by(ListingVersion.id.desc()).first()
    assert copy is not None
    (found,) = from_document(CraftContent, copy.document).certificates
    assert (found.number, found.verifier, found.verified_on) == (SEEN.number, "", "")
