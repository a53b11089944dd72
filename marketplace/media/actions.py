"""Photo rows: made once the files stand in the storage."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.actors import Actor
from marketplace.events import record
from marketplace.facts import PhotoAdded
from marketplace.photos import ProcessedPhoto
from models.errors import NotAllowedError
from models.media import Photo

_NAME_LIMIT = 120


@dataclass(frozen=True, slots=True)
class PhotoSource:
    """Where a photo came from: whose it is and what its file was called on the sender's device."""

    organisation_id: int
    file_name: str


def add_photo(
    session: Session, actor: Actor, photo: ProcessedPhoto, source: PhotoSource, now: datetime
) -> Photo:
    """Add the row of a stored photo. The same picture sent again by the same group is one photo.

    Raises:
        NotAllowedError: the actor is not in the organisation.
    """
    if not actor.belongs_to(source.organisation_id):
        raise NotAllowedError("permission.role", role="seller")
    known = session.scalars(
        select(Photo)
        .where(Photo.key == photo.key, Photo.organisation_id == source.organisation_id)
        .order_by(Photo.id)
        .limit(1)
    ).first()
    if known is not None:
        return known
    row = Photo(
        organisation_id=source.organisation_id,
        uploaded_by_id=actor.user_id,
        key=photo.key,
        width=photo.width,
        height=photo.height,
        tint=photo.tint,
        variants=photo.sizes,
        advice=list(photo.advice),
        file_name=source.file_name[:_NAME_LIMIT],
        created_at=now,
    )
    session.add(row)
    session.flush()
    record(session, PhotoAdded(photo_id=row.id), actor, now)
    return row
