"""Forms of a person's own settings."""

from wtforms import PasswordField

from marketplace.accounts.actions.profile import Profile
from marketplace.accounts.addresses import plain_address
from marketplace.accounts.forms.door import NAME_LONGEST
from marketplace.accounts.forms.passwords import StrongPassword
from marketplace.accounts.labels import LANGUAGES
from marketplace.accounts.passwords import MAX_LENGTH
from marketplace.web.choices import RadioField, choices_of
from marketplace.web.contacts import EmailAddress
from marketplace.web.forms import (
    Form,
    Line,
    MaxLength,
    Required,
)
from marketplace.web.i18n import _l
from models.accounts import Locale


class ProfileForm(Form):
    """Name and language."""

    name = Line(
        _l("ชื่อที่ให้คนอื่นเห็น"),
        [Required(), MaxLength(NAME_LONGEST)],
        description=_l("เช่น ฟ้า หรือ ฟ้า ร้านริมน้ำ"),
    )
    locale = RadioField(
        _l("ภาษา"),
        choices=choices_of(LANGUAGES),
        description=_l("ภาษาของหน้าจอและอีเมลที่เราส่งให้"),
    )

    def to_request(self) -> Profile:
        """Return what to keep."""
        return Profile(self.name.data or "", Locale(self.locale.data))


class ChangePasswordForm(Form):
    """The old password and a new one."""

    current = PasswordField(_l("รหัสผ่านปัจจุบัน"), [Required(), MaxLength(MAX_LENGTH)])
    password = PasswordField(
        _l("รหัสผ่านใหม่"),
        [Required(), MaxLength(MAX_LENGTH), StrongPassword()],
        description=_l("อย่างน้อย 12 ตัวอักษร ใช้ภาษาไทยก็ได้ เอาคำหลายคำมาต่อกันก็ได้"),
    )


class ChangeEmailForm(Form):
    """A new address, with the password to show who asks."""

    email = Line(_l("อีเมลใหม่"), [Required(), EmailAddress()])
    current = PasswordField(_l("รหัสผ่านปัจจุบัน"), [Required(), MaxLength(MAX_LENGTH)])

    @property
    def address(self) -> str:
        """The address as accounts keep it."""
        return plain_address(self.email.data or "")
