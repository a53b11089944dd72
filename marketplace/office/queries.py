"""What the desk reads: the journal, officers, and how listings and sellers stand."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from models.accounts import OfficerGrant, OfficerRole, User, UserState
from models.journal import JournalEntry
from models.listings import Listing, ListingState, ListingVersion
from models.moderation import ReviewDecision
from models.organisations import Organisation

JOURNAL_PAGE: Final = 50
PEOPLE_PAGE: Final = 30
BANGKOK: Final = ZoneInfo("Asia/Bangkok")


@dataclass(frozen=True, slots=True)
class JournalFilter:
    """Which entries to show. ``since``: first day, Thai calendar day; None means all."""

    actor_public_id: str = ""
    fact: str = ""
    since: date | None = None


@dataclass(frozen=True, slots=True)
class JournalRow:
    """One entry with the names it points at.

    Attributes:
        subject_kind: "listing", "organisation", "user" ...; the id is not shown.
        title_th: name of the listing or organisation; "" when the subject has none.
    """

    seq: int
    at: datetime
    fact: str
    actor: str | None
    subject_kind: str
    title_th: str
    title_en: str
    digest: str


def journal_page(
    session: Session, wanted: JournalFilter, page: int
) -> tuple[list[JournalRow], int, int]:
    """Return one page of the journal, latest first; how many match; how many there are in all."""
    where = _journal_where(wanted)
    total = session.scalar(select(func.coalesce(func.max(JournalEntry.seq), 0))) or 0
    count = select(func.count(JournalEntry.id)).outerjoin(User, User.id == JournalEntry.actor_id)
    found = (session.scalar(count.where(*where)) or 0) if where else total
    rows = session.execute(
        select(JournalEntry, User.name)
        .outerjoin(User, User.id == JournalEntry.actor_id)
        .where(*where)
        .order_by(JournalEntry.seq.desc())
        .limit(JOURNAL_PAGE)
        .offset((max(page, 1) - 1) * JOURNAL_PAGE)
    ).all()
    titles = _titles(session, {entry.subject for entry, _name in rows})
    return [_journal_row(entry, name, titles) for entry, name in rows], found, total


def _journal_where(wanted: JournalFilter) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if wanted.actor_public_id:
        where.append(User.public_id == wanted.actor_public_id)
    if wanted.fact:
        where.append(JournalEntry.fact == wanted.fact)
    if wanted.since is not None:
        start = datetime.combine(wanted.since, time(), BANGKOK).astimezone(UTC)
        where.append(JournalEntry.at >= start)
    return where


def _journal_row(
    entry: JournalEntry, name: str | None, titles: dict[str, tuple[str, str]]
) -> JournalRow:
    title_th, title_en = titles.get(entry.subject, ("", ""))
    return JournalRow(
        entry.seq,
        entry.at,
        entry.fact,
        name,
        entry.subject.partition(":")[0],
        title_th,
        title_en,
        entry.digest,
    )


def _titles(session: Session, subjects: set[str]) -> dict[str, tuple[str, str]]:
    ids: dict[str, list[int]] = {"listing": [], "organisation": [], "user": []}
    for subject in subjects:
        kind, _, number = subject.partition(":")
        if kind in ids and number.isdecimal():
            ids[kind].append(int(number))
    found: dict[str, tuple[str, str]] = {}
    listings = select(Listing.id, Listing.title_th, Listing.title_en)
    groups = select(Organisation.id, Organisation.name_th, Organisation.name_en)
    people = select(User.id, User.name, User.name.label("again"))
    for key, th, en in session.execute(listings.where(Listing.id.in_(ids["listing"]))):
        found[f"listing:{key}"] = (th, en)
    for key, th, en in session.execute(groups.where(Organisation.id.in_(ids["organisation"]))):
        found[f"organisation:{key}"] = (th, en)
    for key, th, en in session.execute(people.where(User.id.in_(ids["user"]))):
        found[f"user:{key}"] = (th, en)
    return found


def journal_facts(session: Session) -> list[str]:
    """Return the names of the facts that stand in the journal, for the filter."""
    return sorted(session.scalars(select(JournalEntry.fact).distinct()))


@dataclass(frozen=True, slots=True)
class Officer:
    """A person with rights of office 4."""

    public_id: str
    name: str
    email: str
    roles: tuple[OfficerRole, ...]


def officers(session: Session) -> list[Officer]:
    """Return everybody who holds a right now, by name."""
    rows = session.execute(
        select(User.public_id, User.name, User.email, OfficerGrant.role)
        .join(OfficerGrant, OfficerGrant.user_id == User.id)
        .where(OfficerGrant.revoked_at.is_(None))
        .order_by(User.name, User.id, OfficerGrant.id)
    )
    people: dict[str, Officer] = {}
    for public_id, name, email, role in rows:
        before = people.get(public_id)
        roles = (*before.roles, role) if before else (role,)
        people[public_id] = Officer(public_id, name, email or "", roles)
    return list(people.values())


def people_found(session: Session, text: str) -> list[Officer]:
    """Find people by part of their name or address, for giving them a right; at most 30."""
    if not text:
        return []
    like = or_(
        User.name.icontains(text, autoescape=True), User.email.icontains(text, autoescape=True)
    )
    rows = session.execute(
        select(User.public_id, User.name, User.email)
        .where(like, User.state == UserState.ACTIVE, User.email_confirmed_at.is_not(None))
        .order_by(User.name, User.id)
        .limit(PEOPLE_PAGE)
    )
    return [Officer(public_id, name, email or "", ()) for public_id, name, email in rows]


def user_id_of(session: Session, public_id: str) -> int | None:
    """Return the key of a person by public id, or None."""
    return session.scalar(select(User.id).where(User.public_id == public_id))


@dataclass(frozen=True, slots=True)
class Standing:
    """How the catalogue stands. ``median_days``: of decisions in the last 30 days, None without."""

    listings: dict[ListingState, int]
    decided: int
    median_days: float | None


def standing(session: Session, now: datetime) -> Standing:
    """Count listings by state and reckon how long decisions of the last 30 days took."""
    rows = session.execute(select(Listing.state, func.count()).group_by(Listing.state))
    waits = session.execute(
        select(ListingVersion.submitted_at, ReviewDecision.decided_at)
        .join(ReviewDecision, ReviewDecision.version_id == ListingVersion.id)
        .where(ReviewDecision.decided_at >= now - timedelta(days=30))
        .order_by(ReviewDecision.id.desc())
        .limit(1000)
    )
    days = sorted(_days(row) for row in waits if row[0] is not None)
    median = days[len(days) // 2] if days else None
    return Standing(dict.fromkeys(ListingState, 0) | dict(rows.all()), len(days), median)


def _days(row: Any) -> float:
    seconds: float = (row[1] - row[0]).total_seconds()
    return seconds / 86_400
