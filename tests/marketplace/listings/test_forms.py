"""What sellers type, and what is understood of it."""

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form

from marketplace.listings.checks import has_contact
from marketplace.listings.forms.fields import Clocks, Degrees, Lines, LinesWithin, clock_of
from marketplace.listings.forms.rows import Blanks, RowMove, RowStep, arranged, with_blanks
from marketplace.listings.labels import FIELDS, NAMES
from marketplace.web.forms import Baht, WholeNumber


@pytest.mark.parametrize(
    ("typed", "satang"),
    [
        ("1250", 125_000), ("1,250", 125_000), ("1250.50", 125_050), ("๑๒๕๐", 125_000),
        ("฿1,250", 125_000), ("1250 บาท", 125_000), ("0", 0), ("", None), ("พันสอง", "fault"),
        ("1.255", "fault"), ("-5", "fault"), ("1e9", "fault"), ("NaN", "fault"),
    ],
)  # fmt: skip
def test_prices(typed: str, satang: int | str | None) -> None:
    class One(Form):
        price = Baht("ราคา")

    form = One(MultiDict({"price": typed}))
    form.validate()

    assert ("fault" if form.price.errors else form.price.data) == satang


@pytest.mark.parametrize(
    ("typed", "count"),
    [("12", 12), ("๑๒", 12), ("1,250", 1250), (" 7 ", 7), ("", None), ("สิบ", "fault"),
     ("1.5", "fault"), ("9" * 40, "fault")],
)  # fmt: skip
def test_counts(typed: str, count: int | str | None) -> None:
    class One(Form):
        number = WholeNumber("จำนวน")

    form = One(MultiDict({"number": typed}))
    form.validate()

    assert ("fault" if form.number.errors else form.number.data) == count


@pytest.mark.parametrize(
    ("typed", "clock"),
    [("9.30", "09:30"), ("09:30 น.", "09:30"), ("0930", "09:30"), ("๑๓.๐๐", "13:00"),
     ("23:59", "23:59"), ("", ""), ("24:00", None), ("9", None), ("เช้า", None)],
)  # fmt: skip
def test_clock_times(typed: str, clock: str | None) -> None:
    assert clock_of(typed) == clock


@pytest.mark.parametrize(
    ("typed", "clocks"),
    [("13.30, 09.00", ("09:00", "13:30")), ("09.00 น. 13.30 น.", ("09:00", "13:30")), ("", ())],
)
def test_several_clock_times(typed: str, clocks: tuple[str, ...]) -> None:
    class One(Form):
        times = Clocks("เวลา")

    form = One(MultiDict({"times": typed}))

    assert form.validate()
    assert form.times.data == clocks


@pytest.mark.parametrize(
    ("typed", "degrees"),
    [("17.0170", 17.017), ("๑๗.๐๑๗", 17.017), ("", None), ("91", "fault"), ("1e1", "fault"),
     ("เหนือ", "fault"), ("-17.5", -17.5)],
)  # fmt: skip
def test_degrees(typed: str, degrees: float | str | None) -> None:
    class One(Form):
        lat = Degrees("ละติจูด", limit=90)

    form = One(MultiDict({"lat": typed}))
    form.validate()

    assert ("fault" if form.lat.errors else form.lat.data) == degrees


def test_lines() -> None:
    class One(Form):
        items = Lines("รวม")

    form = One(MultiDict({"items": " - ข้าว\r\n\r\n• น้ำ \n"}))

    assert form.items.data == ("ข้าว", "น้ำ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("โทร 081-234-5678", True), ("0812345678", True), ("+66 81 234 5678", True),
        ("www.example.com", True), ("line id: @weaver", True), ("a@b.co", True),
        ("กว้าง 98 × ยาว 180 ซม.", False), ("เผา 1,250 องศา", False), ("พ.ศ. 2569", False),
        ("640302-B001", False), ("ทอ 12 วัน", False), ("", False),
    ],
)  # fmt: skip
def test_contacts_in_texts(text: str, expected: bool) -> None:
    assert has_contact(text) is expected


@pytest.mark.parametrize(
    ("pressed", "step"),
    [
        ("itinerary-up-2", RowStep("itinerary", RowMove.UP, 2)),
        ("tiers-remove-0", RowStep("tiers", RowMove.REMOVE, 0)),
        ("save", None), ("itinerary-up-", None), ("itinerary-fly-1", None), ("a-up-๑", None),
    ],
)  # fmt: skip
def test_row_buttons(pressed: str, step: RowStep | None) -> None:
    assert RowStep.read(pressed) == step


@pytest.mark.parametrize(
    ("move", "index", "expected"),
    [(RowMove.UP, 1, "bacd"), (RowMove.UP, 0, "abcd"), (RowMove.DOWN, 1, "acbd"),
     (RowMove.DOWN, 3, "abcd"), (RowMove.REMOVE, 2, "abd"), (RowMove.REMOVE, 9, "abcd")],
)  # fmt: skip
def test_rows_are_arranged(move: RowMove, index: int, expected: str) -> None:
    assert "".join(arranged([*"abcd", None], RowStep("x", move, index))) == expected


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("95", "ละติจูดใส่ได้ตั้งแต่ -90 ถึง 90"),
        ("12345", "ละติจูดใส่ได้ตั้งแต่ -90 ถึง 90"),
        ("เหนือ", "ละติจูดต้องเป็นตัวเลข เช่น 17.0170"),
    ],
)
def test_degrees_are_told_what_is_wrong_with_them(typed: str, said: str) -> None:
    class One(Form):
        lat = Degrees("ละติจูด", limit=90)

    form = One(MultiDict({"lat": typed}))
    form.validate()

    assert form.lat.errors == [said]


def test_too_many_lines_are_counted_as_lines() -> None:
    class One(Form):
        other = Lines("วัสดุอื่น", [LinesWithin(2, 80)])

    form = One(MultiDict({"other": "ครั่ง\nคราม\nมะเกลือ"}))
    form.validate()

    assert "ไม่เกิน 2 บรรทัด ตอนนี้มี 3 บรรทัด" in form.other.errors[0].replace("\u00a0", " ")


def test_sentences_call_a_field_by_a_noun() -> None:
    said = {code: str(name) for code, name in NAMES.items() if str(name) != str(FIELDS[code])}

    assert said["stop_activity"] == "สิ่งที่ทำที่จุดแวะ"
    assert said["lead_time_days"] == "จำนวนวันที่ใช้ทำ"
    assert set(NAMES) == set(FIELDS)


def test_a_list_shows_as_many_blank_rows_as_were_asked_for() -> None:
    assert str(Blanks("itinerary", 2)) == "itinerary-2"
    assert Blanks.read("itinerary-2").of("itinerary") == 2
    assert Blanks.read("itinerary-2").of("tiers") == 1
    assert Blanks.read("itinerary-9999").of("itinerary") <= 20
    assert [Blanks.read(odd).of("itinerary") for odd in ("", "itinerary", "x-²")] == [1, 1, 1]
    assert with_blanks([{"a": 1}], 3, most=2) == [{"a": 1}, {}]
