"""Public addresses of organisations."""

import re
import unicodedata
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.organisations import Organisation

_LONGEST: Final = 60
_BREAK: Final = re.compile(r"[^a-z0-9]+")


def free_slug(session: Session, name_en: str, public_id: str) -> str:
    """Return an address nobody has: the English name, else ``group-<public id>``.

    A taken name gets the public id behind it. The address never changes afterwards.
    """
    plain = unicodedata.normalize("NFKD", name_en).encode("ascii", "ignore").decode().lower()
    slug = _BREAK.sub("-", plain.replace("'", ""))[:_LONGEST].strip("-")
    wanted = slug or f"group-{public_id}"
    taken = session.scalar(select(Organisation.id).where(Organisation.slug == wanted))
    return wanted if taken is None else f"{wanted}-{public_id}"
