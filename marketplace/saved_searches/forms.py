"""The one thing people type about a saved search."""

from typing import Final

from marketplace.web.forms import (
    Form,
    Line,
    MaxLength,
    OptionalInput,
)
from marketplace.web.i18n import _l

NAME_LONGEST: Final = 80


class NameForm(Form):
    """A name of the person's own; empty lets the search say itself."""

    name = Line(
        _l("ชื่อที่ตั้งเอง"),
        [OptionalInput(), MaxLength(NAME_LONGEST)],
        description=_l("เช่น ของฝากปีใหม่ เว้นว่างไว้ได้"),
    )
