"""Mails about organisations: invitations and admission."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.accounts.actions.invitations import renew_token
from marketplace.facts import AdmissionReturned, InvitationSent, SellerAdmitted
from marketplace.notifications import recipients
from marketplace.notifications.mails import WHY_MEMBER, Mail, MailWords, Name, Recipient
from marketplace.web.i18n import _l, lazy_ngettext
from models.accounts import Locale, User
from models.organisations import AdmissionDecision, Invitation, Organisation

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
    organisation = session.get(Organisation, fact.organisation_id)
    if organisation is None:
        return ()
    values = {"org": Name(organisation.name_th, organisation.name_en)}
    return [
        Mail(to, ADMITTED, "selling.new", values=values)
        for to in recipients.members(session, organisation.id)
    ]


def admission_returned(session: Session, fact: AdmissionReturned, now: datetime) -> Iterable[Mail]:
    """Tell every member what the officer still needs."""
    del now
    organisation = session.get(Organisation, fact.organisation_id)
    decision = session.get(AdmissionDecision, fact.decision_id)
    if organisation is None:
        return ()
    values = {
        "org": Name(organisation.name_th, organisation.name_en),
        "count": fact.count,
    }
    return [
        Mail(
            to,
            RETURNED,
            "accounts.application",
            {"public_id": organisation.public_id},
            values,
            note=decision.note if decision else "",
        )
        for to in recipients.members(session, organisation.id)
    ]
