"""The queue of versions waiting for a decision, and what was decided lately."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from marketplace.actors import Actor
from marketplace.moderation.policies import can_see_reviews
from marketplace.text import english_sort_key, thai_sort_key, without_prefix
from models.communities import Community
from models.listings import Listing, ListingKind, ListingVersion, VersionState
from models.media import Photo
from models.organisations import Organisation

PAGE_SIZE: Final = 20
DUE_AFTER: Final = timedelta(days=3)
"""An answer within three working days is promised (terms of use, complaints and reviews)."""
_OWN_NONE: Final = (0,)


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What the officer wants to see.

    Attributes:
        state: which pile: waiting, changes asked for, approved or rejected.
        reason: "new" for first submissions, "change" for changes of a published listing, None.
        waiting_days: only what has waited at least so many days; None means all.
        text: part of a title, organisation or community name.
    """

    state: VersionState = VersionState.IN_REVIEW
    kind: ListingKind | None = None
    community: str | None = None
    reason: str | None = None
    waiting_days: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One version in the queue."""

    public_id: str
    title_th: str
    title_en: str
    number: int
    kind: ListingKind
    is_first: bool
    second_look: bool
    organisation_th: str
    organisation_en: str
    community_th: str
    community_en: str
    submitted_at: datetime
    decided_at: datetime | None
    photo_key: str | None

    @property
    def due_at(self) -> datetime:
        """When an answer is promised."""
        return self.submitted_at + DUE_AFTER


@dataclass(frozen=True, slots=True)
class QueuePage:
    """One page of the queue.

    Attributes:
        own: versions left out because the officer belongs to their organisation.
    """

    rows: tuple[QueueRow, ...]
    total: int
    page: int
    own: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least 1."""
        return max(1, -(-self.total // PAGE_SIZE))


_COLUMNS: Select[*tuple[Any, ...]] = (
    select(
        ListingVersion.public_id,
        ListingVersion.title_th,
        ListingVersion.title_en,
        ListingVersion.number,
        Listing.kind,
        Listing.approved_version_id.is_(None).label("is_first"),
        ListingVersion.second_look_of_id.is_not(None).label("second_look"),
        Organisation.name_th.label("organisation_th"),
        Organisation.name_en.label("organisation_en"),
        func.coalesce(Community.name_th, "").label("community_th"),
        func.coalesce(Community.name_en, "").label("community_en"),
        ListingVersion.submitted_at,
        ListingVersion.decided_at,
        Photo.key.label("photo_key"),
    )
    .join(Listing, Listing.id == ListingVersion.listing_id)
    .join(Organisation, Organisation.id == Listing.organisation_id)
    .outerjoin(Community, Community.id == Organisation.community_id)
    .outerjoin(Photo, Photo.id == Listing.cover_photo_id)
)


def review_queue(
    session: Session, actor: Actor, wanted: QueueFilter, page: int, now: datetime
) -> QueuePage:
    """Return one page: oldest submission first while waiting, latest decision first after.

    Versions of the officer's own organisations are left out and counted.
    """
    own = _own(actor)
    where = _conditions(wanted, now)
    order = (
        (ListingVersion.submitted_at, ListingVersion.id)
        if wanted.state is VersionState.IN_REVIEW
        else (ListingVersion.decided_at.desc(), ListingVersion.id.desc())
    )
    visible = and_(*where, Listing.organisation_id.not_in(own))
    total = _count(session, visible)
    hidden = _count(session, and_(*where, Listing.organisation_id.in_(own)))
    rows = session.execute(
        _COLUMNS.where(visible)
        .order_by(*order)
        .limit(PAGE_SIZE)
        .offset((max(page, 1) - 1) * PAGE_SIZE)
    )
    return QueuePage(tuple(QueueRow(**row) for row in rows.mappings()), total, page, hidden)


def queue_counts(session: Session) -> dict[VersionState, int]:
    """Count the versions in each pile."""
    rows = session.execute(
        select(ListingVersion.state, func.count())
        .where(ListingVersion.state != VersionState.EDITING)
        .group_by(ListingVersion.state)
    )
    return dict.fromkeys(VersionState, 0) | dict(rows.all())


@dataclass(frozen=True, slots=True)
class Waiting:
    """How the queue stands. ``oldest``: submission that waits longest, None when empty."""

    total: int
    overdue: int
    oldest: datetime | None


def waiting(session: Session, now: datetime) -> Waiting:
    """Sum up what waits for a decision."""
    row = session.execute(
        select(func.count(), func.min(ListingVersion.submitted_at)).where(
            ListingVersion.state == VersionState.IN_REVIEW
        )
    ).one()
    overdue = session.scalar(
        select(func.count()).where(
            ListingVersion.state == VersionState.IN_REVIEW,
            ListingVersion.submitted_at < now - DUE_AFTER,
        )
    )
    return Waiting(row[0], overdue or 0, row[1])


def waiting_for_reviewer(actor: Actor) -> Select[int] | None:
    """Select the versions that wait for this officer; None for everybody who may not decide."""
    if not can_see_reviews(actor):
        return None
    return (
        select(ListingVersion.id)
        .join(Listing, Listing.id == ListingVersion.listing_id)
        .where(
            ListingVersion.state == VersionState.IN_REVIEW,
            Listing.organisation_id.not_in(_own(actor)),
        )
    )


def selling_communities(session: Session, lang: str) -> list[tuple[str, str]]:
    """Return (slug, name) of the communities that have sellers, for the filter."""
    name = Community.name_en if lang == "en" else Community.name_th
    rows = session.execute(
        select(Community.slug, name)
        .where(Community.id.in_(select(Organisation.community_id)))
        .order_by(Community.id)
    )
    if lang == "en":
        return sorted(rows, key=lambda row: english_sort_key(row[1]))
    return sorted(rows, key=lambda row: thai_sort_key(without_prefix(row[1])))


def next_waiting(session: Session, actor: Actor) -> str | None:
    """Return the public id of the version this officer should take next, or None."""
    return session.scalar(
        select(ListingVersion.public_id)
        .join(Listing, Listing.id == ListingVersion.listing_id)
        .where(
            ListingVersion.state == VersionState.IN_REVIEW,
            Listing.organisation_id.not_in(_own(actor)),
        )
        .order_by(ListingVersion.submitted_at, ListingVersion.id)
        .limit(1)
    )


def _own(actor: Actor) -> tuple[int, ...]:
    return tuple(grant.organisation_id for grant in actor.memberships) or _OWN_NONE


def _count(session: Session, where: ColumnElement[bool]) -> int:
    statement = (
        select(func.count())
        .select_from(ListingVersion)
        .join(Listing, Listing.id == ListingVersion.listing_id)
        .join(Organisation, Organisation.id == Listing.organisation_id)
        .outerjoin(Community, Community.id == Organisation.community_id)
        .where(where)
    )
    return session.scalar(statement) or 0


def _conditions(wanted: QueueFilter, now: datetime) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = [ListingVersion.state == wanted.state]
    if wanted.kind is not None:
        where.append(Listing.kind == wanted.kind)
    if wanted.community is not None:
        where.append(Community.slug == wanted.community)
    if wanted.reason == "new":
        where.append(Listing.approved_version_id.is_(None))
    elif wanted.reason == "change":
        where.append(Listing.approved_version_id.is_not(None))
    if wanted.waiting_days is not None:
        where.append(ListingVersion.submitted_at <= now - timedelta(days=wanted.waiting_days))
    if wanted.text:
        columns = (
            ListingVersion.title_th,
            ListingVersion.title_en,
            Organisation.name_th,
            Organisation.name_en,
            Community.name_th,
            Community.name_en,
        )
        where.append(or_(*(column.icontains(wanted.text, autoescape=True) for column in columns)))
    return where
