"""The rule for new passwords, as a check of a form field."""

from typing import Final

from wtforms import Field, Form
from wtforms.validators import ValidationError

from marketplace.accounts.passwords import MIN_LENGTH, is_weak
from marketplace.web.messages import sentence

_CONTEXT_READ: Final = 200
"""Signs of a field that are looked for in the password; a name is not longer."""


class StrongPassword:
    """The field must hold a password that is long enough and not among the first guesses."""

    field_flags: Final = {"minlength": MIN_LENGTH}

    def __init__(self, *context_fields: str, context: tuple[str, ...] = ()) -> None:
        """Take the names of fields, and words, that the password must not be made of."""
        self._fields = context_fields
        self._context = context

    def __call__(self, form: Form, field: Field) -> None:
        """Refuse a weak password. Raises ValidationError."""
        if field.errors:  # one sentence is enough
            return
        own = [str(form[name].data or "")[:_CONTEXT_READ] for name in self._fields]
        if field.data and is_weak(field.data, (*own, *self._context)):
            raise ValidationError(sentence("password.weak", min=MIN_LENGTH))
