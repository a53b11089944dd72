"""Contact channels as rows of a form: a kind, a value, who sees it."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from wtforms import Field, FieldList, FormField
from wtforms.validators import ValidationError

from marketplace.accounts.actions.contacts import MAX_CHANNELS, Channel
from marketplace.accounts.labels import CHANNEL_KINDS, VISIBILITIES
from marketplace.text import arabic_digits
from marketplace.web.choices import SelectField, choices_of
from marketplace.web.contacts import is_email, is_facebook, is_line, is_phone
from marketplace.web.forms import Form, Line, MaxLength
from marketplace.web.i18n import _l
from marketplace.web.messages import sentence
from models.organisations import ChannelKind, ChannelVisibility, ContactChannel

_LINK: Final = re.compile(
    r"(?:https?://)?(?:[\w-]+\.)+[^\W\d_]{2,63}(?:[/?#]\S*)?\Z", re.IGNORECASE
)
_VALUE_LONGEST: Final = 200
_CHECKS: Final[Mapping[str, tuple[Callable[[str], bool], str]]] = {
    ChannelKind.PHONE: (is_phone, "phone.format"),
    ChannelKind.LINE: (is_line, "line.format"),
    ChannelKind.EMAIL: (is_email, "email.format"),
    ChannelKind.FACEBOOK: (is_facebook, "facebook.format"),
    ChannelKind.WEBSITE: (lambda text: _LINK.match(text) is not None, "link.format"),
}
"""Kind of channel -> what its value must be, and the sentence for one that is not."""


class ChannelRow(Form):
    """One way to be reached; an empty value leaves it out."""

    kind = SelectField(_l("ช่องทาง"), choices=choices_of(CHANNEL_KINDS))
    value = Line(_l("เบอร์ ชื่อ หรือลิงก์"), [MaxLength(_VALUE_LONGEST)])
    visibility = SelectField(
        _l("ใครเห็น"),
        choices=choices_of(VISIBILITIES),
        default=ChannelVisibility.ON_REQUEST.value,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Name the row after its kind, so that a summary of faults tells rows apart."""
        super().__init__(*args, **kwargs)
        words = CHANNEL_KINDS.get(self.kind.data)
        if words is not None:
            self.value.label.text = str(words)

    def validate_value(self, field: Field) -> None:
        """Refuse what nobody could be reached by. Raises ValidationError."""
        text = field.data or ""
        if not text:
            return
        check, code = _CHECKS.get(self.kind.data, (bool, ""))
        if not check(text):
            raise ValidationError(sentence(code))
        if self.kind.data == ChannelKind.PHONE:
            field.data = arabic_digits(text)


class ChannelRows(Form):
    """Mixed into the forms that hold rows; each has its ``channels`` where they stand on its page."""

    channels: Any

    def wanted_channels(self) -> list[Channel]:
        """Return the rows that are filled in."""
        return [
            Channel(ChannelKind(row["kind"]), row["value"], ChannelVisibility(row["visibility"]))
            for row in self.channels.data
            if row["value"]
        ]


def channel_list() -> Any:
    """Return the field of all rows."""
    return FieldList(FormField(ChannelRow), max_entries=MAX_CHANNELS)


def channel_rows(present: Sequence[ContactChannel] = ()) -> list[dict[str, Any]]:
    """Return rows for a form: what is there, then an empty one for each other kind."""
    rows: list[dict[str, Any]] = [
        {"kind": row.kind.value, "value": row.value, "visibility": row.visibility.value}
        for row in present[:MAX_CHANNELS]
    ]
    used = {row["kind"] for row in rows}
    for kind in ChannelKind:
        if kind.value not in used and len(rows) < MAX_CHANNELS:
            rows.append({"kind": kind.value, "value": "", "visibility": "on_request"})
    return rows
