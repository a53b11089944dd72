"""Fields that only the seller's forms have: lines, clock times, degrees, choices."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

from wtforms import Field, TextAreaField
from wtforms import Form as WtForm
from wtforms.validators import ValidationError
from wtforms.widgets import TextInput

from marketplace.listings.labels import NAMES
from marketplace.listings.queries.vocabulary import Word
from marketplace.text import arabic_digits, clean_line
from marketplace.web.choices import SelectField, SelectMultipleField
from marketplace.web.figures import number
from marketplace.web.forms import Called, name_of
from marketplace.web.i18n import ENGLISH, current_lang
from marketplace.web.messages import sentence

_CLOCK: Final = re.compile(r"([01]?\d|2[0-3])\s*[.:]?\s*([0-5]\d)")
_MARK: Final = re.compile(r"^[-–•·*]\s*")


def called(code: str) -> Called:
    """Return what gives a field the name that sentences have for it."""
    return Called(NAMES[code])


def words(choices: Iterable[Word]) -> list[tuple[str, str]]:
    """Return choices as WTForms wants them, in the reader's language, trees indented."""
    english = current_lang() == ENGLISH
    return [
        (word.code, "\u2003" * word.depth + ((word.en or word.th) if english else word.th))
        for word in choices
    ]


def clock_of(text: str) -> str | None:
    """Read a clock time: "9.30", "09:30 น.", "0930". Returns "HH:MM", "" for nothing, None else."""
    plain = arabic_digits(clean_line(text)).removesuffix("น.").removesuffix("น").strip()
    if not plain:
        return ""
    found = _CLOCK.fullmatch(plain)
    return f"{int(found[1]):02d}:{found[2]}" if found else None


def typed(field: Field) -> str:
    """Return the text of a field, "" when there is none."""
    return field.data or ""


class Lines(TextAreaField):
    """Things one per line; empty lines and leading dashes are dropped. Data is a tuple."""

    data: Any

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "\n".join(self.data or ())

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Split the sent text."""
        rows = valuelist[0].splitlines() if valuelist else []
        self.data = tuple(line for row in rows if (line := _MARK.sub("", clean_line(row))))


class LinesWithin:
    """At most so many lines, each at most so long."""

    def __init__(self, count: int, length: int) -> None:
        """Set both limits."""
        self.count, self.length = count, length

    def __call__(self, _form: WtForm, field: Field) -> None:
        """Refuse more. Raises ValidationError."""
        longest = max((len(row) for row in field.data or ()), default=0)
        if longest > self.length:
            over = number(longest - self.length)
            raise ValidationError(sentence("text.too_long", over=over, max=self.length))
        if len(field.data or ()) > self.count:
            raise ValidationError(sentence("lines.many", max=self.count, count=len(field.data)))


class Clock(Field):
    """A clock time. Data is "HH:MM", or "" for nothing."""

    widget = TextInput()
    data: str

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return self.data or ""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the time. Raises ValueError with a sentence when it is none."""
        found = clock_of(valuelist[0]) if valuelist else ""
        self.data = found or ""
        if found is None:
            raise ValueError(sentence("number.format", field=name_of(self), example="09.30"))


class Clocks(Field):
    """Several clock times in one line, parted by blanks or commas. Data is a sorted tuple."""

    widget = TextInput()
    data: tuple[str, ...]

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return ", ".join(self.data or ())

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the times. Raises ValueError with a sentence when one is none."""
        self.data = ()
        text = valuelist[0].replace("น.", " ") if valuelist else ""
        found = [clock_of(part) for part in re.split(r"[,\s]+", text)]
        if None in found:
            raise ValueError(sentence("number.format", field=name_of(self), example="09.00, 13.30"))
        self.data = tuple(sorted({clock for clock in found if clock}))


class Degrees(Field):
    """A coordinate in decimal degrees (WGS84). Empty is None."""

    widget = TextInput()
    data: float | None

    def __init__(
        self, *args: Any, limit: int = 180, example: str = "17.0170", **kwargs: Any
    ) -> None:
        """Set the bound on both sides, in degrees."""
        super().__init__(*args, **kwargs)
        self.limit, self.example = limit, example

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else f"{self.data:.5f}".rstrip("0")

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the degrees. Raises ValueError with a sentence when they are none."""
        self.data = None
        text = arabic_digits(clean_line(valuelist[0])) if valuelist else ""
        if not text:
            return
        if not re.fullmatch(r"-?\d{1,20}(\.\d{1,20})?", text):
            raise ValueError(sentence("number.format", field=name_of(self), example=self.example))
        if abs(float(text)) > self.limit:
            least = -self.limit
            raise ValueError(
                sentence("number.range", field=name_of(self), min=least, max=self.limit)
            )
        self.data = round(float(text), 5)


class Pick(SelectField):
    """One of a list; anything else counts as not chosen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Begin without choices; the view gives them."""
        settings: dict[str, Any] = {"choices": [], "validate_choice": False} | kwargs
        super().__init__(*args, **settings)

    def chosen(self, known: Iterable[str]) -> str:
        """Return the chosen code if it is among the known ones, else ""."""
        return self.data if self.data in set(known) else ""


class Picks(SelectMultipleField):
    """Several of a list; unknown ones are dropped. Data is a list in the order of the choices."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Begin without choices; the view gives them."""
        settings: dict[str, Any] = {"choices": [], "validate_choice": False} | kwargs
        super().__init__(*args, **settings)

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Keep what can be read as a choice."""
        kept = []
        for value in valuelist:
            try:
                kept.append(self.coerce(value))
            except ValueError:
                continue
        self.data = kept

    def chosen(self, known: Iterable[Any]) -> tuple[Any, ...]:
        """Return the chosen ones among the known, in the order of the known."""
        wanted = set(self.data or ())
        return tuple(code for code in known if code in wanted)
