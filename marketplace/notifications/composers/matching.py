"""Mails about requests: a seller's morning summary, an end by the calendar, an officer's act."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.facts import RequestExpired, RequestHidden, RequestsGathered
from marketplace.matching.queries.calls import is_open_call
from marketplace.notifications import recipients
from marketplace.notifications.mails import WHY_MEMBER, WHY_REQUEST, Mail, MailWords, Name
from marketplace.web.dates import bangkok_day
from marketplace.web.i18n import _l, lazy_ngettext
from models.matching import MatchRequest, RequestHiding
from models.organisations import AdmissionState, Organisation

_NAMED: Final = 5
"""Titles in one mail; a longer list is read on the page."""

GATHERED: Final = MailWords(
    subject=lazy_ngettext(
        "มีประกาศหาผู้ขายใหม่ %(count)s เรื่อง",
        "มีประกาศหาผู้ขายใหม่ %(count)s เรื่อง",
        by="count",
    ),
    body=lazy_ngettext(
        "ตรงกับงานของ %(org)s: %(titles)s สนใจเรื่องไหน ติดต่อกลับได้เลย ถ้าไม่สะดวก ไม่ต้องตอบ",
        "ตรงกับงานของ %(org)s: %(titles)s สนใจเรื่องไหน ติดต่อกลับได้เลย ถ้าไม่สะดวก ไม่ต้องตอบ",
        by="count",
    ),
    action=_l("ดูประกาศหาผู้ขาย"),
    why=WHY_MEMBER,
)
EXPIRED: Final = MailWords(
    subject=_l("เลยวันตอบกลับแล้ว: %(title)s"),
    body=_l("คำขอ %(title)s ปิดรับแล้ว ดูได้ว่ากลุ่มไหนเปิดดูช่องทางติดต่อ ถ้ายังต้องการ คัดลอกเป็นคำขอใหม่ได้เลย"),
    action=_l("ดูคำขอ"),
    why=WHY_REQUEST,
)
HIDDEN: Final = MailWords(
    subject=_l("เจ้าหน้าที่ซ่อนคำขอ %(title)s"),
    body=_l("ผู้ขายไม่เห็นคำขอ %(title)s แล้ว เจ้าหน้าที่เขียนเหตุผลไว้ แก้แล้วส่งเป็นคำขอใหม่ หรือคุยกับเจ้าหน้าที่ได้เลย"),
    action=_l("ดูคำขอ"),
    why=WHY_REQUEST,
    office=True,
)


def requests_gathered(session: Session, fact: RequestsGathered, now: datetime) -> Iterable[Mail]:
    """Tell every member of a seller of the open calls that fit it; what has ended is left out."""
    organisation = session.get(Organisation, fact.organisation_id)
    titles = session.scalars(
        select(MatchRequest.title)
        .where(MatchRequest.id.in_(fact.request_ids), is_open_call(bangkok_day(now)))
        .order_by(MatchRequest.reply_by, MatchRequest.id)
    ).all()
    if organisation is None or organisation.admission is not AdmissionState.ADMITTED or not titles:
        return ()
    named = [f"“{title}”" for title in titles[:_NAMED]]
    values = {
        "org": Name(organisation.name_th, organisation.name_en),
        "count": len(titles),
        "titles": " · ".join(named + (["…"] if len(titles) > _NAMED else [])),
    }
    return [
        Mail(to, GATHERED, "matching.calls", values=values)
        for to in recipients.members(session, organisation.id)
    ]


def request_expired(session: Session, fact: RequestExpired, now: datetime) -> Iterable[Mail]:
    """Tell who posted it that its last day is over."""
    del now
    return _to_requester(session, fact.request_id, EXPIRED)


def request_hidden(session: Session, fact: RequestHidden, now: datetime) -> Iterable[Mail]:
    """Tell who posted it why the sellers do not see it any more."""
    del now
    hiding = session.get(RequestHiding, fact.hiding_id)
    return _to_requester(session, fact.request_id, HIDDEN, "" if hiding is None else hiding.note)


def _to_requester(
    session: Session, request_id: int, words: MailWords, note: str = ""
) -> list[Mail]:
    request = session.get(MatchRequest, request_id)
    to = None if request is None else recipients.person(session, request.requester_id)
    if request is None or to is None:
        return []
    place = {"public_id": request.public_id}
    values = {"title": Name(request.title, request.title)}
    return [Mail(to, words, "matching.show", place, values, note=note)]
