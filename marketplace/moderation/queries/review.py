"""One version as the officer sees it: beside the one before it, with its history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import case, not_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from marketplace.facts import ListingWithdrawn
from marketplace.listings.coaching import PhotoFace
from marketplace.listings.difference import FieldDifference, differences
from marketplace.listings.photo_difference import PhotoDifference, photo_differences
from marketplace.listings.queries.cards import Picture
from marketplace.listings.wording import DIFFICULTY
from models.accounts import User
from models.communities import Category, Community, Term, TermKind
from models.errors import NotFoundError
from models.journal import JournalEntry
from models.listings import (
    PUBLIC_STATES,
    Listing,
    ListingKind,
    ListingVersion,
    VersionPhoto,
    VersionState,
)
from models.media import Photo
from models.moderation import ReviewDecision, Suspension
from models.organisations import Organisation

_TERM_FIELDS = {
    "themes": TermKind.THEME,
    "sustainability": TermKind.SUSTAINABILITY,
    "accessibility_level": TermKind.ACCESSIBILITY,
    "languages": TermKind.LANGUAGE,
}


@dataclass(frozen=True, slots=True)
class PhotoChange:
    """One photo of either version and what became of it.

    Attributes:
        old: as the version before has it, None when it is new; ``new`` likewise.
    """

    difference: PhotoDifference
    old: Picture | None
    new: Picture | None


@dataclass(frozen=True, slots=True)
class PastDecision:
    """One earlier decision on the listing."""

    number: int
    outcome: str
    reasons: list[str]
    note: str
    officer: str
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class Review:
    """Everything the review page shows.

    Attributes:
        before: what it is compared with: the last one approved before it, else the last one sent
            before it; None for the first one sent.
        rows: differences field by field; without a version before simply the content.
        photos: those of the version in order, then those that the one before had besides.
        decision: the decision on this very version, None while it waits.
    """

    version: ListingVersion
    listing: Listing
    organisation: Organisation
    before: ListingVersion | None
    rows: tuple[FieldDifference, ...]
    photos: tuple[PhotoChange, ...]
    history: tuple[PastDecision, ...]
    decision: PastDecision | None
    suspension: Suspension | None

    @property
    def before_is(self) -> str:
        """What the version before is: "public", "approved" but not public now, or just "sent"."""
        if self.before is None or self.before.state not in _APPROVED:
            return "sent"
        current = self.listing.approved_version_id == self.before.id
        return "public" if current and self.listing.state in PUBLIC_STATES else "approved"

    def cover(self, side: str) -> Picture | None:
        """Return the cover of the version before ("old") or of this one ("new")."""
        if side == "old":
            return next((p.old for p in self.photos if p.difference.was == 1), None)
        return next((p.new for p in self.photos if p.difference.now == 1), None)


_APPROVED: Final = (VersionState.APPROVED, VersionState.SUPERSEDED)
_TAKEN_BACK: Final = ListingVersion.submitted_at.is_(None)
"""Versions that are their seller's own affair: drafts, and drafts that were thrown away."""


def version_for_review(session: Session, public_id: str) -> ListingVersion:
    """Load a version that was submitted once. Raises NotFoundError for drafts and strangers."""
    version = session.scalars(
        select(ListingVersion).where(ListingVersion.public_id == public_id, not_(_TAKEN_BACK))
    ).one_or_none()
    if version is None:
        raise NotFoundError
    return version


def was_withdrawn(session: Session, public_id: str) -> bool:
    """Tell whether a version is being edited again, or was discarded, after it had been submitted."""
    version = session.execute(
        select(ListingVersion.id, ListingVersion.listing_id).where(
            ListingVersion.public_id == public_id, _TAKEN_BACK
        )
    ).one_or_none()
    if version is None:
        return False
    withdrawals = session.scalars(
        select(JournalEntry.data).where(
            JournalEntry.subject == f"listing:{version.listing_id}",
            JournalEntry.fact == ListingWithdrawn.__name__,
        )
    )
    return any(data["version_id"] == version.id for data in withdrawals)


def kind_under_review(session: Session, public_id: str) -> ListingKind:
    """Return what kind of listing a version is of; whether it is under review is asked later.

    Raises:
        NotFoundError: there is no such version.
    """
    kind = session.scalar(
        select(Listing.kind)
        .join(ListingVersion, ListingVersion.listing_id == Listing.id)
        .where(ListingVersion.public_id == public_id)
    )
    if kind is None:
        raise NotFoundError
    return kind


def review(session: Session, public_id: str, lang: str) -> Review:
    """Load the review page of a version.

    Args:
        session: a reading session.
        public_id: of the version.
        lang: language in which names of codes are shown.

    Raises:
        NotFoundError: no such version, or it was never submitted.
    """
    version = version_for_review(session, public_id)
    listing = session.scalars(
        select(Listing)
        .where(Listing.id == version.listing_id)
        .options(joinedload(Listing.organisation).joinedload(Organisation.community))
    ).one()
    earlier = _earlier(session, version)
    before = None if earlier is None else _with_photos(session, earlier)
    old = None if before is None else before.content(listing.kind)
    names = _Names(session, lang)
    rows = differences(old, version.content(listing.kind), names.name)
    history = _history(session, listing.id)
    return Review(
        version=version,
        listing=listing,
        organisation=listing.organisation,
        before=before,
        rows=tuple(rows),
        photos=_photos(before, _with_photos(session, version.id)),
        history=tuple(past for past in history if past.number != version.number),
        decision=next((past for past in history if past.number == version.number), None),
        suspension=_suspension(session, listing.id),
    )


def _earlier(session: Session, version: ListingVersion) -> int | None:
    """Choose what to compare with: the last one approved before, else the last one sent before."""
    return session.scalar(
        select(ListingVersion.id)
        .where(
            ListingVersion.listing_id == version.listing_id,
            ListingVersion.number < version.number,
            not_(_TAKEN_BACK),
        )
        .order_by(
            case((ListingVersion.state.in_(_APPROVED), 0), else_=1), ListingVersion.number.desc()
        )
        .limit(1)
    )


def _with_photos(session: Session, version_id: int) -> ListingVersion:
    return session.scalars(
        select(ListingVersion)
        .where(ListingVersion.id == version_id)
        .options(selectinload(ListingVersion.photos).joinedload(VersionPhoto.photo))
        .execution_options(populate_existing=True)
    ).one()


def _photos(before: ListingVersion | None, after: ListingVersion) -> tuple[PhotoChange, ...]:
    old = after.photos if before is None else before.photos
    found = photo_differences(_faces(old), _faces(after.photos))
    olds, news = _pictures(old), _pictures(after.photos)
    return tuple(PhotoChange(each, olds.get(each.key), news.get(each.key)) for each in found)


def _pictures(photos: Sequence[VersionPhoto]) -> dict[str, Picture]:
    return {entry.photo.key: _picture(entry.photo, entry.alt_th, entry.alt_en) for entry in photos}


def _picture(photo: Photo, alt_th: str, alt_en: str) -> Picture:
    size = (photo.width, photo.height, photo.tint)
    return Picture(photo.key, *size, alt_th, alt_en, photo.illustration)


def _faces(photos: Sequence[VersionPhoto]) -> list[PhotoFace]:
    return [PhotoFace(entry.photo.key, entry.alt_th, entry.alt_en) for entry in photos]


def _history(session: Session, listing_id: int) -> list[PastDecision]:
    rows = session.execute(
        select(ListingVersion.number, ReviewDecision, User.name)
        .join(ReviewDecision, ReviewDecision.version_id == ListingVersion.id)
        .join(User, User.id == ReviewDecision.officer_id)
        .where(ListingVersion.listing_id == listing_id)
        .order_by(ListingVersion.number.desc())
    )
    return [
        PastDecision(
            number,
            decision.outcome.value,
            decision.reasons,
            decision.note,
            officer,
            decision.decided_at,
        )
        for number, decision, officer in rows
    ]


def _suspension(session: Session, listing_id: int) -> Suspension | None:
    return session.scalars(
        select(Suspension)
        .where(Suspension.listing_id == listing_id, Suspension.lifted_at.is_(None))
        .order_by(Suspension.id.desc())
        .limit(1)
    ).first()


class _Names:
    """Names of codes in one language, read in three small queries."""

    def __init__(self, session: Session, lang: str) -> None:
        suffix = f"name_{lang}"
        self._names: dict[tuple[str, str], str] = {}
        sources: tuple[tuple[str, Any], ...] = (("communities", Community), ("category", Category))
        for field, table in sources:
            for slug, name in session.execute(select(table.slug, getattr(table, suffix))):
                self._names[field, slug] = name
        for kind, code, name in session.execute(
            select(Term.kind, Term.code, getattr(Term, suffix))
        ):
            for field, wanted in _TERM_FIELDS.items():
                if kind == wanted:
                    self._names[field, code] = name

    def name(self, field: str, code: str) -> str:
        """Return the name of a code; one without a name is shown as it is."""
        if field == "difficulty":
            return str(DIFFICULTY.get(code, code))
        return self._names.get((field, code), code)
