"""Numbers in the boxes of filters: understood as they are meant, or told why not."""

import pytest

from marketplace.web.i18n import LazyText, gettext
from marketplace.web.typed_numbers import BAHT, PEOPLE, NumberBox, read_boxes

PRICE = NumberBox(LazyText(gettext, "ราคาสูงสุด"), BAHT, 10_000_000, outward=True)
LEAST = NumberBox(LazyText(gettext, "ราคาต่ำสุด"), BAHT, 10_000_000, least=0, outward=False)
GROUP = NumberBox(LazyText(gettext, "จำนวนคน"), PEOPLE, 999)


def read(text: str, box: NumberBox) -> int | str | None:
    """Return the number, or the code of what is wrong."""
    numbers, misread = read_boxes({"x": text}.__getitem__, {"x": box})
    return misread.every[0].code if misread else numbers["x"]


@pytest.mark.parametrize(
    "text",
    [
        "500", " 500 ", "๕๐๐", "500 บาท", "500บาท", "฿500", "฿ 500", "๕๐๐ บาท", "500.00", "500.-",
        "THB 500", "500 baht", "0500",
    ],
)  # fmt: skip
def test_a_price_is_understood_however_it_is_written(text: str) -> None:
    assert read(text, PRICE) == 500


@pytest.mark.parametrize(
    ("text", "box", "number"),
    [
        ("1,000", PRICE, 1000),
        ("1,234,567", PRICE, 1_234_567),
        ("99.50", PRICE, 100),
        ("99.50", LEAST, 99),
        ("0", LEAST, 0),
        ("6 คน", GROUP, 6),
        ("๖", GROUP, 6),
        ("6 People", GROUP, 6),
        ("", GROUP, None),
        ("\u200b \u00a0", PRICE, None),
    ],
)
def test_separators_units_and_fractions(text: str, box: NumberBox, number: int | None) -> None:
    assert read(text, box) == number


@pytest.mark.parametrize(
    ("text", "box", "code"),
    [
        ("abc", PRICE, "number.format"),
        ("บาท", PRICE, "number.format"),
        ("500 คน", PRICE, "number.format"),
        ("500-1000", PRICE, "number.format"),
        ("1.000", PRICE, "number.format"),
        ("5²", PRICE, "number.format"),
        ("6.5", GROUP, "number.format"),
        ("-5", PRICE, "number.range"),
        ("\u22125", PRICE, "number.range"),
        ("0", PRICE, "number.range"),
        ("9" * 23, PRICE, "number.range"),
        ("1000", GROUP, "number.range"),
    ],
)
def test_what_cannot_be_used_says_why(text: str, box: NumberBox, code: str) -> None:
    assert read(text, box) == code


def test_a_range_the_wrong_way_round_limits_nothing() -> None:
    typed = {"low": "500", "high": "๑"}

    numbers, misread = read_boxes(typed.__getitem__, {"low": LEAST, "high": PRICE}, ("low", "high"))

    assert numbers == {"low": None, "high": None}
    assert misread.sentences() == ["ราคาสูงสุดน้อยกว่าราคาต่ำสุด ดูว่าใส่สลับช่องกันหรือไม่"]
    assert (misread.shown("low", None), misread.shown("high", None)) == ("500", "๑")
