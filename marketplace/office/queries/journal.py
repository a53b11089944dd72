"""The journal as officers read it: who in which role, what, about what, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from models.accounts import OfficerGrant, OfficerRole, User
from models.journal import JournalEntry
from models.listings import Listing
from models.matching import MatchRequest, RequestHiding
from models.moderation import ReviewDecision, Suspension
from models.organisations import AdmissionDecision, Organisation
from models.words import HouseWord

JOURNAL_PAGE: Final = 50
BANGKOK: Final = ZoneInfo("Asia/Bangkok")
_ACTS: Final[tuple[tuple[Any, str, frozenset[str]], ...]] = (
    (
        ReviewDecision,
        "decision_id",
        frozenset({"ListingApproved", "ChangesRequested", "ListingRejected"}),
    ),
    (
        AdmissionDecision,
        "decision_id",
        frozenset({"AdmissionReturned", "SellerAdmitted", "SellerSuspended"})
        | {"SellerReinstated", "SellerClosed"},
    ),
    (Suspension, "suspension_id", frozenset({"ListingSuspended", "SuspensionLifted"})),
    (RequestHiding, "hiding_id", frozenset({"RequestHidden", "RequestShown"})),
)
"""Tables of officers' acts, the field of the fact that names the row, and the facts."""


@dataclass(frozen=True, slots=True)
class Told:
    """What an officer gave for an act: codes of reasons and words of their own."""

    reasons: tuple[str, ...]
    note: str


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
        roles: rights of office 4 that the actor held at that moment.
        for_th: name of the organisation the actor acted for; "" for nobody.
        subject_kind: "listing", "organisation", "user" ...; the id is not shown.
        title_th: name of the listing or organisation; "" when the subject has none.
        role: right or membership that was given, changed or taken; "" for other facts.
        told: what an officer gave as reasons and note; None when the fact is no such act.
    """

    seq: int
    at: datetime
    fact: str
    actor: str | None
    roles: tuple[OfficerRole, ...]
    for_th: str
    for_en: str
    subject_kind: str
    title_th: str
    title_en: str
    role: str
    told: Told | None
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
    entries = [entry for entry, _name in rows]
    names = _Names(
        titles=_titles(session, {entry.subject for entry in entries}),
        groups=_groups(session, {entry.acting_for_id for entry in entries}),
        grants=_grants(session, {entry.actor_id for entry in entries}),
        told=_told(session, entries),
    )
    return [_journal_row(entry, name, names) for entry, name in rows], found, total


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


@dataclass(frozen=True, slots=True)
class _Names:
    """What the entries of a page point at."""

    titles: dict[str, tuple[str, str]]
    groups: dict[int, tuple[str, str]]
    grants: dict[int, list[OfficerGrant]]
    told: dict[int, Told]


def _journal_row(entry: JournalEntry, name: str | None, names: _Names) -> JournalRow:
    title_th, title_en = names.titles.get(entry.subject, ("", ""))
    for_th, for_en = names.groups.get(entry.acting_for_id or 0, ("", ""))
    return JournalRow(
        seq=entry.seq,
        at=entry.at,
        fact=entry.fact,
        actor=name,
        roles=tuple(
            grant.role
            for grant in names.grants.get(entry.actor_id or 0, ())
            if grant.granted_at <= entry.at and not _ended(grant, entry.at)
        ),
        for_th=for_th,
        for_en=for_en,
        subject_kind=entry.subject.partition(":")[0],
        title_th=title_th,
        title_en=title_en,
        role=str(entry.data.get("role", "")),
        told=names.told.get(entry.seq),
        digest=entry.digest,
    )


def _ended(grant: OfficerGrant, moment: datetime) -> bool:
    return grant.revoked_at is not None and grant.revoked_at <= moment


def _groups(session: Session, ids: set[int | None]) -> dict[int, tuple[str, str]]:
    rows = session.execute(
        select(Organisation.id, Organisation.name_th, Organisation.name_en).where(
            Organisation.id.in_(ids - {None})
        )
    )
    return {key: (th, en) for key, th, en in rows}


def _grants(session: Session, people: set[int | None]) -> dict[int, list[OfficerGrant]]:
    found: dict[int, list[OfficerGrant]] = {}
    grants = select(OfficerGrant).where(OfficerGrant.user_id.in_(people - {None}))
    for grant in session.scalars(grants.order_by(OfficerGrant.id)):
        found.setdefault(grant.user_id, []).append(grant)
    return found


def _told(session: Session, entries: Sequence[JournalEntry]) -> dict[int, Told]:
    """Return seq -> what the officer told with the act, one query for each kind of act."""
    found: dict[int, Told] = {}
    for table, key, facts in _ACTS:
        wanted = {entry.seq: entry.data.get(key) for entry in entries if entry.fact in facts}
        rows = session.execute(
            select(table.id, table.reasons, table.note).where(table.id.in_(set(wanted.values())))
        )
        told = {row.id: Told(tuple(row.reasons), row.note) for row in rows}
        found |= {seq: told[number] for seq, number in wanted.items() if number in told}
    return found


def _titles(session: Session, subjects: set[str]) -> dict[str, tuple[str, str]]:
    ids: dict[str, list[int]] = {
        kind: [] for kind in ("listing", "organisation", "request", "user")
    }
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
    needs = select(MatchRequest.id, MatchRequest.title, MatchRequest.title.label("again"))
    for key, th, en in session.execute(needs.where(MatchRequest.id.in_(ids["request"]))):
        found[f"request:{key}"] = (th, en)
    for key, th, en in session.execute(people.where(User.id.in_(ids["user"]))):
        found[f"user:{key}"] = (th, en)
    return found | _searched(session, subjects)


def _searched(session: Session, subjects: set[str]) -> dict[str, tuple[str, str]]:
    """Return the words of words, and of queries, which are their own name."""
    parts = [(subject, *subject.partition(":")[::2]) for subject in subjects]
    found = {subject: (text, "") for subject, kind, text in parts if kind == "search_query"}
    ids = [int(number) for _, kind, number in parts if kind == "search_word"]
    for key, terms in session.execute(
        select(HouseWord.id, HouseWord.terms).where(HouseWord.id.in_(ids))
    ):
        found[f"search_word:{key}"] = (" · ".join(terms), "")
    return found


def journal_facts(session: Session) -> list[str]:
    """Return the names of the facts that stand in the journal, for the filter."""
    return sorted(session.scalars(select(JournalEntry.fact).distinct()))
