"""Forms for people who are not signed in: signing in and up, links from mails."""

from wtforms import BooleanField, PasswordField
from wtforms.validators import StopValidation

from marketplace.accounts.actions.sign_up import SignUp
from marketplace.accounts.addresses import plain_address
from marketplace.accounts.forms.passwords import StrongPassword
from marketplace.accounts.labels import GOALS, LANGUAGES
from marketplace.accounts.passwords import MAX_LENGTH, hash_password
from marketplace.web.choices import RadioField, choices_of
from marketplace.web.contacts import EmailAddress
from marketplace.web.forms import (
    Called,
    Form,
    Line,
    MaxLength,
    Required,
)
from marketplace.web.i18n import _l
from marketplace.web.messages import sentence
from models.accounts import Locale

NAME_LONGEST = 80


class SignInForm(Form):
    """Address and password. A malformed address is answered like any other that does not fit."""

    email = Line(_l("อีเมล"), [Required(), MaxLength(254)])
    password = PasswordField(_l("รหัสผ่าน"), [Required(), MaxLength(MAX_LENGTH)])

    @property
    def address(self) -> str:
        """The address as accounts keep it."""
        return plain_address(self.email.data or "")


class SignUpForm(Form):
    """A new account."""

    goal = RadioField(
        _l("มาใช้ตลาดปสานเพื่อ"),
        choices=choices_of(GOALS),
        default="buy",
    )
    name = Line(
        _l("ชื่อที่ให้คนอื่นเห็น"),
        [Required(), MaxLength(NAME_LONGEST)],
        description=_l("เช่น ฟ้า หรือ ฟ้า ร้านริมน้ำ"),
    )
    email = Line(_l("อีเมล"), [Required(), EmailAddress()])
    password = PasswordField(
        _l("ตั้งรหัสผ่าน"),
        [Called(_l("รหัสผ่าน")), Required(), MaxLength(MAX_LENGTH), StrongPassword("name", "email")],
        description=_l("อย่างน้อย 12 ตัวอักษร ใช้ภาษาไทยก็ได้ เอาคำหลายคำมาต่อกันก็ได้"),
    )
    locale = RadioField(_l("ภาษา"), choices=choices_of(LANGUAGES))
    terms = BooleanField(_l("ยอมรับข้อตกลงการใช้งาน"))

    def validate_terms(self, field: BooleanField) -> None:
        """Refuse without consent to the terms. Raises StopValidation."""
        if not field.data:
            raise StopValidation(sentence("terms.missing"))

    def to_request(self) -> SignUp:
        """Return the request, with the password hashed."""
        return SignUp(
            name=self.name.data or "",
            email=plain_address(self.email.data or ""),
            locale=Locale(self.locale.data),
            password_hash=hash_password(self.password.data or ""),
            goal=self.goal.data,
        )


class AddressForm(Form):
    """An address to send a link to."""

    email = Line(_l("อีเมล"), [Required(), EmailAddress()])

    @property
    def address(self) -> str:
        """The address as accounts keep it."""
        return plain_address(self.email.data or "")


class ConfirmForm(Form):
    """The password chosen at sign-up, which shows that the mailbox's owner chose it."""

    password = PasswordField(
        _l("รหัสผ่าน"),
        [Required(), MaxLength(MAX_LENGTH)],
        description=_l("รหัสที่ตั้งไว้ตอนสมัคร"),
    )


class NewPasswordForm(Form):
    """A new password for the account behind a link."""

    password = PasswordField(
        _l("รหัสผ่านใหม่"),
        [Required(), MaxLength(MAX_LENGTH), StrongPassword()],
        description=_l("อย่างน้อย 12 ตัวอักษร ใช้ภาษาไทยก็ได้ เอาคำหลายคำมาต่อกันก็ได้"),
    )


class JoinForm(Form):
    """A new account for somebody who was invited; the address is the invitation's."""

    name = Line(_l("ชื่อที่ให้คนอื่นเห็น"), [Required(), MaxLength(NAME_LONGEST)])
    password = PasswordField(
        _l("ตั้งรหัสผ่าน"),
        [Called(_l("รหัสผ่าน")), Required(), MaxLength(MAX_LENGTH), StrongPassword("name")],
        description=_l("อย่างน้อย 12 ตัวอักษร ใช้ภาษาไทยก็ได้ เอาคำหลายคำมาต่อกันก็ได้"),
    )
    locale = RadioField(_l("ภาษา"), choices=choices_of(LANGUAGES))
    terms = BooleanField(_l("ยอมรับข้อตกลงการใช้งาน"))

    def validate_terms(self, field: BooleanField) -> None:
        """Refuse without consent to the terms. Raises StopValidation."""
        if not field.data:
            raise StopValidation(sentence("terms.missing"))

    def to_request(self, email: str) -> SignUp:
        """Return the request for the invited address, with the password hashed."""
        return SignUp(
            name=self.name.data or "",
            email=email,
            locale=Locale(self.locale.data),
            password_hash=hash_password(self.password.data or ""),
        )
