"""Photos, as rows only: no file stands behind them unless the test puts one into the storage."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from models.media import Photo
from tests.factories.sequence import NOW, next_number

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def make_photo(session: Session, **values: Any) -> Photo:
    """Add a photo of 1280 × 960 pixels with its three WebP variants."""
    number = next_number()
    columns: dict[str, Any] = {
        "key": hashlib.sha256(str(number).encode()).hexdigest(),
        "width": 1280,
        "height": 960,
        "variants": {"320.webp": 9_000, "640.webp": 24_000, "1280.webp": 71_000},
        "file_name": f"photo-{number}.jpg",
        "created_at": NOW,
    }
    photo = Photo(**(columns | values))
    session.add(photo)
    session.flush()
    return photo
