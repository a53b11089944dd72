"""What the media room reads."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.media import Photo


def key_is_known(session: Session, key: str) -> bool:
    """Tell whether any photo row names this key."""
    return session.scalar(select(Photo.id).where(Photo.key == key).limit(1)) is not None
