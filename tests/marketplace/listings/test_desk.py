"""Stories at the seller's desk, without script: begin, type, add photos, send."""

import io
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.ports.storage import MemoryStorage
from models.communities import Community
from models.journal import JournalEntry
from models.listing_content import CraftContent
from models.listing_terms import CraftTerms
from models.listings import Listing, ListingVersion, VersionPhoto, VersionState
from models.organisations import AdmissionState
from tests.factories.accounts import make_officer, make_user
from tests.factories.listings import make_craft, make_draft, make_route
from tests.marketplace.listings.conftest import Seller, form_values, newest_content

if TYPE_CHECKING:
    from werkzeug.test import TestResponse

    from tests.support.clients import HouseClient


def picture(colour: str = "#8c2530") -> io.BytesIO:
    """Return a plain JPEG that is large enough."""
    out = io.BytesIO()
    Image.new("RGB", (1200, 900), colour).save(out, "JPEG")
    out.seek(0)
    return out


def begin(desk: "HouseClient", session: Session, kind: str = "craft") -> Listing:
    answer = desk.post("/sell/listings/new", data={"kind": kind})
    assert answer.status_code == 303, answer.text
    session.expire_all()
    listing = session.scalars(select(Listing).order_by(Listing.id.desc()).limit(1)).one()
    assert answer.location.endswith(listing.public_id)
    return listing


def send(desk: "HouseClient", listing: Listing, **changes: object) -> "TestResponse":
    """Open the form, change some fields, send it."""
    url = f"/sell/listings/{listing.public_id}"
    values: dict[str, object] = {**form_values(desk.get(url).text)}
    values.update(changes)
    return desk.post(url, data=values, content_type="multipart/form-data")


COMPLETE = {
    "title_th": "ผ้าซิ่นตีนจก ลายเครือน้อย",
    "description_th": "ทอมือด้วยฝ้าย หนึ่งคืบใช้เวลาราวสามวัน",
    "category": "textiles",
    "materials": ["cotton"],
    "price": "2,850",
    "stock": "๓",
}


def test_a_craft_from_nothing_to_review(
    desk: "HouseClient", seller: Seller, session: Session, storage: MemoryStorage
) -> None:
    listing = begin(desk, session)

    answer = send(
        desk,
        listing,
        **COMPLETE,
        do="upload",
        photos=[(picture(), "loom.jpg"), (picture("#2f7459"), "cloth.jpg")],
    )
    assert answer.status_code == 303, answer.text
    page = desk.get(f"/sell/listings/{listing.public_id}").text
    photo_fields = [name for name in form_values(page) if name.startswith("alt-")]
    assert len(photo_fields) == 4
    assert len(list(storage.entries("photos"))) == 8

    alts = {name: "ผ้าซิ่นบนกี่" for name in photo_fields if name.endswith("-th")}
    answer = send(desk, listing, **alts, do="submit")
    assert answer.status_code == 303, answer.text

    session.expire_all()
    version = session.scalars(select(ListingVersion)).one()
    terms = session.get(CraftTerms, listing.id)
    content = newest_content(listing, session)
    assert version.state is VersionState.IN_REVIEW
    assert isinstance(content, CraftContent)
    assert content.materials[0].code == "cotton"
    assert content.communities == (
        session.get_one(Community, seller.organisation.community_id).slug,
    )
    assert terms is not None
    assert (terms.price_satang, terms.stock) == (285_000, 3)
    assert listing.slug is not None
    assert session.scalars(select(VersionPhoto.alt_th)).all() == ["ผ้าซิ่นบนกี่"] * 2


def test_everything_missing_is_said_at_once_and_nothing_is_lost(
    desk: "HouseClient", session: Session
) -> None:
    listing = begin(desk, session)

    answer = send(
        desk, listing, title_th="ผ้า", description_th="โทร 081-234-5678 ได้เลย", do="submit"
    )

    assert answer.status_code == 422
    page = answer.text
    for anchor in ("photos", "title_th", "description_th", "category", "materials", "price"):
        assert f'href="#{anchor}"' in page
        assert f'id="{anchor}"' in page
    assert "ชื่อสั้นไป" in page
    assert "มีเบอร์โทรหรือลิงก์" in page
    assert "โทร 081-234-5678" in page
    content = newest_content(listing, session)
    assert content.title_th == "ผ้า"
    # The page carries the number of what was just saved, so sending it again is no conflict.
    values: dict[str, object] = {**form_values(page)}
    again = desk.post(f"/sell/listings/{listing.public_id}", data={**values, "do": "save"})
    assert again.status_code == 303


def test_unreadable_numbers_come_back_as_typed(desk: "HouseClient", session: Session) -> None:
    listing = begin(desk, session)

    answer = send(desk, listing, price="พันสอง", weight_g="หนัก", title_th="ผ้าขาวม้า", do="save")

    assert answer.status_code == 422
    assert 'value="พันสอง"' in answer.text
    assert 'value="หนัก"' in answer.text
    assert "อ่านราคาไม่ออก" in answer.text
    assert newest_content(listing, session).title_th == ""


def test_two_tabs_do_not_overwrite_each_other(desk: "HouseClient", session: Session) -> None:
    listing = begin(desk, session)
    url = f"/sell/listings/{listing.public_id}"
    old: dict[str, object] = {**form_values(desk.get(url).text)}
    assert send(desk, listing, title_th="ชื่อจากแท็บแรก", do="save").status_code == 303

    answer = desk.post(url, data={**old, "title_th": "ชื่อจากแท็บที่สอง", "do": "save"})

    assert answer.status_code == 409
    assert 'value="ชื่อจากแท็บที่สอง"' in answer.text
    assert "css/comparing" in answer.text
    assert "ยังไม่ได้บันทึก</span>" in answer.text
    assert "แท็บแรก" in answer.text
    session.expire_all()
    assert newest_content(listing, session).title_th == "ชื่อจากแท็บแรก"
    values: dict[str, object] = {**form_values(answer.text)}
    assert desk.post(url, data={**values, "do": "save"}).status_code == 303
    session.expire_all()
    assert newest_content(listing, session).title_th == "ชื่อจากแท็บที่สอง"


def test_a_second_click_on_submit_is_no_second_submission(
    desk: "HouseClient", seller: Seller, session: Session
) -> None:
    listing = make_draft(session, seller.organisation, state=VersionState.IN_REVIEW)

    answer = desk.post(f"/sell/listings/{listing.public_id}/submit", follow_redirects=True)

    assert answer.status_code == 200
    assert "รับไว้แล้วตั้งแต่ครั้งแรก" in answer.text
    facts = session.scalar(
        select(func.count())
        .select_from(JournalEntry)
        .where(JournalEntry.fact == "ListingSubmitted")
    )
    assert facts == 0


def test_autosave_answers_with_the_next_number(desk: "HouseClient", session: Session) -> None:
    listing = begin(desk, session)
    url = f"/sell/listings/{listing.public_id}"
    values: dict[str, object] = {**form_values(desk.get(url).text)}

    first = desk.post(f"{url}/autosave", data={**values, "title_th": "ร่างแรก"})
    second = desk.post(f"{url}/autosave", data={**values, "title_th": "ร่างสอง"})
    third = desk.post(
        f"{url}/autosave",
        data={**values, "title_th": "ร่างสอง", "version": first.get_json()["version"]},
    )

    assert (first.status_code, second.status_code, third.status_code) == (200, 409, 200)
    assert "ที่คุณพิมพ์ยังอยู่" in second.get_json()["message"]
    session.expire_all()
    assert newest_content(listing, session).title_th == "ร่างสอง"


PATHS = [
    ("GET", ""), ("POST", ""), ("POST", "/autosave"), ("POST", "/photos"), ("GET", "/terms"),
    ("POST", "/terms"), ("GET", "/preview"), ("GET", "/difference"), ("GET", "/history"),
    ("POST", "/submit"), ("POST", "/withdraw"), ("POST", "/reopen"), ("POST", "/pause"),
    ("POST", "/resume"), ("GET", "/retire"), ("POST", "/retire"), ("POST", "/copy"),
    ("GET", "/discard"), ("POST", "/discard"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "tail"), PATHS)
def test_a_foreign_listing_does_not_exist(
    desk: "HouseClient", session: Session, method: str, tail: str
) -> None:
    foreign = make_craft(session)
    url = f"/sell/listings/{foreign.public_id}{tail}"

    answer = desk.get(url) if method == "GET" else desk.post(url)

    assert answer.status_code == 404


@pytest.mark.parametrize("path", ["/sell", "/sell/listings", "/sell/listings/new", "/sell/map.svg"])
def test_the_desk_is_for_sellers(client: "HouseClient", path: str) -> None:
    assert client.get(path).status_code == 303


@pytest.mark.parametrize("lang", ["", "/en"])
def test_every_page_can_be_drawn(
    desk: "HouseClient", seller: Seller, session: Session, lang: str
) -> None:
    group = seller.organisation
    craft, route = make_craft(session, group), make_route(session, group)
    drafts = [make_draft(session, group, state=state) for state in VersionState if state in {
        VersionState.EDITING, VersionState.IN_REVIEW, VersionState.CHANGES_REQUESTED,
        VersionState.REJECTED,
    }]  # fmt: skip
    ids = [listing.public_id for listing in (craft, route, *drafts)]
    paths = ["/sell", "/sell/listings", "/sell/listings?state=fix", "/sell/listings/new"]
    paths += [f"/sell/listings/{i}{tail}" for i in ids for tail in ("", "/preview", "/retire")]
    paths += [f"/sell/listings/{i}/terms" for i in ids[:2]]
    for path in paths:
        answer = desk.get(lang + path, follow_redirects=True)
        assert answer.status_code == 200, path
    assert desk.get("/sell/map.svg").mimetype == "image/svg+xml"


def test_an_applicant_drafts_but_does_not_submit(
    client: "HouseClient", make_desk: "object", session: Session, category: object
) -> None:
    del category
    assert callable(make_desk)
    applicant: Seller = make_desk(AdmissionState.APPLIED)
    client.sign_in(applicant.user, applicant.organisation)
    listing = begin(client, session)

    assert send(client, listing, **COMPLETE, do="save").status_code == 303
    answer = client.post(f"/sell/listings/{listing.public_id}/submit")

    assert answer.status_code == 403
    assert newest_content(listing, session).title_th == COMPLETE["title_th"]


def test_the_preview_is_the_public_page_before_it_is_public(
    desk: "HouseClient", another_client: Callable[[], "HouseClient"], session: Session
) -> None:
    draft = begin(desk, session)
    lead = desk.get(f"/sell/listings/{draft.public_id}/preview")
    assert lead.status_code == 302
    page = desk.get(lead.headers["Location"])

    assert page.status_code == 200
    assert "นี่คือหน้าที่คนซื้อจะเห็น" in page.text
    assert 'content="noindex"' in page.text
    assert another_client().get(lead.headers["Location"]).status_code == 303

    stranger = another_client()
    stranger.sign_in(make_user(session))
    assert stranger.get(lead.headers["Location"]).status_code == 404
    officer = another_client()
    officer.sign_in(make_officer(session))
    assert officer.get(lead.headers["Location"]).status_code == 404


@pytest.mark.parametrize("state", [VersionState.IN_REVIEW, VersionState.REJECTED])
def test_a_reviewer_sees_what_was_submitted_as_the_page_it_would_be(
    client: "HouseClient", session: Session, state: VersionState
) -> None:
    listing = make_draft(session, state=state)
    version = session.scalars(
        select(ListingVersion).where(ListingVersion.listing_id == listing.id)
    ).one()
    client.sign_in(make_officer(session))

    page = client.get(f"/sell/versions/{version.public_id}")

    assert page.status_code == 200
    assert f"/office/reviews/{version.public_id}" in page.text
    assert 'action="/sell/listings' not in page.text


def test_an_empty_route_can_be_previewed(desk: "HouseClient", session: Session) -> None:
    listing = begin(desk, session, "route")

    page = desk.get(f"/sell/listings/{listing.public_id}/preview", follow_redirects=True)

    assert page.status_code == 200
    assert "ราคานี้รวม" not in page.text
    assert "ยังไม่รวม" not in page.text


def test_a_draft_nobody_saw_can_be_thrown_away_and_leaves_the_desk(
    desk: "HouseClient", seller: Seller, session: Session
) -> None:
    listing = make_draft(session, seller.organisation)
    url = f"/sell/listings/{listing.public_id}"
    values = form_values(desk.get(url).text)
    assert "ทิ้งร่างนี้" in desk.get(url).text
    assert "ทิ้งร่าง “" in desk.get(f"{url}/retire").text

    answer = desk.post(f"{url}/retire")

    assert answer.location.endswith("/sell/listings")
    for page in ("/sell", "/sell/listings", "/sell/listings?state=ended", "/sell/listings/new"):
        assert listing.public_id not in desk.get(page).text
    again = desk.post(url, data={**values, "title_th": "ชื่อใหม่ทั้งหมด", "do": "save"})
    assert again.status_code == 409
    session.expire_all()
    assert newest_content(listing, session).title_th != "ชื่อใหม่ทั้งหมด"
    assert "ทิ้งร่างนี้แล้ว" in desk.get(url).text


def test_an_open_draft_can_be_copied_looked_back_on_and_retired(
    desk: "HouseClient", seller: Seller, session: Session
) -> None:
    listing = make_craft(session, seller.organisation)
    url = f"/sell/listings/{listing.public_id}"
    desk.post(f"{url}/reopen")

    page = desk.get(url).text

    assert f'action="{url}/copy"' in page and f'href="{url}/retire"' in page
    assert 'id="history"' in page and "from=1&amp;to=2" in page
    assert page.count("/sell/versions/") == 2
    assert "เลิกขายรายการนี้" in page and "ทิ้งร่างนี้" not in page
