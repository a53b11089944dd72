"""The queue of versions waiting for a decision, and what was decided lately."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, RowMapping, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from marketplace.actors import Actor
from marketplace.listings.queries.cards import Picture
from marketplace.listings.queries.rounds import queued_at
from marketplace.moderation.deadlines import due_at, overdue_before
from marketplace.moderation.policies import can_see_reviews
from marketplace.text import english_sort_key, thai_sort_key, without_prefix
from models.communities import Community
from models.listings import Listing, ListingKind, ListingVersion, VersionPhoto, VersionState
from models.media import Photo
from models.organisations import Organisation

PAGE_SIZE: Final = 20
_OWN_NONE: Final = (0,)


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What the officer wants to see.

    Attributes:
        state: which pile: waiting, changes asked for, approved or rejected.
        community: slug; only versions that name it.
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
class Place:
    """A community by its names."""

    name_th: str
    name_en: str


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One version in the queue.

    Attributes:
        communities: those that the version itself names, the lead first.
        queued_at: first submission of its round, which decides its place; see `rounds`.
        cover: its first picture, None without one.
    """

    public_id: str
    title_th: str
    title_en: str
    number: int
    kind: ListingKind
    is_first: bool
    second_look: bool
    organisation_th: str
    organisation_en: str
    communities: tuple[Place, ...]
    submitted_at: datetime
    queued_at: datetime
    decided_at: datetime | None
    cover: Picture | None

    @property
    def due_at(self) -> datetime:
        """When an answer is promised; to what was sent again as well, from then on."""
        return due_at(self.submitted_at)


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


_SLUGS: Final = ListingVersion.document["communities"]
_COVER: Final = (
    select(VersionPhoto.photo_id)
    .where(VersionPhoto.version_id == ListingVersion.id)
    .order_by(VersionPhoto.position, VersionPhoto.id)
    .limit(1)
    .correlate(ListingVersion)
    .scalar_subquery()
)
_QUEUED_AT: Final = queued_at()
_ORDER: Final = (_QUEUED_AT, ListingVersion.id)
"""Of what waits: what was sent again after a request for changes keeps its place."""
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
        _SLUGS.label("communities"),
        ListingVersion.submitted_at,
        _QUEUED_AT.label("queued_at"),
        ListingVersion.decided_at,
        Photo.key.label("cover"),
        Photo.width,
        Photo.height,
        Photo.tint,
        Photo.illustration,
    )
    .join(Listing, Listing.id == ListingVersion.listing_id)
    .join(Organisation, Organisation.id == Listing.organisation_id)
    .outerjoin(Community, Community.id == Organisation.community_id)
    .outerjoin(Photo, Photo.id == _COVER)
)


def review_queue(
    session: Session, actor: Actor, wanted: QueueFilter, page: int, now: datetime
) -> QueuePage:
    """Return one page: oldest round of review first while waiting, latest decision first after.

    Versions of the officer's own organisations are left out and counted.
    """
    own = _own(actor)
    where = _conditions(wanted, now)
    order = (
        _ORDER
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
    found = _rows(session, rows.mappings().all())
    return QueuePage(found, total, page, hidden)


def _rows(session: Session, found: Sequence[RowMapping]) -> tuple[QueueRow, ...]:
    wanted = {slug for row in found for slug in row["communities"] or ()}
    places = {
        slug: Place(th, en)
        for slug, th, en in session.execute(
            select(Community.slug, Community.name_th, Community.name_en).where(
                Community.slug.in_(wanted)
            )
        )
    }
    return tuple(_row(dict(row), places) for row in found)


def _row(row: dict[str, Any], places: dict[str, Place]) -> QueueRow:
    slugs = row.pop("communities") or ()
    key = row.pop("cover")
    picture = {name: row.pop(name) for name in ("width", "height", "tint", "illustration")}
    return QueueRow(
        **row,
        communities=tuple(places[slug] for slug in slugs if slug in places),
        cover=None if key is None else Picture(key, alt_th="", alt_en="", **picture),
    )


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
            ListingVersion.submitted_at < overdue_before(now),
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


def communities(session: Session, lang: str) -> list[tuple[str, str]]:
    """Return (slug, name) of all communities, for the filter."""
    name = Community.name_en if lang == "en" else Community.name_th
    rows = session.execute(select(Community.slug, name))
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
        .order_by(*_ORDER)
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
        # The list as text, on both engines; the quotes keep one slug from being part of another.
        where.append(_SLUGS.as_string().contains(f'"{wanted.community}"', autoescape=True))
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
