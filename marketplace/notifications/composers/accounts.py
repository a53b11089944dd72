"""Mails about a person's own account."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from babel.support import LazyProxy
from sqlalchemy.orm import Session

from marketplace.accounts.labels import device_name
from marketplace.facts import AddressLeft, PasswordChanged, SignedIn
from marketplace.notifications import recipients
from marketplace.notifications.mails import Mail, MailWords, Recipient
from marketplace.web.dates import date_clock
from marketplace.web.i18n import _l
from models.accounts import User, UserSession

NEW_SIGN_IN: Final = MailWords(
    subject=_l("มีการเข้าสู่ระบบจากเครื่องใหม่"),
    body=_l("%(device)s เมื่อ %(time)s ถ้าเป็นคุณ ไม่ต้องทำอะไร ถ้าไม่ใช่ ออกจากระบบทุกเครื่องแล้วเปลี่ยนรหัส"),
    action=_l("ดูเครื่องทั้งหมด"),
)
PASSWORD_CHANGED: Final = MailWords(
    subject=_l("เปลี่ยนรหัสผ่านแล้ว"),
    body=_l("รหัสผ่านเปลี่ยนเมื่อ %(time)s เครื่องอื่นออกจากระบบแล้ว ถ้าไม่ใช่คุณ ตั้งรหัสใหม่ทันที"),
    action=_l("ตั้งรหัสผ่านใหม่"),
)
ADDRESS_LEFT: Final = MailWords(
    subject=_l("เปลี่ยนอีเมลของบัญชีแล้ว"),
    body=_l("บัญชีของคุณใช้อีเมลใหม่แทนอีเมลนี้แล้ว ถ้าคุณไม่ได้เปลี่ยน ติดต่อเจ้าหน้าที่ทันที"),
    action=_l("ติดต่อเจ้าหน้าที่"),
    office=True,
)


def signed_in(session: Session, fact: SignedIn, now: datetime) -> Iterable[Mail]:
    """Tell a person of a sign-in from a device they had not used before."""
    del now
    row = session.get(UserSession, fact.session_id)
    to = recipients.person(session, fact.user_id)
    if not fact.new_device or row is None or to is None:
        return ()
    values = {"device": _device(row.user_agent), "time": _moment(row.created_at)}
    return (Mail(to, NEW_SIGN_IN, "accounts.devices", values=values),)


def password_changed(session: Session, fact: PasswordChanged, now: datetime) -> Iterable[Mail]:
    """Tell a person that their password changed."""
    to = recipients.person(session, fact.user_id)
    if to is None:
        return ()
    values = {"time": _moment(now)}
    return (Mail(to, PASSWORD_CHANGED, "accounts.forgot", values=values, key=now.isoformat()),)


def address_left(session: Session, fact: AddressLeft, now: datetime) -> Iterable[Mail]:
    """Tell the old mailbox that the account has left it."""
    del now
    user = session.get(User, fact.user_id)
    if user is None:
        return ()
    to = Recipient(fact.email, user.name, user.locale)
    return (Mail(to, ADDRESS_LEFT, "pages.help", anchor="contact"),)


def _moment(moment: datetime) -> LazyProxy:
    """Return a moment that is put into words in the language of the mail."""
    return LazyProxy(lambda: date_clock(moment), enable_cache=False)


def _device(user_agent: str) -> LazyProxy:
    return LazyProxy(lambda: device_name(user_agent), enable_cache=False)
