"""Cards are kept apart from their pages, and never longer than they are true."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from marketplace.listings.actions.sale import retire
from marketplace.listings.actions.terms import TermsChange, change_terms
from marketplace.listings.queries.own import own_listing
from marketplace.listings.terms import CraftOffer
from tests.factories.listings import make_craft
from tests.factories.sequence import NOW
from tests.marketplace.listings.conftest import Seller

if TYPE_CHECKING:
    from tests.support.clients import HouseClient


def test_a_card_on_every_list_shows_the_new_price_at_once(
    session: Session, seller: Seller, client: "HouseClient", commit: Callable[[], None]
) -> None:
    listing = make_craft(session, seller.organisation)
    lists = [
        f"{lang}/crafts?{query}" for lang in ("", "/en") for query in ("", "sort=price", "n=1")
    ]
    assert all("฿2,850" in client.get(path).text for path in lists)

    own = own_listing(session, seller.actor, listing.public_id)
    assert isinstance(own.offer, CraftOffer)
    change = TermsChange(replace(own.offer, price_satang=312_000), own.listing.version)
    assert change_terms(session, seller.actor, own, change, NOW)
    commit()

    for path in (*lists, "/crafts?n=2", "/en/crafts?n=2", "/crafts?price_min=3000"):
        page = client.get(path).text
        assert "฿3,120" in page, path
        assert "฿2,850" not in page, path


def test_a_card_leaves_every_list_with_its_seller(
    session: Session, seller: Seller, client: "HouseClient", commit: Callable[[], None]
) -> None:
    listing = make_craft(session, seller.organisation)
    own = own_listing(session, seller.actor, listing.public_id)
    address = f"/crafts/{own.listing.slug}"
    assert address in client.get("/crafts").text

    retire(session, seller.actor, own, NOW)
    commit()

    assert address not in client.get("/crafts").text
    assert address not in client.get("/crafts?n=1").text
