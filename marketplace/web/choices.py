"""Fields to choose from, of forms as in :mod:`marketplace.web.forms`."""

from collections.abc import Mapping
from typing import Any, cast

import wtforms
from babel.support import LazyProxy
from wtforms.fields.choices import (  # type: ignore[attr-defined] # newer than the types
    SelectChoice,
)
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from marketplace.web.forms import name_of
from marketplace.web.messages import sentence


def choices_of(words: Mapping[Any, LazyProxy]) -> list[tuple[str, str]]:
    """Return labels as choices of a field, translated only when they are shown.

    Args:
        words: value (an enum member or text) -> label.
    """
    # WTForms calls str() on a label when it draws it; its types know only finished strings, and
    # of choices only the pairs that WTForms 3.4 will refuse.
    made = [SelectChoice(str(value), label) for value, label in words.items()]
    return cast("list[tuple[str, str]]", made)


class _Chosen(wtforms.SelectField):
    """Says in a sentence of ours what the library would say in its English."""

    def pre_validate(self, _form: BaseForm) -> None:
        """Refuse nothing chosen, or what is not offered. Raises ValidationError."""
        if not self.validate_choice or self.process_errors:
            return
        offered = {self.coerce(option.value) for option in self.iter_choices()}  # type: ignore[attr-defined] # newer than the types
        chosen = self.data if isinstance(self.data, list) else [self.data]
        if all(each in offered for each in chosen):
            return
        if self.data in (None, ""):
            raise ValidationError(sentence("choice.missing", field=name_of(self)))
        raise ValidationError(sentence("choice.unknown"))


class SelectField(_Chosen):
    """One of a list that opens."""


class RadioField(_Chosen, wtforms.RadioField):
    """One of a few that all stand there."""


class SelectMultipleField(_Chosen, wtforms.SelectMultipleField):
    """Any number of several; none is fine. Data is a list."""

    def pre_validate(self, form: BaseForm) -> None:
        """Refuse what is not offered. Raises ValidationError."""
        if self.data:
            super().pre_validate(form)
