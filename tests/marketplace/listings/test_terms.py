"""Price and terms: what can be stored, what leaves a gap, and who was faster."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from marketplace.events import recorded_facts
from marketplace.facts import TermsChanged
from marketplace.listings.actions.terms import TermsChange, change_terms
from marketplace.listings.faults import FaultsFoundError
from marketplace.listings.offer_difference import offer_differences
from marketplace.listings.queries.own import Own, own_listing
from marketplace.listings.terms import CraftOffer, RouteOffer, Tier, gaps
from models.errors import ConflictError
from models.listing_terms import CraftTerms, PriceTier
from models.listings import Listing, ListingState, VersionState
from tests.factories.listings import make_craft, make_draft, make_route
from tests.factories.sequence import NOW
from tests.marketplace.listings.conftest import Seller, form_values

if TYPE_CHECKING:
    from tests.support.clients import HouseClient


def loaded(session: Session, seller: Seller, listing: Listing) -> Own:
    session.expire_all()
    return own_listing(session, seller.actor, listing.public_id)


def craft_of(own: Own) -> CraftOffer:
    offer = own.offer
    assert isinstance(offer, CraftOffer)
    return offer


def route_of(own: Own) -> RouteOffer:
    offer = own.offer
    assert isinstance(offer, RouteOffer)
    return offer


def test_a_change_holds_at_once_and_is_journalled(session: Session, seller: Seller) -> None:
    own = loaded(session, seller, make_craft(session, seller.organisation))
    offer = replace(craft_of(own), price_satang=300_000, min_wholesale_qty=20,
                    wholesale_price_satang=250_000)  # fmt: skip

    assert change_terms(session, seller.actor, own, TermsChange(offer, own.listing.version), NOW)

    assert own.listing.price_from_satang == 300_000
    (fact,) = recorded_facts(session)
    assert isinstance(fact, TermsChanged)
    assert fact.changes["price_satang"] == [285_000, 300_000]
    assert set(fact.changes) == {"price_satang", "min_wholesale_qty", "wholesale_price_satang"}
    assert craft_of(loaded(session, seller, own.listing)) == offer


def test_the_same_terms_change_nothing(session: Session, seller: Seller) -> None:
    own = loaded(session, seller, make_route(session, seller.organisation))

    assert not change_terms(session, seller.actor, own, TermsChange(own.offer, 1), NOW)
    assert recorded_facts(session) == ()


def test_terms_under_review_are_not_emptied_and_are_journalled(
    session: Session, seller: Seller
) -> None:
    listing = make_draft(session, seller.organisation, state=VersionState.IN_REVIEW)
    own = loaded(session, seller, listing)

    empty = replace(craft_of(own), price_satang=None)
    with pytest.raises(FaultsFoundError):
        change_terms(session, seller.actor, own, TermsChange(empty), NOW)
    assert craft_of(loaded(session, seller, listing)).price_satang == 285_000

    dearer = replace(craft_of(own), price_satang=300_000)
    assert change_terms(session, seller.actor, own, TermsChange(dearer), NOW)
    assert [type(fact) for fact in recorded_facts(session)] == [TermsChanged]


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"min_wholesale_qty": 10}, ["wholesale.pair"]),
        ({"wholesale_price_satang": 10}, ["wholesale.pair"]),
        (
            {"min_wholesale_qty": 10, "wholesale_price_satang": 999_999_00},
            ["price.wholesale_higher"],
        ),
        ({"price_satang": None}, ["field.required"]),
        ({"made_to_order": True, "lead_time_days": None}, ["field.required"]),
    ],
)
def test_faults_of_a_craft(
    session: Session, seller: Seller, changes: dict[str, Any], codes: list[str]
) -> None:
    own = loaded(session, seller, make_craft(session, seller.organisation))
    offer = replace(craft_of(own), **changes)

    with pytest.raises(FaultsFoundError) as refused:
        change_terms(session, seller.actor, own, TermsChange(offer), NOW)

    assert [fault.code for fault in refused.value.faults] == codes


@pytest.mark.parametrize(
    ("tiers", "expected"),
    [
        ([(2, 12)], []),
        ([(2, 5), (6, 12)], []),
        ([(6, 12), (2, 5)], []),
        ([(3, 12)], [(2, 2)]),
        ([(2, 5), (8, 12)], [(6, 7)]),
        ([(2, 5)], [(6, 12)]),
        ([(1, 30)], []),
        ([(20, 30)], [(2, 12)]),
        ([], [(2, 12)]),
    ],
)
def test_gaps_between_tiers(tiers: list[tuple[int, int]], expected: list[tuple[int, int]]) -> None:
    assert list(gaps([Tier(a, b, 100) for a, b in tiers], 2, 12)) == expected


def test_overlapping_tiers_are_refused_even_in_a_draft(session: Session, seller: Seller) -> None:
    own = loaded(
        session, seller, make_route(session, seller.organisation, state=ListingState.PAUSED)
    )
    offer = replace(route_of(own), tiers=(Tier(2, 6, 100), Tier(6, 12, 90)))

    with pytest.raises(FaultsFoundError) as refused:
        change_terms(session, seller.actor, own, TermsChange(offer), NOW)

    assert refused.value.code == "tiers.overlap"
    assert refused.value.values["from"] == 6


def test_a_draft_may_be_incomplete(session: Session, seller: Seller) -> None:
    own = loaded(session, seller, make_draft(session, seller.organisation))
    offer = replace(craft_of(own), price_satang=None)

    assert change_terms(session, seller.actor, own, TermsChange(offer), NOW)
    assert recorded_facts(session) == ()


def test_tiers_are_replaced(session: Session, seller: Seller) -> None:
    own = loaded(session, seller, make_route(session, seller.organisation))
    offer = replace(route_of(own), tiers=(Tier(2, 4, 70_000), Tier(5, 12, 45_000)))

    change_terms(session, seller.actor, own, TermsChange(offer), NOW)

    rows = session.execute(
        select(PriceTier.min_people, PriceTier.price_satang).order_by(PriceTier.min_people)
    ).all()
    assert [tuple(row) for row in rows] == [(2, 70_000), (5, 45_000)]
    assert own.listing.price_from_satang == 45_000


def test_an_old_form_does_not_overwrite(session: Session, seller: Seller) -> None:
    own = loaded(session, seller, make_craft(session, seller.organisation))
    opened = own.listing.version
    first = replace(craft_of(own), price_satang=300_000)
    change_terms(session, seller.actor, own, TermsChange(first, opened), NOW)
    own = loaded(session, seller, own.listing)

    second = replace(craft_of(own), price_satang=1)
    with pytest.raises(ConflictError) as refused:
        change_terms(session, seller.actor, own, TermsChange(second, opened), NOW)

    assert refused.value.code == "conflict.edited"


def test_stock_is_only_set_while_nobody_bought(session: Session, seller: Seller) -> None:
    own = loaded(session, seller, make_craft(session, seller.organisation))
    offer = replace(craft_of(own), stock=5, price_satang=300_000)
    # Somebody buys one while the form is open: 3 becomes 2.
    session.execute(update(CraftTerms).values(stock=2))

    with pytest.raises(ConflictError) as refused:
        change_terms(session, seller.actor, own, TermsChange(offer, None, 3), NOW)
    assert refused.value.code == "conflict.stock"

    untouched = replace(offer, stock=3)
    change_terms(session, seller.actor, own, TermsChange(untouched, None, 3), NOW)
    left = session.execute(select(CraftTerms.stock, CraftTerms.price_satang)).one()
    assert tuple(left) == (2, 300_000)


def test_the_page_says_what_is_wrong_and_keeps_it(
    desk: "HouseClient", seller: Seller, session: Session
) -> None:
    route = make_route(session, seller.organisation)
    url = f"/sell/listings/{route.public_id}/terms"
    values: dict[str, object] = {**form_values(desk.get(url).text)}

    answer = desk.post(url, data={**values, "max_group": "๑๕", "tiers-0-price": "1,250.50"})

    assert answer.status_code == 422
    assert "กลุ่ม 13–15\u00a0คนยังไม่มีราคา" in answer.text
    assert 'value="๑๕"' in answer.text
    assert 'value="1,250.50"' in answer.text

    added = {"tiers-1-min_people": "13", "tiers-1-max_people": "15", "tiers-1-price": "500"}
    answer = desk.post(url, data={**values, "max_group": "๑๕", **added})
    assert answer.status_code == 303
    assert "มีผลทันที" in desk.get(url).text
    session.expire_all()
    assert session.get_one(Listing, route.id).price_from_satang == 50_000


def test_two_tabs_on_the_terms(desk: "HouseClient", seller: Seller, session: Session) -> None:
    craft = make_craft(session, seller.organisation)
    url = f"/sell/listings/{craft.public_id}/terms"
    values: dict[str, object] = {**form_values(desk.get(url).text)}
    assert desk.post(url, data={**values, "price": "3000"}).status_code == 303

    answer = desk.post(url, data={**values, "price": "2500"})

    assert answer.status_code == 409
    assert 'value="2500"' in answer.text
    assert "<del>฿3,000</del>" in answer.text
    assert "<ins>฿2,500</ins>" in answer.text
    assert "css/comparing" in answer.text
    again: dict[str, object] = {**form_values(answer.text)}
    assert desk.post(url, data=again).status_code == 303


def test_terms_typed_while_the_listing_was_retired_are_kept(
    desk: "HouseClient", seller: Seller, session: Session
) -> None:
    listing = make_craft(session, seller.organisation)
    here = f"/sell/listings/{listing.public_id}/terms"
    sent = form_values(desk.get(here).text) | {"price": ["1234"]}
    desk.post(f"/sell/listings/{listing.public_id}/retire")

    answer = desk.post(here, data=sent)

    assert answer.status_code == 409
    assert "เปลี่ยนเป็น “เลิกขาย” แล้ว จึงแก้ไขไม่ได้" in answer.text
    assert form_values(answer.text)["price"] == ["1234"]
    assert "ใช้ที่พิมพ์ในหน้านี้" not in answer.text


def test_differences_of_terms_are_said_as_people_read_them() -> None:
    before = RouteOffer(months=(1, 2), tiers=(Tier(1, 4, 55_000),), start_times=("09.00",))
    after = replace(before, months=tuple(range(1, 13)), min_to_run=3, cut_off_hours=48,
                    tiers=(Tier(1, 4, 50_000), Tier(5, 9, 45_000)))  # fmt: skip

    rows = {
        row.field: [text for _kind, text in row.parts] for row in offer_differences(before, after)
    }

    assert {
        name: [text.replace("\u00a0", " ") for text in texts] for name, texts in rows.items()
    } == {
        "months": ["ม.ค.–ก.พ.", "ทุกเดือน"],
        "min_to_run": ["เว้นว่าง", "3"],
        "cut_off": ["ล่วงหน้า 1 วัน", "ล่วงหน้า 2 วัน"],
        "price_tiers": ["1–4 คน ฿550", "1–4 คน ฿500\n5–9 คน ฿450"],
    }
