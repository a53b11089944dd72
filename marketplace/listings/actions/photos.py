"""Photos in their places in a draft: adding, moving, removing."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from marketplace.actors import Actor
from marketplace.listings.checks import MAX_PHOTOS
from marketplace.listings.policies import can_draft
from marketplace.listings.queries.own import Own, take_newest
from models.errors import (
    IllegalTransitionError,
    InputRejectedError,
    NotAllowedError,
    NotFoundError,
)
from models.listings import ListingVersion, VersionPhoto, VersionStep
from models.media import Photo


class PhotoMove(StrEnum):
    """What can be done with a photo that is in its place."""

    UP = "up"
    DOWN = "down"
    REMOVE = "remove"


def attach_photo(session: Session, actor: Actor, own: Own, photo: Photo, now: datetime) -> None:
    """Put a photo behind the others. One that is there already stays where it is.

    Raises:
        NotAllowedError: the actor may not draft for this organisation.
        IllegalTransitionError: the version is not open.
        InputRejectedError: there are ten photos already (``upload.many``).
        NotFoundError: the photo is another organisation's.
    """
    version = _open_version(session, actor, own)
    if photo.organisation_id != own.listing.organisation_id:
        raise NotFoundError
    if any(row.photo_id == photo.id for row in version.photos):
        return
    if len(version.photos) >= MAX_PHOTOS:
        raise InputRejectedError("upload.many", field="photos", max=MAX_PHOTOS)
    last = max((row.position for row in version.photos), default=-1)
    version.photos.append(VersionPhoto(photo_id=photo.id, photo=photo, position=last + 1))
    version.saved_at = now
    session.flush()


def move_photo(
    session: Session, actor: Actor, own: Own, step: tuple[str, PhotoMove], now: datetime
) -> None:
    """Move one photo up or down, or take it out of the draft; the file stays for other versions.

    Args:
        session: a writing session.
        actor: who asks.
        own: the listing with its newest version.
        step: public id of the photo, and what to do with it.
        now: when.

    Raises:
        NotAllowedError: the actor may not draft for this organisation.
        IllegalTransitionError: the version is not open.
        NotFoundError: the draft has no such photo.
    """
    version = _open_version(session, actor, own)
    public_id, move = step
    rows = list(version.photos)
    index = next((i for i, row in enumerate(rows) if row.photo.public_id == public_id), None)
    if index is None:
        raise NotFoundError
    row = rows.pop(index)
    if move is PhotoMove.REMOVE:
        version.photos.remove(row)
    else:
        rows.insert(max(0, index + (-1 if move is PhotoMove.UP else 1)), row)
    for position, kept in enumerate(rows):
        kept.position = position
    version.saved_at = now
    session.flush()
    session.expire(version, ["photos"])


def _open_version(session: Session, actor: Actor, own: Own) -> ListingVersion:
    if not can_draft(actor, own.listing.organisation_id):
        raise NotAllowedError("permission.role", role="seller")
    version = take_newest(session, own)
    if not own.is_editing:
        raise IllegalTransitionError(own.standing, VersionStep.EDIT)
    return version
