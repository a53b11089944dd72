"""Places and shared words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.communities import Category, Community, CommunityRole, District, Term, TermKind
from tests.factories.sequence import next_number

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def make_district(session: Session, code: str = "6405", **values: Any) -> District:
    """Return the district with this code, adding Si Satchanalai's values when it is not there."""
    found = session.get(District, code)
    if found is not None:
        return found
    columns: dict[str, Any] = {
        "slug": "si-satchanalai" if code == "6405" else f"district-{code}",
        "name_th": "ศรีสัชนาลัย",
        "name_en": "Si Satchanalai",
        "postcode": "64130",
        "lat": 17.515,
        "lon": 99.763,
    }
    district = District(code=code, **(columns | values))
    session.add(district)
    session.flush()
    return district


def make_community(session: Session, **values: Any) -> Community:
    """Add a target community in Si Satchanalai (or in `district_code`)."""
    code = values.pop("district_code", "6405")
    make_district(session, code)
    number = next_number()
    columns: dict[str, Any] = {
        "slug": f"hat-siao-{number}",
        "role": CommunityRole.TARGET,
        "district_code": code,
        "name_th": "บ้านหาดเสี้ยว",
        "name_en": "Ban Hat Siao",
        "story_th": "หมู่บ้านทอผ้าริมน้ำยม",
        "story_en": "A weaving village on the Yom river.",
        "lat": 17.53,
        "lon": 99.77,
    }
    community = Community(**(columns | values))
    session.add(community)
    session.flush()
    return community


def make_category(session: Session, slug: str | None = None, **values: Any) -> Category:
    """Add a category; without `slug` a fresh one at the top of the tree."""
    number = next_number()
    columns: dict[str, Any] = {
        "slug": slug or f"category-{number}",
        "name_th": "ผ้าทอ",
        "name_en": "Textiles",
        "sort": number,
    }
    category = Category(**(columns | values))
    session.add(category)
    session.flush()
    return category


def make_term(session: Session, kind: TermKind, code: str, **values: Any) -> Term:
    """Add a word of a controlled vocabulary."""
    columns: dict[str, Any] = {"name_th": "ฝ้าย", "name_en": "Cotton", "sort": next_number()}
    term = Term(kind=kind, code=code, **(columns | values))
    session.add(term)
    session.flush()
    return term
