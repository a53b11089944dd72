"""Names of villages, categories and terms that listing pages show; few rows that seldom change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.listings.queries.lists import Named, categories
from models.communities import Category, Community, District, Term, TermKind


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
        craft_words: ("category" or "technique", code) -> what it is called in Thai.
    """

    categories: Sequence[Named]
    villages: Mapping[str, Village]
    terms: Mapping[tuple[str, str], Named]
    craft_words: Mapping[tuple[str, str], tuple[str, ...]]


def known(session: Session) -> Known:
    """Read all names: four statements."""
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
    found = {(kind.value, code): Named(code, th, en) for kind, code, th, en in terms}
    return Known(
        categories(session),
        {row[1]: Village(*row[:8], Named(*row[8:])) for row in villages},
        found,
        _craft_words(session, found),
    )


def _craft_words(
    session: Session, terms: Mapping[tuple[str, str], Named]
) -> dict[tuple[str, str], tuple[str, ...]]:
    rows = session.execute(select(Category.slug, Category.name_th, Category.synonyms_th))
    words = {("category", slug): (name, *synonyms) for slug, name, synonyms in rows}
    technique = TermKind.TECHNIQUE.value
    return words | {key: (term.name_th,) for key, term in terms.items() if key[0] == technique}
