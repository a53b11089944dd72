"""Everything that is wrong with what a seller sent, told at once and pinned on fields."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from dataclasses import field as field_
from typing import Final

from models.errors import InputRejectedError

CONTACTS: Final = "contacts"
"""Field of faults that are mended on the group's page, not on the form."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend.

    Attributes:
        field: id of the form field it is said at, for example ``itinerary-2-time``.
        code: key of a sentence, for example ``field.required``.
        values: fill the sentence; ``field`` among them is a code of ``labels.FIELDS``.
    """

    field: str
    code: str
    values: dict[str, object] = field_(default_factory=dict)


class FaultsFoundError(InputRejectedError):
    """One or more faults. Shown as 422 on the form with everything still typed in.

    Attributes:
        faults: in the order of the form; never empty.
    """

    def __init__(self, faults: Sequence[Fault]) -> None:
        """Carry the first fault as the error's own, all of them beside it."""
        first = faults[0]
        values = {name: value for name, value in first.values.items() if name != "field"}
        super().__init__(first.code, field=first.field, **values)
        self.faults = tuple(faults)


def refuse(faults: Iterable[Fault]) -> None:
    """Raise FaultsFoundError when there are any faults."""
    found = tuple(faults)
    if found:
        raise FaultsFoundError(found)


def required(name: str, label: str | None = None) -> Fault:
    """Return the fault of an empty field; ``label`` when its name differs from the field's id."""
    return Fault(name, "field.required", {"field": label or name})
