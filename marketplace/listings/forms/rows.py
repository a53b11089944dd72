"""Rows that can be added, moved and removed: what both content forms and the terms share."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, TypeVar

from wtforms import Field, FieldList
from wtforms import Form as WtForm

T = TypeVar("T")
_INDEX_DIGITS: Final = 4
_MOST_BLANKS: Final = 20
"""More rows than these digits count are in no form."""


class RowMove(StrEnum):
    """What a button beside a row does."""

    UP = "up"
    DOWN = "down"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class RowStep:
    """One press of such a button: ``itinerary-up-2`` moves the third row up."""

    rows: str
    move: RowMove
    index: int

    @classmethod
    def read(cls, pressed: str) -> "RowStep | None":
        """Read a button's value; None when it is no such button."""
        rows, _, rest = pressed.partition("-")
        move, _, index = rest.partition("-")
        if move not in set(RowMove) or not index.isascii() or not index.isdecimal():
            return None
        if len(index) > _INDEX_DIGITS:
            return None
        return cls(rows, RowMove(move), int(index))


@dataclass(frozen=True, slots=True)
class Blanks:
    """How many blank rows a list shows behind the filled ones.

    Attributes:
        rows: name of the list; "" when each has one.
        count: in that list; every other has one.
    """

    rows: str = ""
    count: int = 1

    @classmethod
    def read(cls, text: str) -> "Blanks":
        """Read it from an address, where ``str`` has put it."""
        rows, _, count = text.rpartition("-")
        sound = count.isascii() and count.isdecimal() and len(count) <= _INDEX_DIGITS
        return cls(rows, min(int(count), _MOST_BLANKS)) if sound else cls()

    def __str__(self) -> str:
        """Return what ``read`` understands."""
        return f"{self.rows}-{self.count}"

    def of(self, rows: str) -> int:
        """Return how many a list shows."""
        return max(1, self.count) if rows == self.rows else 1

    @classmethod
    def one_more(cls, rows: str, field: Any) -> "Blanks":
        """Return one more than a list was sent with."""
        return cls(rows, 1 + sum(entry.form.is_blank for entry in field.entries))


ONE_BLANK: Final = Blanks()


def with_blanks(
    rows: Sequence[dict[str, Any]], blanks: int, most: int | None = None
) -> list[dict[str, Any]]:
    """Return rows with blank ones behind them.

    Args:
        rows: filled.
        blanks: how many.
        most: rows the list has room for; None without end.
    """
    shown = [*rows, *({} for _ in range(blanks))]
    return shown if most is None else shown[:most]


def arranged(rows: Sequence[T | None], step: RowStep | None) -> tuple[T, ...]:
    """Move or remove a row, then drop the blank ones.

    Args:
        rows: None stands for a row that was left blank.
        step: None leaves the order.
    """
    kept = list(rows)
    if step is not None and step.index < len(kept):
        row = kept.pop(step.index)
        if step.move is not RowMove.REMOVE:
            to = step.index + (-1 if step.move is RowMove.UP else 1)
            kept.insert(max(0, to), row)
    return tuple(row for row in kept if row is not None)


def find_field(form: WtForm, field_id: str) -> Field | None:
    """Find a field by its id, also inside rows."""
    for field in form:
        if field.id == field_id:
            return field
        if isinstance(field, FieldList):
            for entry in field.entries:
                found = find_field(entry.form, field_id) if hasattr(entry, "form") else None
                if found is not None:
                    return found
    return None


def pin_on(form: WtForm, field_id: str, text: str) -> bool:
    """Say a sentence at a field, also inside rows. Returns False when there is no such field."""
    field = find_field(form, field_id)
    if field is None:
        return False
    field.errors = [*field.errors, text]
    outer = form[field_id.partition("-")[0]] if "-" in field_id else field
    if outer is not field and isinstance(outer, FieldList):
        # A list of rows shows its rows' faults only when it has some itself.
        outer.errors = [*outer.errors, {}]
    return True
