"""Whole numbers typed into the boxes of filters.

What is plainly meant is understood: Thai digits, "1,000", "฿500", "500 บาท", "6 คน". Anything else
limits nothing, and the page says so beside the box, which keeps what was typed.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from marketplace.text import clean_line
from marketplace.web.figures import number
from marketplace.web.i18n import LazyText
from marketplace.web.messages import sentence

BAHT: Final = frozenset({"฿", "บาท", "thb", "baht"})
PEOPLE: Final = frozenset({"คน", "ท่าน", "people", "person", "persons", "guests", "pax"})
PIECES: Final = frozenset(
    [
        "ชิ้น",
        "ผืน",
        "ใบ",
        "ตัว",
        "เส้น",
        "วง",
        "คู่",
        "อัน",
        "ชุด",
        "องค์",
        "เล่ม",
        "ลูก",
        "แผ่น",
        "พวง",
        "ดวง",
        "ขวด",
        "ถุง",
        "กล่อง",
        "ก้อน",
        "กระปุก",
        "กก",
        "เมตร",
        "pieces",
        "piece",
        "pcs",
        "items",
        "sets",
        "kg",
    ]
)

_NUMBER: Final = re.compile(
    r"(?P<before>\D*?)\s*(?P<sign>[-\u2212]?)\s*(?P<whole>\d+)(?:\.(?P<part>\d{1,2}))?"
    # "500.-" is how prices are written by hand.
    r"(?:\.?-)?\s*(?P<after>\D*)"
)
_SEPARATOR: Final = re.compile(r"(?<=\d),(?=\d)")
_MOST_DIGITS: Final = 12
_LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class NumberBox:
    """A box that asks for a whole number.

    Attributes:
        label: its name in a sentence.
        units: what may stand before or behind the number, in small letters.
        most: the highest number that means something; ``least`` the lowest.
        outward: a fraction is rounded away from zero when True, towards it when False, so that
            nothing that fits is lost; None takes no fractions.
    """

    label: LazyText
    units: frozenset[str]
    most: int
    least: int = 1
    outward: bool | None = None


@dataclass(frozen=True, slots=True)
class Misread:
    """Something typed into a box that limits nothing.

    Attributes:
        name: parameter of the address.
        text: as it was typed.
        code: of the sentence that says why.
    """

    name: str
    text: str
    code: str
    box: NumberBox

    @property
    def words(self) -> str:
        """Return the sentence, in the reader's language."""
        return sentence(
            self.code,
            field=str(self.box.label),
            example="6" if self.box.units is PEOPLE else "500",
            min=number(self.box.least),
            max=number(self.box.most),
        )


@dataclass(frozen=True, slots=True)
class Misreadings:
    """All that was typed and limits nothing. False when there is none."""

    every: tuple[Misread, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether anything could not be used."""
        return bool(self.every)

    def shown(self, name: str, value: object) -> str:
        """Return what a box shows: what was typed, or the number that was understood."""
        typed = next((one.text for one in self.every if one.name == name), None)
        return typed if typed is not None else str(value or "")

    def has(self, name: str) -> bool:
        """Tell whether a box holds something that could not be used."""
        return any(one.name == name for one in self.every)

    def sentences(self, *names: str) -> list[str]:
        """Return what is wrong with some boxes, or with all, each sentence once."""
        found = (one.words for one in self.every if not names or one.name in names)
        return list(dict.fromkeys(found))


def read_boxes(
    given: Callable[[str], str], boxes: Mapping[str, NumberBox], range_of: Sequence[str] = ()
) -> tuple[dict[str, int | None], Misreadings]:
    """Read the boxes of a form.

    Args:
        given: parameter -> what was typed.
        boxes: by parameter.
        range_of: the parameters of a lowest and a highest number, which may be swapped.

    Returns:
        Parameter -> number, None for no limit; and what could not be used.
    """
    numbers: dict[str, int | None] = {}
    wrong: list[Misread] = []
    for name, box in boxes.items():
        text = clean_line(given(name))[:_LONGEST]
        found = _read(text, box)
        numbers[name] = found if isinstance(found, int) else None
        if isinstance(found, str):
            wrong.append(Misread(name, text, found, box))
    lowest, highest = (numbers[name] for name in range_of) if range_of else (None, None)
    if lowest is not None and highest is not None and lowest > highest:
        for name in range_of:
            numbers[name] = None
            wrong.append(Misread(name, clean_line(given(name)), "price.order", boxes[name]))
    return numbers, Misreadings(tuple(wrong))


def _read(text: str, box: NumberBox) -> int | str | None:
    """Return the number, None when nothing was typed, or the code of what is wrong."""
    if not text:
        return None
    found = _NUMBER.fullmatch(_SEPARATOR.sub("", text))
    if found is None or not _fits(found, box):
        return "number.format"
    fraction = bool(int(found["part"] or 0))
    if len(found["whole"].lstrip("0")) > _MOST_DIGITS or found["sign"]:
        return "number.range"
    whole = int(found["whole"]) + (fraction and bool(box.outward))
    return whole if box.least <= whole <= box.most else "number.range"


def _fits(found: re.Match[str], box: NumberBox) -> bool:
    words = (found[side].strip(" .").casefold() for side in ("before", "after"))
    whole = not int(found["part"] or 0)
    return all(word in box.units or not word for word in words) and (
        whole or box.outward is not None
    )
