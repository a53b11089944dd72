"""Names on drawn maps: how wide they are, where they may part, and where each finds room.

A server draws without a font at hand, so widths are safe estimates in parts of the letter size;
a test holds them against the real font.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from marketplace.motifs.svg import Point

# Thai vowels above and below, which Unicode does not call combining.
_MARKS: Final = frozenset("\u0e31\u0e34\u0e35\u0e36\u0e37\u0e47\u0e4c\u0e4d\u0e4e")
_LETTERS: Final = {
    letter: width
    for width, letters in {
        0.3: " \u00a0.,:;'·ij",
        0.42: "Ilfrt()-’เโใ",
        0.55: "/acegJkstvxyzงรวาำะไ",
        0.76: "wพฟฑฬษ&",
        0.87: "mMWฌญฒณ",
        0.95: "@%…",
    }.items()
    for letter in letters
}
_THAI: Final = 0.68
_SMALL: Final = 0.58
_LARGE: Final = 0.72
_UNKNOWN: Final = 1.1
# Until Sarabun has arrived, another font stands in.
_SAFETY: Final = 1.03

LINE: Final = 1.3
"""From one line to the next, in letter sizes: Thai marks of both need the room."""
_ABOVE: Final = 1.1
_BELOW: Final = 0.42
_MARGIN: Final = 6
# Room of a pin around its tip, and how far a name keeps from it, before the pin is scaled.
_PIN: Final = (20, 52)
_GAP: Final = 7
# Part of a line that stands before its anchor.
_BEFORE: Final = {"start": 0.0, "middle": 0.5, "end": 1.0}


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle that holds a pin or a name."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Tell whether both cover some of the same ground."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def within(self, wide: float, high: float) -> bool:
        """Tell whether the box lies in a drawing, a little from its edges."""
        return (
            self.left >= _MARGIN
            and self.top >= _MARGIN
            and self.right <= wide - _MARGIN
            and self.bottom <= high - _MARGIN
        )


def text_width(text: str) -> float:
    """Return how wide a line is at most, in letter sizes. Marks over and under letters are not."""
    return _SAFETY * sum(map(_letter_width, text))


def _letter_width(letter: str) -> float:
    if unicodedata.combining(letter) or letter in _MARKS:
        return 0.0
    if letter in _LETTERS:
        return _LETTERS[letter]
    if "\u0e00" <= letter <= "\u0e7f":
        return _THAI
    if letter.isascii() or unicodedata.name(letter, "").startswith("LATIN"):
        return _SMALL if letter.islower() or letter.isdigit() else _LARGE
    return _UNKNOWN


def in_two_lines(name: str) -> list[str]:
    """Return a name parted where its lines are most alike, or whole when nothing may part.

    It parts at blanks only; a no-break space holds.
    """
    words = name.split(" ")
    ways = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    if not ways:
        return [name]
    return list(min(ways, key=lambda way: max(map(text_width, way))))


def names_beside(
    points: Sequence[Point], names: Sequence[str], size: tuple[float, float], scales: Point
) -> str:
    """Write each name beside, under or above its pin, whole and clear of everything else.

    A name that finds no room is left out: its pin has a number, and the list beside the map has
    the name.

    Args:
        points: tips of the pins.
        names: in the same order; "" writes nothing.
        size: of the drawing.
        scales: of the pins, and the size of letters, in the drawing's units.
    """
    pin, letter = scales
    wide, high = _PIN[0] * pin, _PIN[1] * pin
    taken = [Box(x - wide, y - high, x + wide, y + 2) for x, y in points]
    written = ""
    for point, name in zip(points, names, strict=True):
        for lines, anchor, x, base in _ways(point, name, scales) if name else ():
            box = _box(lines, anchor, (x, base), letter)
            if box.within(*size) and not any(box.meets(other) for other in taken):
                taken.append(box)
                written += _text(lines, anchor, x, base)
                break
    return written


def _ways(
    point: Point, name: str, scales: Point
) -> Iterator[tuple[Sequence[str], str, float, float]]:
    """Yield the ways to set a name, best first: its lines, anchor, x and first base line."""
    (x, y), (pin, letter) = point, scales
    side, middle = _PIN[0] * pin + _GAP, y - _PIN[1] * pin / 2
    halves = in_two_lines(name)
    for lines in ([name], halves) if len(halves) > 1 else ([name],):
        more = (len(lines) - 1) * LINE * letter
        beside = middle + letter * 0.34 - more / 2
        under = y + letter * _ABOVE + _GAP / 2
        above = y - _PIN[1] * pin - letter * _BELOW - more - 2
        half = max(map(text_width, lines)) * letter / 2
        yield lines, "start", x + side, beside
        yield lines, "end", x - side, beside
        for shift in _shifts(half):
            yield lines, "middle", x + shift, under
        for shift in _shifts(half):
            yield lines, "middle", x + shift, above
        for base in (middle - letter - more, middle + letter * 1.4):
            yield lines, "start", x + side, base
            yield lines, "end", x - side, base


def _shifts(half: float) -> Iterable[float]:
    return (0, *(sign * half * part / 4 for part in range(1, 5) for sign in (1, -1)))


def _box(lines: Sequence[str], anchor: str, start: Point, letter: float) -> Box:
    x, base = start
    wide = max(map(text_width, lines)) * letter
    left = x - _BEFORE[anchor] * wide
    last = base + (len(lines) - 1) * LINE * letter
    return Box(left, base - letter * _ABOVE, left + wide, last + letter * _BELOW)


def _text(lines: Sequence[str], anchor: str, x: float, base: float) -> str:
    first, *rest = map(escape, lines)
    more = "".join(f'<tspan x="{x:.0f}" dy="{LINE}em">{line}</tspan>' for line in rest)
    turned = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text class="mlabel" x="{x:.0f}" y="{base:.0f}"{turned}>{first}{more}</text>'
