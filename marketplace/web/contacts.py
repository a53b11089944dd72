"""Form checks for the ways to reach somebody: addresses, numbers, LINE, Facebook."""

import re
from typing import Final

from wtforms import Field, Form
from wtforms.validators import ValidationError

from marketplace.text import arabic_digits
from marketplace.web.messages import sentence

# Enough to catch slips; whether the address exists, the confirmation mail shows.
_EMAIL: Final = re.compile(
    r"[^@\s\"(),:;<>\[\\\]]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,63}\Z"
)
_EMAIL_LONGEST: Final = 254  # RFC 5321 4.5.3.1.3
_LINE_ID: Final = re.compile(r"@?[A-Za-z0-9][A-Za-z0-9._-]{1,39}\Z", re.ASCII)
_LINE_LINK: Final = re.compile(
    r"(?:https?://)?(?:[\w-]+\.)*(?:line\.me|lin\.ee)/[^\s<>\"]+\Z", re.ASCII | re.IGNORECASE
)
_FACEBOOK_LINK: Final = re.compile(
    r"(?:https?://)?(?:[\w-]+\.)*(?:facebook\.com|fb\.com|fb\.me|m\.me)/[^\s<>\"]+\Z",
    re.IGNORECASE,
)
# Names of pages are words in any script; nothing that could be an address of another kind.
_FACEBOOK_NAME: Final = re.compile(r"[\w\u0e00-\u0e7f][\w\u0e00-\u0e7f .,&'’()–-]{1,99}\Z")
_PHONE_TH: Final = re.compile(r"0\d{8,9}\Z")
_PHONE_WORLD: Final = re.compile(r"\+[1-9]\d{6,14}\Z")  # E.164


def is_email(text: str) -> bool:
    """Tell whether a text looks like one e-mail address."""
    return len(text) <= _EMAIL_LONGEST and _EMAIL.match(text) is not None


def plain_phone(text: str) -> str:
    """Return a number in Arabic digits, without blanks, dashes and brackets."""
    return re.sub(r"[\s().-]", "", arabic_digits(text))


def is_phone(text: str) -> bool:
    """Tell whether a text is a Thai number of 9 or 10 digits, or one of another country."""
    plain = plain_phone(text)
    return bool(_PHONE_TH.match(plain) or _PHONE_WORLD.match(plain))


def is_line(text: str) -> bool:
    """Tell whether a text is a LINE ID (an official one begins with @), or an address at LINE."""
    return bool(_LINE_ID.match(text) or _LINE_LINK.match(text))


def is_facebook(text: str) -> bool:
    """Tell whether a text is the name of a Facebook page, or an address at Facebook."""
    return bool(_FACEBOOK_NAME.match(text) or _FACEBOOK_LINK.match(text))


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
        """Refuse what is no number; keep one in the digits that telephones dial.

        Raises ValidationError.
        """
        if field.data and not is_phone(field.data):
            raise ValidationError(sentence("phone.format"))
        field.data = arabic_digits(field.data or "")


class LineId:
    """The field must hold a LINE ID, or the address of one."""

    def __call__(self, _form: Form, field: Field) -> None:
        """Refuse what is none. Raises ValidationError."""
        if field.data and not is_line(field.data):
            raise ValidationError(sentence("line.format"))
