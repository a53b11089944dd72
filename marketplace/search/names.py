"""Names and positions of everything a search can be limited to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.listings.queries.lists import Named, categories
from models.communities import Community, District, Term, TermKind

Point = tuple[float, float]
"""Latitude and longitude, WGS84 degrees."""

_KINDS: Final = {
    TermKind.LANGUAGE: "language",
    TermKind.ACCESSIBILITY: "accessibility",
    TermKind.CERTIFICATE: "certificate",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A community or a district.

    Attributes:
        slug: of a community; the code of a district.
        parent: code of a community's district, "" for a district.
    """

    slug: str
    name_th: str
    name_en: str
    point: Point
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """What filters offer, by the parameter of the address.

    Attributes:
        categories: the tree in its own order, parents before children.
        terms: parameter -> the words of its vocabulary.
    """

    categories: Sequence[Named]
    communities: Sequence[Place]
    districts: Sequence[Place]
    terms: Mapping[str, Sequence[Named]]

    def of(self, name: str) -> Sequence[Named | Place]:
        """Return what a parameter can be; empty for one without names."""
        places: dict[str, Sequence[Named | Place]] = {
            "category": self.categories,
            "community": self.communities,
            "district": self.districts,
        }
        return places.get(name) or self.terms.get(name, ())

    def place(self, slug: str) -> Place | None:
        """Return a community by its slug or a district by its code."""
        every = (*self.communities, *self.districts)
        return next((place for place in every if place.slug == slug), None)


def read_names(session: Session) -> Names:
    """Read the names: four statements, a few hundred short rows."""
    communities = session.execute(
        select(
            Community.slug,
            Community.name_th,
            Community.name_en,
            Community.lat,
            Community.lon,
            Community.district_code,
        )
    )
    districts = session.execute(
        select(District.code, District.name_th, District.name_en, District.lat, District.lon)
    )
    terms: dict[str, list[Named]] = {}
    for kind, code, th, en in session.execute(
        select(Term.kind, Term.code, Term.name_th, Term.name_en)
        .where(Term.kind.in_(list(_KINDS)))
        .order_by(Term.sort, Term.id)
    ):
        terms.setdefault(_KINDS[kind], []).append(Named(code, th, en))
    return Names(
        categories(session),
        [
            Place(slug, th, en, (lat, lon), district)
            for slug, th, en, lat, lon, district in communities
        ],
        [Place(code, th, en, (lat, lon)) for code, th, en, lat, lon in districts],
        terms,
    )
