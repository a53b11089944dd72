"""Mails with one-time links, for addresses that somebody typed into a form."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.accounts.actions.links import draw_link
from marketplace.accounts.actions.sign_up import ASK_SIGN_UP
from marketplace.facts import AccountLinkAsked
from marketplace.notifications.mails import Mail, MailWords, Recipient
from marketplace.web.i18n import _l
from models.accounts import TokenPurpose, User, UserState

CONFIRM: Final = MailWords(
    subject=_l("ยืนยันอีเมลเพื่อเริ่มใช้ตลาดปสาน"),
    body=_l("เปิดลิงก์แล้วใส่รหัสที่ตั้งไว้ตอนสมัคร ลิงก์ใช้ได้ 48 ชั่วโมง ถ้าคุณไม่ได้สมัคร ไม่ต้องทำอะไร"),
    action=_l("ยืนยันอีเมล"),
)
HAVE_ACCOUNT: Final = MailWords(
    subject=_l("คุณมีบัญชีตลาดปสานอยู่แล้ว"),
    body=_l(
        "มีผู้ใส่อีเมลนี้เพื่อเปิดบัญชีใหม่ แต่คุณมีบัญชีอยู่แล้ว เข้าสู่ระบบได้เลย "
        "ถ้าจำรหัสไม่ได้ กด “ลืมรหัสผ่าน” ถ้าไม่ใช่คุณ ไม่ต้องทำอะไร"
    ),
    action=_l("เข้าสู่ระบบ"),
)
RESET: Final = MailWords(
    subject=_l("ลิงก์ตั้งรหัสผ่านใหม่"),
    body=_l("ลิงก์ใช้ได้ 30 นาที และใช้ได้ครั้งเดียว ถ้าคุณไม่ได้ขอ ไม่ต้องทำอะไร รหัสเดิมยังใช้ได้"),
    action=_l("ตั้งรหัสผ่านใหม่"),
)
CHANGE_EMAIL: Final = MailWords(
    subject=_l("ยืนยันอีเมลใหม่ของคุณ"),
    body=_l("เปิดลิงก์เพื่อใช้อีเมลนี้แทนอีเมลเดิม ลิงก์ใช้ได้ 24 ชั่วโมง ถ้าคุณไม่ได้ขอ ไม่ต้องทำอะไร"),
    action=_l("ใช้อีเมลนี้"),
)


def link_asked(session: Session, fact: AccountLinkAsked, now: datetime) -> Iterable[Mail]:
    """Tell the address what fits it: a link, "you have an account", or nothing at all."""
    user = session.scalar(select(User).where(User.email == fact.email))
    if fact.purpose == TokenPurpose.CHANGE_EMAIL:
        return _change(session, fact, user, now)
    if user is None or user.state is not UserState.ACTIVE:
        return ()
    to = Recipient(fact.email, user.name, user.locale)
    if fact.purpose == TokenPurpose.RESET_PASSWORD:
        token = draw_link(session, user.id, TokenPurpose.RESET_PASSWORD, fact.email, now)
        return (Mail(to, RESET, "accounts.reset", {"token": token}, key=token),)
    if fact.purpose not in {ASK_SIGN_UP, TokenPurpose.CONFIRM_EMAIL}:
        return ()
    way_on = {"next": fact.next_path} if fact.next_path else {}
    if user.email_confirmed_at is not None:
        return (Mail(to, HAVE_ACCOUNT, "accounts.sign_in", way_on, key=now.isoformat()),)
    token = draw_link(session, user.id, TokenPurpose.CONFIRM_EMAIL, fact.email, now)
    arguments = {"token": token} | ({"for": fact.goal} if fact.goal else {}) | way_on
    return (Mail(to, CONFIRM, "accounts.confirm", arguments, key=token),)


def _change(
    session: Session, fact: AccountLinkAsked, holder: User | None, now: datetime
) -> Iterable[Mail]:
    if holder is not None:
        to = Recipient(fact.email, holder.name, holder.locale)
        return (Mail(to, HAVE_ACCOUNT, "accounts.sign_in", key=now.isoformat()),)
    user = None if fact.user_id is None else session.get(User, fact.user_id)
    if user is None or user.state is not UserState.ACTIVE:
        return ()
    token = draw_link(session, user.id, TokenPurpose.CHANGE_EMAIL, fact.email, now)
    to = Recipient(fact.email, user.name, user.locale)
    return (Mail(to, CHANGE_EMAIL, "accounts.confirm_email_change", {"token": token}, key=token),)
