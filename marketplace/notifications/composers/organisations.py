"""Mails about organisations: invitations and admission."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.accounts.actions.invitations import renew_token
from marketplace.facts import (
    AdmissionReturned,
    InvitationSent,
    SellerAdmitted,
    SellerClosed,
    SellerReinstated,
    SellerSuspended,
)
from marketplace.notifications import recipients
from marketplace.notifications.mails import WHY_MEMBER, Mail, MailWords, Name, Recipient
from marketplace.web.i18n import _l, lazy_ngettext
from models.accounts import Locale, User
from models.organisations import AdmissionDecision, Invitation, Organisation

_APPLICATION: Final = "accounts.application"

INVITATION: Final = MailWords(
    subject=_l("%(inviter)s เชิญเข้ากลุ่ม %(org)s"),
    body=_l(
        "%(inviter)s เชิญคุณเข้ากลุ่ม %(org)s ในตลาดปสาน ตอบรับได้ภายใน 7 วัน "
        "ถ้าครั้งนี้ไม่สะดวก บอกได้เลย ไม่เสียน้ำใจกัน"
    ),
    action=_l("ดูคำเชิญ"),
)
ADMITTED: Final = MailWords(
    subject=_l("%(org)s เป็นผู้ขายในตลาดปสานแล้ว"),
    body=_l("เจ้าหน้าที่ตรวจเอกสารครบแล้ว ลงรายการแรกได้เลย ใช้เวลาประมาณ 10 นาที"),
    action=_l("ลงรายการแรก"),
    why=WHY_MEMBER,
)
RETURNED: Final = MailWords(
    subject=_l("ขอข้อมูลเพิ่มสำหรับใบสมัครของ %(org)s"),
    body=lazy_ngettext(
        "เจ้าหน้าที่ขอเพิ่ม %(count)s ข้อ ที่ส่งมาแล้วยังอยู่ครบ เพิ่มแล้วกดส่งอีกครั้ง",
        "เจ้าหน้าที่ขอเพิ่ม %(count)s ข้อ ที่ส่งมาแล้วยังอยู่ครบ เพิ่มแล้วกดส่งอีกครั้ง",
        by="count",
    ),
    action=_l("ดูข้อที่ขอเพิ่ม"),
    why=WHY_MEMBER,
)
SUSPENDED: Final = MailWords(
    subject=_l("เจ้าหน้าที่ระงับการขายของ %(org)s ไว้ก่อน"),
    body=_l(
        "คนทั่วไปเห็นว่าขณะนี้ยังไม่เปิดขาย รายการและร่างยังอยู่ครบ ข้อตกลงเดิมยังทำต่อ เจ้าหน้าที่เขียนเหตุผลไว้ คุยกันได้เลย"
    ),
    action=_l("ดูเหตุผล"),
    why=WHY_MEMBER,
)
REINSTATED: Final = MailWords(
    subject=_l("%(org)s กลับมาขายได้แล้ว"),
    body=_l("รายการที่เผยแพร่ไว้เปิดขายอีกครั้ง ลองเปิดดูว่าราคาและจำนวนยังตรงอยู่"),
    action=_l("ดูรายการของกลุ่ม"),
    why=WHY_MEMBER,
)
CLOSED: Final = MailWords(
    subject=_l("ปิดร้าน %(org)s แล้ว"),
    body=_l(
        "รายการของกลุ่มไม่ขึ้นหน้าร้านแล้ว ข้อตกลงเดิมยังทำต่อ เจ้าหน้าที่เขียนเหตุผลไว้ ถ้ามีข้อสงสัย คุยกับเจ้าหน้าที่ได้เลย"
    ),
    action=_l("ดูเหตุผล"),
    why=WHY_MEMBER,
)


def invitation_sent(session: Session, fact: InvitationSent, now: datetime) -> Iterable[Mail]:
    """Send an invitation with a fresh link, unless it was closed meanwhile."""
    invitation = session.get(Invitation, fact.invitation_id)
    organisation = session.get(Organisation, fact.organisation_id)
    if invitation is None or organisation is None or invitation.closed_at is not None:
        return ()
    inviter = session.get(User, invitation.invited_by_id)
    invited = session.scalar(select(User).where(User.email == invitation.email))
    locale = invited.locale if invited else inviter.locale if inviter else Locale.TH
    to = Recipient(invitation.email, invited.name if invited else "", locale)
    token = renew_token(session, invitation, now)
    values = {
        "inviter": Name(inviter.name if inviter else ""),
        "org": Name(organisation.name_th, organisation.name_en),
    }
    return (Mail(to, INVITATION, "accounts.invitation", {"token": token}, values, key=token),)


def seller_admitted(session: Session, fact: SellerAdmitted, now: datetime) -> Iterable[Mail]:
    """Tell every member that the group may sell."""
    del now
    return _to_members(session, fact.organisation_id, ADMITTED, "selling.new")


def admission_returned(session: Session, fact: AdmissionReturned, now: datetime) -> Iterable[Mail]:
    """Tell every member what the officer still needs."""
    del now
    return _decided(session, fact, RETURNED, _APPLICATION, count=fact.count)


def seller_suspended(session: Session, fact: SellerSuspended, now: datetime) -> Iterable[Mail]:
    """Tell every member that the group may not sell for now, and what the officer wrote."""
    del now
    return _decided(session, fact, SUSPENDED, _APPLICATION)


def seller_reinstated(session: Session, fact: SellerReinstated, now: datetime) -> Iterable[Mail]:
    """Tell every member that the group sells again."""
    del now
    return _decided(session, fact, REINSTATED, "selling.listings")


def seller_closed(session: Session, fact: SellerClosed, now: datetime) -> Iterable[Mail]:
    """Tell every member that the shop is closed for good, and what the officer wrote."""
    del now
    return _decided(session, fact, CLOSED, _APPLICATION)


def _decided(
    session: Session,
    fact: AdmissionReturned | SellerSuspended | SellerReinstated | SellerClosed,
    words: MailWords,
    endpoint: str,
    **values: object,
) -> list[Mail]:
    """Tell every member of an officer's decision, with the note that came with it."""
    decision = session.get(AdmissionDecision, fact.decision_id)
    note = "" if decision is None else decision.note
    return _to_members(session, fact.organisation_id, words, endpoint, note=note, **values)


def _to_members(
    session: Session,
    organisation_id: int,
    words: MailWords,
    endpoint: str,
    note: str = "",
    **values: object,
) -> list[Mail]:
    organisation = session.get(Organisation, organisation_id)
    if organisation is None:
        return []
    values["org"] = Name(organisation.name_th, organisation.name_en)
    place = {"public_id": organisation.public_id} if endpoint == _APPLICATION else {}
    return [
        Mail(to, words, endpoint, place, values, note=note)
        for to in recipients.members(session, organisation.id)
    ]
