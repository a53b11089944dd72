"""A route at the seller's desk: stops, points on the map, prices by group."""

from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.listings.pinmap import HEIGHT, WIDTH, pixel_of, point_at
from models.listing_content import RouteContent
from models.listings import Listing, ListingVersion, VersionState
from tests.factories.listings import add_photo
from tests.factories.media import make_photo
from tests.marketplace.listings.conftest import Seller, form_values, newest_content
from tests.marketplace.listings.test_desk import begin, send

if TYPE_CHECKING:
    from tests.support.clients import HouseClient


def stops(*rows: tuple[str, str]) -> dict[str, str]:
    """Return rows of (time, place) as form fields."""
    values: dict[str, str] = {}
    for index, (time, place) in enumerate(rows):
        values |= {
            f"itinerary-{index}-day": "1",
            f"itinerary-{index}-time": time,
            f"itinerary-{index}-place_th": place,
            f"itinerary-{index}-activity_th": f"ทำที่{place}",
        }
    return values


def route_of(listing: Listing, session: Session) -> RouteContent:
    session.expire_all()
    content = newest_content(listing, session)
    assert isinstance(content, RouteContent)
    return content


FOUR = stops(("๐๙.๐๐ น.", "ศาลา"), ("10:15", "โรงทอ"), ("1130", "วัด"), ("13.00", "ครัว"))


def test_a_route_with_four_stops_from_nothing_to_review(
    desk: "HouseClient", seller: Seller, session: Session
) -> None:
    listing = begin(desk, session, "route")
    version = listing_version(listing, session)
    photo = make_photo(session, organisation_id=seller.organisation.id)
    add_photo(session, version, photo)
    answer = send(
        desk, listing, **FOUR, do="submit",
        title_th="นั่งกี่กับแม่ครู ครึ่งวันที่หาดเสี้ยว", description_th="ลองจกลายแรกด้วยขนเม่น",
        days="1", duration_hours="4", duration_minutes="30", meeting_th="หน้าศาลา",
        included_th="- อาหารกลางวัน\n\n• วัสดุ", languages=["th", "en", "xx"], weekdays=["5", "6"],
        min_group="2", max_group="10", difficulty="easy", start_times="13.30, 09.00",
        **{"tiers-0-min_people": "2", "tiers-0-max_people": "10", "tiers-0-price": "฿490"},
    )  # fmt: skip

    assert answer.status_code == 303, answer.text
    content = route_of(listing, session)
    assert listing_version(listing, session).state is VersionState.IN_REVIEW
    assert [stop.time for stop in content.itinerary] == ["09:00", "10:15", "11:30", "13:00"]
    assert content.duration_minutes == 270
    assert content.included_th == ("อาหารกลางวัน", "วัสดุ")
    assert content.languages == ("th", "en")
    assert session.get_one(Listing, listing.id).price_from_satang == 49_000


def listing_version(listing: Listing, session: Session) -> ListingVersion:
    return session.scalars(
        select(ListingVersion).where(ListingVersion.listing_id == listing.id)
    ).one()


def test_stops_move_and_go_without_script(desk: "HouseClient", session: Session) -> None:
    listing = begin(desk, session, "route")
    send(desk, listing, **FOUR, do="save")

    answer = send(desk, listing, do="itinerary-up-2")
    assert answer.location.endswith("#itinerary")
    send(desk, listing, do="itinerary-remove-0")

    places = [stop.place_th for stop in route_of(listing, session).itinerary]
    assert places == ["วัด", "โรงทอ", "ครัว"]
    page = desk.get(f"/sell/listings/{listing.public_id}").text
    assert "itinerary-3-place_th" in form_values(page)  # one blank row to go on with


def test_the_order_of_times_is_watched(desk: "HouseClient", session: Session) -> None:
    listing = begin(desk, session, "route")

    answer = send(desk, listing, **stops(("13.00", "ศาลา"), ("9.30", "โรงทอ")), do="submit")

    assert answer.status_code == 422
    assert "เวลาของจุดแวะที่ 2 เร็วกว่าจุดก่อนหน้า" in answer.text
    assert 'href="#itinerary-1-time"' in answer.text


def test_a_point_is_picked_on_the_map_without_script(desk: "HouseClient", session: Session) -> None:
    listing = begin(desk, session, "route")
    x, y = pixel_of(17.0170, 99.7037)

    send(desk, listing, **FOUR, **{"pick-itinerary-1.x": str(x), "pick-itinerary-1.y": str(y)})

    stop = route_of(listing, session).itinerary[1]
    assert stop.lat is not None
    assert stop.lon is not None
    assert abs(stop.lat - 17.0170) < 0.004
    assert abs(stop.lon - 99.7037) < 0.004
    assert stop.place_th == "โรงทอ"


def test_a_point_outside_must_be_meant(desk: "HouseClient", session: Session) -> None:
    listing = begin(desk, session, "route")
    point = {"itinerary-0-lat": "18.7883", "itinerary-0-lon": "98.9853"}

    answer = send(desk, listing, **FOUR, **point, do="save")
    assert answer.status_code == 422
    assert "หมุดอยู่นอกจังหวัดสุโขทัย" in answer.text

    answer = send(desk, listing, **FOUR, **point, **{"itinerary-0-outside": "y"}, do="save")
    assert answer.status_code == 303
    assert route_of(listing, session).itinerary[0].lat == 18.7883


def test_pixels_and_degrees_agree() -> None:
    for x, y in ((0, 0), (WIDTH, HEIGHT), (150, 200), (-5, 99_999)):
        inside = (min(max(x, 0), WIDTH), min(max(y, 0), HEIGHT))
        assert pixel_of(*point_at(x, y)) == inside


def test_a_blank_row_is_added_to_a_blank_one(desk: "HouseClient", session: Session) -> None:
    listing = begin(desk, session, "route")

    for rows, field in (("itinerary", "time"), ("tiers", "price"), ("certificates", "number")):
        page = desk.get(f"/sell/listings/{listing.public_id}").text
        for count in (2, 3):
            answer = desk.post(
                f"/sell/listings/{listing.public_id}",
                data={**form_values(page), "do": f"add-{rows}"},
            )
            assert answer.status_code == 303
            page = desk.get(answer.location or "").text
            assert sum(f"{rows}-{n}-{field}" in form_values(page) for n in range(9)) == count


def test_a_route_cannot_wait_for_more_people_than_it_takes(
    desk: "HouseClient", session: Session
) -> None:
    listing = begin(desk, session, "route")

    answer = send(desk, listing, do="save", min_group="2", max_group="10", min_to_run="50")

    assert answer.status_code == 422
    assert 'href="#min_to_run"' in answer.text
    assert "จำนวนคนที่ครบแล้วออกเดินทางใส่ได้ตั้งแต่ 1 ถึง 10" in answer.text.replace("\u00a0", " ")
