"""Kinds of values that a parameter may take: each reads what came and describes itself.

The same object parses and writes the JSON Schema, so that the description cannot promise what the
parser refuses.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from marketplace.api.labels import fault
from marketplace.text import clean

MOST_VALUES: Final = 50
Schema = dict[str, Any]


class Unreadable(ValueError):
    """A value that does not fit.

    Attributes:
        code: short and stable, for programs.
        detail: the sentence in the reader's language.
    """

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.detail = fault(code, **values)


class Shape(Protocol):
    """What a parameter's values look like."""

    @property
    def many(self) -> bool:
        """Whether several values may be given, by repetition or with commas."""

    def read(self, text: str) -> Any:
        """Return one value. Raises Unreadable."""

    def schema(self) -> Schema:
        """Return the JSON Schema of one value."""


@dataclass(frozen=True, slots=True)
class Text:
    """Free words; what is longer than the engine reads is cut, not refused."""

    longest: int
    many: bool = False

    def read(self, text: str) -> str:
        """Return the words without signs nobody can see."""
        return " ".join(clean(text).split())[: self.longest]

    def schema(self) -> Schema:
        """Return the JSON Schema of one value."""
        return {"type": "string"}


@dataclass(frozen=True, slots=True)
class Code:
    """A slug, a code, or a limit that was understood."""

    pattern: str = "[A-Za-z0-9._-]{1,80}"
    many: bool = True

    def read(self, text: str) -> str:
        """Return the code as it came."""
        if re.fullmatch(self.pattern, text) is None:
            raise Unreadable("code")
        return text

    def schema(self) -> Schema:
        """Return the JSON Schema of one value."""
        return {"type": "string", "pattern": f"^{self.pattern}$"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]
    many: bool = False

    def read(self, text: str) -> str:
        """Return the word."""
        if text not in self.words:
            raise Unreadable("choice", choices=", ".join(self.words))
        return text

    def schema(self) -> Schema:
        """Return the JSON Schema of one value."""
        return {"type": "string", "enum": list(self.words)}


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number within bounds, both included."""

    lowest: int
    highest: int
    many: bool = False

    def read(self, text: str) -> int:
        """Return the number."""
        digits = text.removeprefix("-")
        fits = digits.isascii() and digits.isdigit() and len(digits) <= len(str(self.highest))
        if not fits or not self.lowest <= int(text) <= self.highest:
            raise Unreadable("number", lowest=self.lowest, highest=self.highest)
        return int(text)

    def schema(self) -> Schema:
        """Return the JSON Schema of one value."""
        return {"type": "integer", "minimum": self.lowest, "maximum": self.highest}


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no."""

    many: bool = False

    def read(self, text: str) -> bool:
        """Return True for 1 and true, False for 0 and false."""
        if text not in {"1", "true", "0", "false"}:
            raise Unreadable("flag")
        return text in {"1", "true"}

    def schema(self) -> Schema:
        """Return the JSON Schema of one value."""
        return {"type": "string", "enum": ["1", "true", "0", "false"]}


_DEGREES: Final = r"-?[0-9]{1,3}(\.[0-9]{1,10})?"
_POINT: Final = f"{_DEGREES},{_DEGREES}"
_NORTH: Final = 90
_EAST: Final = 180


@dataclass(frozen=True, slots=True)
class Point:
    """A place on earth: latitude and longitude in WGS84 degrees with a comma between."""

    many: bool = False

    def read(self, text: str) -> tuple[float, float]:
        """Return latitude and longitude."""
        if re.fullmatch(_POINT, text) is None:
            raise Unreadable("point")
        latitude, longitude = map(float, text.split(","))
        if abs(latitude) > _NORTH or abs(longitude) > _EAST:
            raise Unreadable("point")
        return latitude, longitude

    def schema(self) -> Schema:
        """Return the JSON Schema of one value."""
        return {"type": "string", "pattern": f"^{_POINT}$"}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of an operation.

    Attributes:
        about: what it does, one sentence, translated when shown.
        default: the value when it is not given.
    """

    name: str
    shape: Shape
    about: Any
    default: Any = None
    example: Any = None

    def read(self, texts: Sequence[str]) -> Any:
        """Return the value; what is left empty counts as not given. Raises Unreadable."""
        many = self.shape.many
        given = [part.strip() for text in texts for part in (text.split(",") if many else (text,))]
        wanted = list(dict.fromkeys(filter(None, given)))
        if not wanted:
            return self.default
        if not many and len(wanted) > 1:
            raise Unreadable("once")
        if len(wanted) > MOST_VALUES:
            raise Unreadable("many", most=MOST_VALUES)
        values = [self.shape.read(text) for text in wanted]
        return tuple(values) if many else values[0]
