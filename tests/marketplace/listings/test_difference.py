"""What changed between two versions: pins on the map and photos count as much as words."""

from dataclasses import replace

from marketplace.listings.coaching import PhotoFace
from marketplace.listings.difference import differences
from marketplace.listings.photo_difference import photo_differences
from models.listing_content import Certificate, MeetingPoint, RouteContent, Stop

ROUTE = RouteContent(
    title_th="เที่ยวบ้านตึก",
    itinerary=(Stop(place_th="วัด", lat=17.5, lon=99.75),),
    meeting_point=MeetingPoint("หน้าวัด", "At the temple", 17.5, 99.75),
)
A, B, C = (PhotoFace(key, f"รูป {key}", f"Photo {key}") for key in "abc")


def changed(before: RouteContent, after: RouteContent) -> set[str]:
    rows = differences(before, after, lambda _field, code: code)
    return {row.field for row in rows if row.changes}


def test_a_moved_stop_is_a_change() -> None:
    (stop,) = ROUTE.itinerary
    moved = replace(ROUTE, itinerary=(replace(stop, lat=17.6),))

    assert changed(ROUTE, moved) == {"itinerary_pins"}


def test_a_moved_meeting_point_is_a_change() -> None:
    moved = replace(ROUTE, meeting_point=replace(ROUTE.meeting_point, lon=99.8))

    assert changed(ROUTE, moved) == {"meeting_point_pin"}
    assert changed(ROUTE, ROUTE) == set()


def test_the_same_photos_are_no_change() -> None:
    assert not any(photo.changed for photo in photo_differences([A, B], [A, B]))


def test_one_photo_set_first_is_moved_and_both_covers_change() -> None:
    found = {photo.key: photo for photo in photo_differences([A, B, C], [C, A, B])}

    assert [key for key, photo in found.items() if photo.moved] == ["c"]
    assert [key for key, photo in found.items() if photo.cover_changed] == ["c", "a"]
    assert not found["b"].changed


def test_photos_come_and_go_without_moving_the_others() -> None:
    found = photo_differences([A, B], [B, C])

    assert [(photo.key, photo.change, photo.was, photo.now) for photo in found] == [
        ("b", "same", 2, 1),
        ("c", "in", None, 2),
        ("a", "out", 1, None),
    ]
    assert not any(photo.moved for photo in found)


def test_a_new_alternative_text_is_a_change_of_its_language() -> None:
    told = replace(A, alt_th="ผ้าซิ่นสีแดง")
    (photo,) = photo_differences([A], [told])

    assert photo.changed
    assert [lang for lang, _parts in photo.alts] == ["th"]


def test_what_is_not_translated_makes_no_row_of_its_own() -> None:
    stops = (Stop(1, "09:30", place_th="ลานวัด"), Stop(1, "10:00", activity_th="ทอผ้า"))
    paper = (Certificate("", "รางวัลหมู่บ้าน", number="7"),)
    rows = differences(
        None, RouteContent(itinerary=stops, certificates=paper), lambda _f, code: code
    )

    assert {(row.field, row.lang) for row in rows} >= {("itinerary", "th"), ("certificates", "th")}
    assert "en" not in {row.lang for row in rows}
