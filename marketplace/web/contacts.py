"""Form checks for e-mail addresses and telephone numbers."""

import re
from typing import Final

from wtforms import Field, Form
from wtforms.validators import ValidationError

from marketplace.web.messages import sentence

# Enough to catch slips; whether the address exists, the confirmation mail shows.
_EMAIL: Final = re.compile(
    r"[^@\s\"(),:;<>\[\\\]]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,63}\Z"
)
_EMAIL_LONGEST: Final = 254  # RFC 5321 4.5.3.1.3
_PHONE_TH: Final = re.compile(r"0\d{8,9}\Z")
_PHONE_WORLD: Final = re.compile(r"\+[1-9]\d{6,14}\Z")  # E.164


def is_email(text: str) -> bool:
    """Tell whether a text looks like one e-mail address."""
    return len(text) <= _EMAIL_LONGEST and _EMAIL.match(text) is not None


def plain_phone(text: str) -> str:
    """Return a number without blanks, dashes and brackets."""
    return re.sub(r"[\s().-]", "", text)


def is_phone(text: str) -> bool:
    """Tell whether a text is a Thai number of 9 or 10 digits, or one of another country."""
    plain = plain_phone(text)
    return bool(_PHONE_TH.match(plain) or _PHONE_WORLD.match(plain))


class EmailAddress:
    """The field must hold an e-mail address."""

    field_flags = {"maxlength": _EMAIL_LONGEST}

    def __call__(self, _form: Form, field: Field) -> None:
        """Refuse what is no address. Raises ValidationError."""
        if field.data and not is_email(field.data):
            raise ValidationError(sentence("email.format"))


class PhoneNumber:
    """The field must hold a telephone number."""

    def __call__(self, _form: Form, field: Field) -> None:
        """Refuse what is no number. Raises ValidationError."""
        if field.data and not is_phone(field.data):
            raise ValidationError(sentence("phone.format"))
