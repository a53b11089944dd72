"""Mails about listings: sent for review, decided, taken from sale, sold again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from babel.support import LazyProxy
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.facts import (
    ChangesRequested,
    ListingApproved,
    ListingFact,
    ListingRejected,
    ListingSubmitted,
    ListingSuspended,
    SuspensionLifted,
)
from marketplace.listings.reasons import REASONS
from marketplace.notifications import recipients
from marketplace.notifications.mails import (
    WHY_MEMBER,
    WHY_OFFICER,
    Mail,
    MailWords,
    Name,
    Recipient,
)
from marketplace.web.dates import date_clock
from marketplace.web.i18n import _l, lazy_ngettext
from models.accounts import OfficerRole
from models.listings import Listing, ListingVersion, VersionState
from models.moderation import ReviewDecision, Suspension
from models.organisations import Organisation

SUBMITTED: Final = MailWords(
    subject=_l("มีรายการรอตรวจ: %(listing)s"),
    body=lazy_ngettext(
        "%(org)s ส่ง %(listing)s ให้ตรวจเมื่อ %(time)s รอตรวจทั้งหมด %(count)s รายการ",
        "%(org)s ส่ง %(listing)s ให้ตรวจเมื่อ %(time)s รอตรวจทั้งหมด %(count)s รายการ",
        by="count",
    ),
    action=_l("เปิดคิวตรวจ"),
    why=WHY_OFFICER,
)
APPROVED: Final = MailWords(
    subject=_l("%(listing)s ขึ้นหน้าร้านแล้ว"),
    body=_l("ผ่านการตรวจแล้ว คนซื้อค้นเจอได้แล้ว ลองส่งลิงก์ให้ลูกค้าเก่าดู"),
    action=_l("ดูหน้ารายการ"),
    why=WHY_MEMBER,
)
CHANGES: Final = MailWords(
    subject=lazy_ngettext(
        "ขอให้แก้ %(count)s ข้อ: %(listing)s",
        "ขอให้แก้ %(count)s ข้อ: %(listing)s",
        by="count",
    ),
    body=_l("ใกล้เสร็จแล้ว ผู้ตรวจบอกวิธีแก้ไว้ทีละข้อ แก้แล้วส่งใหม่ได้โดยไม่เสียคิว"),
    action=_l("ดูข้อที่ขอให้แก้"),
    why=WHY_MEMBER,
)
REJECTED: Final = MailWords(
    subject=_l("%(listing)s ยังไม่ผ่านการตรวจ"),
    body=_l("เหตุผลคือ %(reason)s ร่างยังอยู่ คัดลอกไปทำใหม่ หรือขอให้ทบทวนได้"),
    action=_l("ดูเหตุผล"),
    why=WHY_MEMBER,
)
SUSPENDED: Final = MailWords(
    subject=_l("เจ้าหน้าที่ระงับ %(listing)s ไว้ก่อน"),
    body=_l("เหตุผลคือ %(reason)s คนทั่วไปยังไม่เห็นรายการนี้ ข้อตกลงเดิมยังทำต่อได้ คุยกับเจ้าหน้าที่ได้เลย"),
    action=_l("ดูเหตุผล"),
    why=WHY_MEMBER,
    office=True,
)
LIFTED: Final = MailWords(
    subject=_l("%(listing)s กลับมาขายได้แล้ว"),
    body=_l("เจ้าหน้าที่ยกเลิกการระงับแล้ว คนซื้อค้นเจออีกครั้ง ลองเปิดดูว่าราคาและจำนวนยังตรงอยู่"),
    action=_l("ดูหน้ารายการ"),
    why=WHY_MEMBER,
)


@dataclass(frozen=True, slots=True)
class _Subject:
    """The listing a mail is about, with the names that fill its words."""

    listing: Listing
    values: dict[str, object]


def _subject(session: Session, fact: ListingFact, version_id: int | None = None) -> _Subject | None:
    listing = session.get(Listing, fact.listing_id)
    if listing is None:
        return None
    organisation = session.get_one(Organisation, listing.organisation_id)
    version = None if version_id is None else session.get(ListingVersion, version_id)
    titled = listing if version is None else version
    values: dict[str, object] = {
        "listing": Name(titled.title_th, titled.title_en),
        "org": Name(organisation.name_th, organisation.name_en),
    }
    return _Subject(listing, values)


def _to_members(session: Session, subject: _Subject, words: MailWords, **more: Any) -> list[Mail]:
    place = {"endpoint": "selling.edit", "arguments": {"public_id": subject.listing.public_id}}
    return [
        Mail(to, words, **(place | {"values": subject.values} | more))
        for to in recipients.members(session, subject.listing.organisation_id)
    ]


def _reason_words(codes: list[str]) -> LazyProxy:
    """Return the titles of reasons, put into words in the language of the mail."""
    titles = [REASONS[code].title for code in codes if code in REASONS]
    return LazyProxy(lambda: " · ".join(str(title) for title in titles), enable_cache=False)


def submitted(session: Session, fact: ListingSubmitted, now: datetime) -> Iterable[Mail]:
    """Tell the reviewers, except those who belong to the seller."""
    subject = _subject(session, fact, fact.version_id)
    version = session.get(ListingVersion, fact.version_id)
    if subject is None or version is None:
        return ()
    moment = version.submitted_at or now
    waiting = select(func.count()).where(ListingVersion.state == VersionState.IN_REVIEW)
    values = subject.values | {
        "time": LazyProxy(lambda: date_clock(moment), enable_cache=False),
        "count": session.scalar(waiting) or 0,
    }
    own = _member_addresses(session, subject.listing.organisation_id)
    return [
        Mail(to, SUBMITTED, "moderation.queue", values=values)
        for to in recipients.officers(session, OfficerRole.REVIEWER)
        if to.email not in own
    ]


def _member_addresses(session: Session, organisation_id: int) -> set[str]:
    found: list[Recipient] = recipients.members(session, organisation_id)
    return {member.email for member in found}


def approved(session: Session, fact: ListingApproved, now: datetime) -> Iterable[Mail]:
    """Tell every member that the listing is live; demo loads tell nobody."""
    del now
    subject = _subject(session, fact)
    if subject is None or fact.decision_id is None:
        return ()
    endpoint = f"listings.{subject.listing.kind.value}"
    arguments = {"slug": subject.listing.slug}
    return _to_members(session, subject, APPROVED, endpoint=endpoint, arguments=arguments)


def changes_requested(session: Session, fact: ChangesRequested, now: datetime) -> Iterable[Mail]:
    """Tell every member what the reviewer asks for."""
    del now
    subject = _subject(session, fact, fact.version_id)
    decision = session.get(ReviewDecision, fact.decision_id)
    if subject is None or decision is None:
        return ()
    values = subject.values | {"count": len(decision.reasons)}
    return _to_members(session, subject, CHANGES, values=values, note=decision.note)


def rejected(session: Session, fact: ListingRejected, now: datetime) -> Iterable[Mail]:
    """Tell every member why a version was not approved."""
    del now
    subject = _subject(session, fact, fact.version_id)
    decision = session.get(ReviewDecision, fact.decision_id)
    if subject is None or decision is None:
        return ()
    values = subject.values | {"reason": _reason_words(decision.reasons)}
    return _to_members(session, subject, REJECTED, values=values, note=decision.note)


def suspended(session: Session, fact: ListingSuspended, now: datetime) -> Iterable[Mail]:
    """Tell every member why the listing was taken from sale."""
    del now
    subject = _subject(session, fact)
    suspension = session.get(Suspension, fact.suspension_id)
    if subject is None or suspension is None:
        return ()
    values = subject.values | {"reason": _reason_words(suspension.reasons)}
    return _to_members(session, subject, SUSPENDED, values=values, note=suspension.note)


def suspension_lifted(session: Session, fact: SuspensionLifted, now: datetime) -> Iterable[Mail]:
    """Tell every member that the listing is sold again."""
    del now
    subject = _subject(session, fact)
    if subject is None:
        return ()
    endpoint = f"listings.{subject.listing.kind.value}"
    arguments = {"slug": subject.listing.slug}
    return _to_members(session, subject, LIFTED, endpoint=endpoint, arguments=arguments)
