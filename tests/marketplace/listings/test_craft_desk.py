"""What a craft's form asks, and what its page offers: villages, channels, photos."""

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from marketplace.listings.queries.seller import PAGE_SIZE
from models.listings import ListingVersion, VersionPhoto, VersionState
from models.organisations import ChannelVisibility, ContactChannel
from tests.factories.communities import make_community
from tests.factories.listings import add_photo, make_craft, make_draft, make_route
from tests.factories.media import make_photo
from tests.marketplace.listings.conftest import Seller, form_values, newest_content
from tests.marketplace.listings.test_desk import send

if TYPE_CHECKING:
    from tests.support.clients import HouseClient


def test_a_craft_of_several_villages_keeps_them_with_the_lead_first(
    desk: "HouseClient", seller: Seller, session: Session
) -> None:
    second, third = make_community(session), make_community(session)
    listing = make_draft(session, seller.organisation)
    url = f"/sell/listings/{listing.public_id}"
    values: dict[str, object] = {**form_values(desk.get(url).text)}
    values |= {"made_in": third.slug, "other_communities": [second.slug, third.slug, "no-such"]}

    assert desk.post(url, data={**values, "do": "save"}).status_code == 303

    session.expire_all()
    assert newest_content(listing, session).communities == (third.slug, second.slug)
    page = desk.get(url).text
    assert form_values(page)["other_communities"] == [second.slug]


def test_the_page_of_a_craft_names_every_village(client: "HouseClient", session: Session) -> None:
    second = make_community(session)
    listing = make_craft(session)
    version = session.get_one(ListingVersion, listing.approved_version_id)
    slugs = [*version.document["communities"], second.slug]
    version.document = version.document | {"communities": slugs}

    page = client.get(f"/crafts/{listing.slug}").text

    assert "ทำร่วมกับ" in page and f"/communities/{second.slug}" in page


def test_a_group_nobody_can_reach_is_told_so_before_it_is_read(
    desk: "HouseClient", seller: Seller, session: Session
) -> None:
    session.execute(update(ContactChannel).values(visibility=ChannelVisibility.NOBODY))
    listing = make_draft(session, seller.organisation)
    version = session.scalars(select(ListingVersion)).one()
    add_photo(session, version, make_photo(session, organisation_id=seller.organisation.id))
    url = f"/sell/listings/{listing.public_id}"

    refused = send(desk, listing, do="submit")

    assert refused.status_code == 422
    assert "ยังไม่มีช่องทางติดต่อให้คนซื้อ" in refused.text
    assert f"/account/organisations/{seller.organisation.public_id}#d2" in refused.text
    session.expire_all()
    assert session.scalars(select(ListingVersion.state)).one() is VersionState.EDITING

    session.execute(update(ContactChannel).values(visibility=ChannelVisibility.ON_REQUEST))
    assert desk.post(f"{url}/submit").status_code == 303


@pytest.mark.parametrize("kind", ["crafts", "routes"])
def test_a_page_without_channels_offers_no_way_that_leads_nowhere(
    client: "HouseClient", session: Session, kind: str
) -> None:
    listing = make_craft(session) if kind == "crafts" else make_route(session)

    page = client.get(f"/{kind}/{listing.slug}").text

    assert "ยังไม่มีช่องทางติดต่อในหน้านี้" in page
    for words in ("ถามผู้ขาย", "คุยกับเจ้าบ้าน", "ดูช่องทางติดต่อ", "แล้วจะเกิดอะไรต่อ"):
        assert words not in page


def test_the_summary_names_each_photo_without_description(
    desk: "HouseClient", seller: Seller, session: Session
) -> None:
    listing = make_draft(session, seller.organisation)
    assert '<a href="#photos">รูป</a>' in send(desk, listing, do="submit").text
    version = session.scalars(select(ListingVersion)).one()
    for place in range(2):
        photo = make_photo(session, organisation_id=seller.organisation.id)
        add_photo(session, version, photo, place)
    session.execute(update(VersionPhoto).values(alt_th="", alt_en=""))

    page = send(desk, listing, do="submit").text.replace("\u00a0", " ")

    assert ">คำบรรยายรูปที่ 1</a>" in page and ">คำบรรยายรูปที่ 2</a>" in page


def test_every_older_listing_can_be_copied(
    desk: "HouseClient", seller: Seller, session: Session
) -> None:
    listings = [make_draft(session, seller.organisation) for _number in range(PAGE_SIZE + 1)]

    pages = desk.get("/sell/listings/new").text, desk.get("/sell/listings/new?page=2").text

    copies = [f"/sell/listings/{listing.public_id}/copy" for listing in listings]
    assert [sum(copy in page for copy in copies) for page in pages] == [PAGE_SIZE, 1]
    assert all(any(copy in page for page in pages) for copy in copies)
    assert "/sell/listings/new?page=2#h-old" in pages[0]
