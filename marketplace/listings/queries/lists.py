"""Pages of crafts and of routes, with the counts beside each choice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from marketplace.listings.queries.filters import PAGE_SIZE, Filters, conditions, order
from marketplace.listings.queries.visibility import is_listed
from models.communities import Category, Community, District
from models.listings import Listing, ListingCommunity
from models.organisations import Organisation


@dataclass(frozen=True, slots=True)
class Tally:
    """How many listings there are, all in all and for each choice.

    Attributes:
        found: within all limits.
        categories: slug -> count without the limit on categories; communities and districts so.
    """

    found: int
    categories: Mapping[str, int]
    communities: Mapping[str, int]
    districts: Mapping[str, int]

    @property
    def last_page(self) -> int:
        """Number of the last page, 1 when there is nothing."""
        return max(1, -(-self.found // PAGE_SIZE))


@dataclass(frozen=True, slots=True)
class Named:
    """Something with an address part and a name in both languages.

    Attributes:
        parent: slug of the category above, or code of the district; None at the top.
    """

    slug: str
    name_th: str
    name_en: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Places:
    """Names of everything a list can be limited to."""

    categories: Sequence[Named]
    communities: Sequence[Named]
    districts: Sequence[Named]


def places(session: Session) -> Places:
    """Return the names of everything a list can be limited to."""
    return Places(categories(session), communities(session), districts(session))


def page_of_ids(session: Session, chosen: Filters) -> Sequence[int]:
    """Return the ids of one page of the list, in its order."""
    return session.scalars(_page_statement(chosen)).all()


# Building a statement costs more than running it.
@lru_cache(maxsize=256)
def _page_statement(chosen: Filters) -> Select[int]:
    return (
        select(Listing.id)
        .join(Organisation, Organisation.id == Listing.organisation_id)
        .where(is_listed(), *conditions(chosen))
        .order_by(*order(chosen.sort))
        .limit(PAGE_SIZE)
        .offset((chosen.page - 1) * PAGE_SIZE)
    )


def tally(session: Session, chosen: Filters) -> Tally:
    """Count the list. Costs grow with the catalogue, so views keep the answer by its version."""
    return Tally(
        _found(session, chosen),
        _by_category(session, chosen.without("categories")),
        _by_place(session, chosen.without("communities"), by_district=False),
        _by_place(session, chosen.without("districts"), by_district=True),
    )


def _found(session: Session, chosen: Filters) -> int:
    statement = (
        select(func.count(Listing.id))
        .join(Organisation, Organisation.id == Listing.organisation_id)
        .where(is_listed(), *conditions(chosen))
    )
    return session.scalar(statement) or 0


def _by_category(session: Session, chosen: Filters) -> dict[str, int]:
    statement = (
        select(Listing.category_slug, func.count(Listing.id))
        .join(Organisation, Organisation.id == Listing.organisation_id)
        .where(is_listed(), *conditions(chosen), Listing.category_slug.is_not(None))
        .group_by(Listing.category_slug)
    )
    return {str(row[0]): row[1] for row in session.execute(statement)}


def _by_place(session: Session, chosen: Filters, *, by_district: bool) -> dict[str, int]:
    key = Community.district_code if by_district else Community.slug
    statement = (
        select(key, func.count(func.distinct(Listing.id)))
        .select_from(Listing)
        .join(Organisation, Organisation.id == Listing.organisation_id)
        .join(ListingCommunity, ListingCommunity.listing_id == Listing.id)
        .join(Community, Community.id == ListingCommunity.community_id)
        .where(is_listed(), *conditions(chosen))
        .group_by(key)
    )
    return {str(row[0]): row[1] for row in session.execute(statement)}


def categories(session: Session) -> list[Named]:
    """Return the category tree in its own order, parents before children."""
    rows = session.execute(
        select(Category.slug, Category.name_th, Category.name_en, Category.parent_slug).order_by(
            Category.sort, Category.id
        )
    )
    return [Named(*row) for row in rows]


def communities(session: Session) -> list[Named]:
    """Return the communities, with the code of their district as parent."""
    rows = session.execute(
        select(Community.slug, Community.name_th, Community.name_en, Community.district_code)
    )
    return [Named(*row) for row in rows]


def districts(session: Session) -> list[Named]:
    """Return the nine districts; their slug is the code."""
    rows = session.execute(select(District.code, District.name_th, District.name_en))
    return [Named(*row) for row in rows]


def branch(tree: Sequence[Named], chosen: Sequence[str]) -> tuple[str, ...]:
    """Return the chosen categories with everything below them. Unknown slugs are dropped."""
    wanted = {node.slug for node in tree if node.slug in chosen}
    for node in tree:  # parents stand before their children
        if node.parent in wanted:
            wanted.add(node.slug)
    return tuple(node.slug for node in tree if node.slug in wanted)


def ancestors(tree: Sequence[Named], slug: str | None) -> list[Named]:
    """Return the way from the top of the tree to a category; empty when there is none."""
    by_slug = {node.slug: node for node in tree}
    way: list[Named] = []
    node = by_slug.get(slug or "")
    while node is not None:
        way.insert(0, node)
        node = by_slug.get(node.parent or "")
    return way
