"""Crafts that several villages make."""

from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from models.listings import ListingVersion
from tests.factories.communities import make_community
from tests.factories.listings import make_craft, make_draft
from tests.marketplace.listings.conftest import Seller, form_values, newest_content

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
