"""Names of villages, categories and terms that listing pages show; few rows that seldom change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.listings.queries.lists import Named, categories
from models.communities import Community, District, Term


@dataclass(frozen=True, slots=True)
class Village:
    """A community as listing pages name it."""

    id: int
    slug: str
    name_th: str
    name_en: str
    subdistrict_th: str
    subdistrict_en: str
    story_th: str
    story_en: str
    district: Named


@dataclass(frozen=True, slots=True)
class Known:
    """The names there are.

    Attributes:
        categories: the tree, parents before children.
        villages: by slug.
        terms: by kind and code.
    """

    categories: Sequence[Named]
    villages: Mapping[str, Village]
    terms: Mapping[tuple[str, str], Named]


def known(session: Session) -> Known:
    """Read all names: three statements."""
    villages = session.execute(
        select(
            Community.id,
            Community.slug,
            Community.name_th,
            Community.name_en,
            Community.subdistrict_th,
            Community.subdistrict_en,
            Community.story_th,
            Community.story_en,
            District.code,
            District.name_th,
            District.name_en,
        ).join(District, District.code == Community.district_code)
    )
    terms = session.execute(
        select(Term.kind, Term.code, Term.name_th, Term.name_en).order_by(Term.sort)
    )
    return Known(
        categories(session),
        {row[1]: Village(*row[:8], Named(*row[8:])) for row in villages},
        {(kind.value, code): Named(code, th, en) for kind, code, th, en in terms},
    )
