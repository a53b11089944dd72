"""The base of all forms: shape of input only, cleaned before anything looks at it.

A view binds the form to the request, validates it, and turns it into a frozen dataclass with its
own ``to_request()``. On a fault the same page is shown again with status 422 and everything typed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final, Self

from babel.support import LazyProxy
from flask import request
from markupsafe import Markup
from werkzeug.datastructures import ImmutableMultiDict, MultiDict
from wtforms import Field, IntegerField, PasswordField, StringField, TextAreaField
from wtforms import Form as WtForm
from wtforms.validators import StopValidation, ValidationError
from wtforms.widgets import TextInput

from marketplace.text import clean, clean_block, clean_line
from marketplace.web.dates import date_typed
from marketplace.web.figures import SATANG, number
from marketplace.web.messages import sentence
from models.errors import InputRejectedError

_BUDDHIST_ERA: Final = 543
_BUDDHIST_FROM: Final = 2400
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_ROW_DIGITS: Final = 4
_MOST_DIGITS: Final = 12
"""Nothing here counts beyond a billion."""
_MAX_BAHT: Final = Decimal(10_000_000)


@dataclass(frozen=True, slots=True)
class FieldFault:
    """One line of the summary over a form."""

    field_id: str
    label: str
    sentences: tuple[str, ...]


class Form(WtForm):
    """A form of ours. Fields are declared as in WTForms; labels are Thai lazy messages."""

    @classmethod
    def bind(cls, obj: object | None = None, **defaults: Any) -> Self:
        """Fill the form: from the request when it was sent, else from an object and defaults.

        Args:
            obj: what is edited; its attributes fill fields of the same name on a GET.
            defaults: values for single fields on a GET.
        """
        if request.method in {"POST", "PUT", "PATCH"}:
            return cls(cleaned(request.form), obj=obj, **defaults)
        return cls(obj=obj, **defaults)

    @classmethod
    def bind_query(cls, **defaults: Any) -> Self:
        """Fill a form that searches or filters from the address."""
        return cls(cleaned(request.args), **defaults)

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Check every field. A page that comes back holds no password, and says so at its field."""
        fine = super().validate(extra_validators)
        self._ask_passwords_again()
        return fine

    def _ask_passwords_again(self) -> None:
        if not any(field.errors for field in self):
            return
        for field in self:
            if isinstance(field, PasswordField) and field.data and not field.errors:
                field.errors = [sentence("password.again")]

    def faults(self) -> list[FieldFault]:
        """Return the faults in the order of the fields, for the summary over the form."""
        return [
            FieldFault(field.id, str(field.label.text), tuple(_flat(field.errors)))
            for field in self
            if field.errors
        ]

    @property
    def summary(self) -> str:
        """The sentence over a form with faults; "" when there are none."""
        count = len(self.faults()) + len(self.form_errors)
        return sentence("form.summary", count=count) if count else ""

    def pin(self, error: InputRejectedError) -> None:
        """Show what an action refused on the field it named, or over the whole form."""
        text = sentence(error.code, **error.values)
        if error.field is not None and error.field in self:
            field = self[error.field]
            field.errors = [*field.errors, text]
            self._ask_passwords_again()
        else:
            self.form_errors = [*self.form_errors, text]


def _flat(errors: object) -> Iterable[str]:
    """Field lists and form fields nest their errors; a summary wants one list."""
    if isinstance(errors, Mapping):
        for inner in errors.values():
            yield from _flat(inner)
    elif isinstance(errors, (list, tuple)):
        for inner in errors:
            yield from _flat(inner)
    elif errors:
        yield str(errors)


def cleaned(values: MultiDict[str, str]) -> ImmutableMultiDict[str, str]:
    """Return sent values without invisible signs and in one Unicode spelling.

    Names that no page of ours sends are left out: a row's number must be one that can be read.
    """
    return ImmutableMultiDict(
        [
            (clean(name), clean(value))
            for name, value in values.items(multi=True)
            if _has_sound_numbers(name)
        ]
    )


def _has_sound_numbers(name: str) -> bool:
    """Tell whether WTForms can read the numbers in a name: "²" and 5,000 digits make it fail."""
    numbers = (part for part in name.split("-") if part.isdigit())
    return all(part.isascii() and len(part) <= _ROW_DIGITS for part in numbers)


class Line(StringField):
    """One line of text, blanks at its ends cut off. Empty is ``""``."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the sent line."""
        self.data = clean_line(valuelist[0]) if valuelist else ""


class Block(TextAreaField):
    """Several lines of text, blanks at its ends cut off. Empty is ``""``."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the sent text."""
        self.data = clean_block(valuelist[0]) if valuelist else ""


class WholeNumber(IntegerField):
    """A whole number, with or without thousands separators and Thai digits. Empty is None."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the number. Raises ValueError with a sentence when it is none."""
        self.data = None
        text = clean_line(valuelist[0]).replace(",", "") if valuelist else ""
        if not text:
            return
        if not text.removeprefix("-").isdecimal():
            raise ValueError(sentence("number.format", field=name_of(self), example="12"))
        if len(text) > _MOST_DIGITS:  # int() of a million digits takes minutes
            raise ValueError(_out_of_range(self))
        self.data = int(text)


def _out_of_range(field: Field) -> str:
    least, most = field.flags.min, field.flags.max
    if least is None or most is None:
        return sentence("number.format", field=name_of(field), example="12")
    return sentence("number.range", field=name_of(field), min=number(least), max=number(most))


class Baht(Field):
    """A price typed in baht, kept as integer satang. Empty is None."""

    widget = TextInput()
    data: int | None

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        if self.data is None:
            return ""
        baht, rest = divmod(self.data, SATANG)
        return f"{baht}.{rest:02d}" if rest else str(baht)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the price. Raises ValueError with a sentence when it is none."""
        self.data = None
        text = clean_line(valuelist[0]) if valuelist else ""
        text = text.replace(",", "").removeprefix("฿").removesuffix("บาท").strip()
        if text:
            self.data = _satang(text)


def _satang(text: str) -> int:
    try:
        baht = Decimal(text)
    except InvalidOperation:
        raise ValueError(sentence("price.format")) from None
    if not baht.is_finite() or not 0 <= baht <= _MAX_BAHT or baht * SATANG % 1:
        raise ValueError(sentence("price.format"))
    return int(baht * SATANG)


class _DayInput(TextInput):
    """A line for a date, or the browser's calendar with ``type="date"``, which wants it as ISO."""

    def __call__(self, field: Field, **kwargs: Any) -> Markup:
        """Draw it."""
        if kwargs.get("type") == "date" and not field.raw_data and field.data is not None:
            kwargs["value"] = field.data.isoformat()
        return super().__call__(field, **kwargs)


class Day(Field):
    """A date from the calendar (2026-11-20) or typed (20/11/2569, 20/11/2026). Empty is None.

    What is kept comes back as one types it: 20/11/2569 on a Thai page, 20/11/2026 on an English.
    """

    widget = _DayInput()
    data: date | None

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else date_typed(self.data)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the date. Raises ValueError with a sentence when it is none."""
        self.data = None
        text = clean_line(valuelist[0]) if valuelist else ""
        if text:
            self.data = _day(text)


def _day(text: str) -> date:
    parts = text.split("-") if "-" in text else text.split("/")[::-1]
    try:
        year, month, day = (int(part) for part in parts)
        found = date(year - _BUDDHIST_ERA if year > _BUDDHIST_FROM else year, month, day)
    except (ValueError, OverflowError):
        found = date.min
    # Whoever counts on from a date at the end of the calendar fails.
    if not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        raise ValueError(sentence("date.format"))
    return found


class Called:
    """Gives a field a name that fits into a sentence, where its label is a question or an order."""

    def __init__(self, name: LazyProxy) -> None:
        """Set the name, a noun."""
        self.field_flags = {"called": name}

    def __call__(self, _form: WtForm, _field: Field) -> None:
        """Ask nothing of the field."""


def name_of(field: Field) -> str:
    """Return what sentences call a field."""
    return str(field.flags.called or field.label.text)


class Required:
    """The field must hold something."""

    field_flags = {"required": True}

    def __call__(self, _form: WtForm, field: Field) -> None:
        """Stop at an empty field. Raises StopValidation."""
        if field.errors:  # unreadable is not empty; one sentence is enough
            raise StopValidation
        if field.data in (None, "", []):
            raise StopValidation(sentence("field.required", field=name_of(field)))


class OptionalInput:
    """The field may stay empty; then nothing else is asked of it."""

    def __call__(self, _form: WtForm, field: Field) -> None:
        """Stop quietly at an empty field. Raises StopValidation."""
        if field.errors or field.data is None or field.data == "":
            raise StopValidation


class MaxLength:
    """At most so many signs."""

    def __init__(self, limit: int) -> None:
        """Set the limit; the browser is told as well."""
        self.limit = limit
        self.field_flags = {"maxlength": limit}

    def __call__(self, _form: WtForm, field: Field) -> None:
        """Refuse a longer text, and ask nothing else of it. Raises StopValidation."""
        over = len(field.data or "") - self.limit
        if over > 0:
            # A check that reads every sign must not get a text of a million.
            raise StopValidation(sentence("text.too_long", over=number(over), max=self.limit))


class Between:
    """A number within bounds, both included."""

    def __init__(self, lowest: int, highest: int) -> None:
        """Set the bounds; the browser is told as well."""
        self.lowest, self.highest = lowest, highest
        self.field_flags = {"min": lowest, "max": highest}

    def __call__(self, _form: WtForm, field: Field) -> None:
        """Refuse a number outside. Raises ValidationError."""
        if field.data is not None and not self.lowest <= field.data <= self.highest:
            raise ValidationError(_out_of_range(field))
