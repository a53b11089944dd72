"""Public addresses of listings: short, readable, never used twice."""

import re
import unicodedata
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.listings import Listing, ListingKind

_LONGEST: Final = 60
_BREAK: Final = re.compile(r"[^a-z0-9]+")


def slug_of(title_en: str) -> str:
    """Return the English title as words joined by dashes, at most 60 characters; may be empty."""
    plain = unicodedata.normalize("NFKD", title_en).encode("ascii", "ignore").decode().lower()
    plain = plain.replace("'", "")
    slug = _BREAK.sub("-", plain).strip("-")
    if len(slug) > _LONGEST:
        slug = slug[:_LONGEST].rpartition("-")[0] or slug[:_LONGEST]
    return slug


def give_slug(session: Session, listing: Listing, title_en: str) -> None:
    """Give a listing its public address, once; one that has an address keeps it.

    A listing without an English title is named after its kind and public id. A taken name gets
    the beginning of the public id behind it, which nobody else can have.
    """
    if listing.slug is not None:
        return
    kind = "craft" if listing.kind is ListingKind.CRAFT else "route"
    wanted = slug_of(title_en) or f"{kind}-{listing.public_id}"
    taken = session.scalar(select(Listing.id).where(Listing.slug == wanted))
    listing.slug = wanted if taken is None else f"{wanted}-{listing.public_id}"
