"""Routes with their terms for OCTO: three statements for a page of any length."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from marketplace.api.queries.items import AnyRow
from marketplace.api.queries.pages import Place, after
from marketplace.listings.queries.cards import NEWEST
from marketplace.listings.queries.visibility import is_listed
from models.communities import Community, District
from models.errors import NotFoundError
from models.listing_terms import PriceTier, RouteTerms
from models.listings import Listing, ListingKind, ListingVersion, VersionPhoto
from models.media import Photo
from models.organisations import Organisation

_ROWS: Final[Select[*tuple[Any, ...]]] = (
    select(
        Listing.id,
        Listing.public_id,
        Listing.slug,
        Listing.published_at,
        Listing.approved_version_id,
        ListingVersion.document,
        RouteTerms.min_group,
        RouteTerms.max_group,
        RouteTerms.start_times,
        RouteTerms.cut_off_hours,
        RouteTerms.cancellation,
    )
    .join(Organisation, Organisation.id == Listing.organisation_id)
    .join(ListingVersion, ListingVersion.id == Listing.approved_version_id)
    .join(RouteTerms, RouteTerms.listing_id == Listing.id)
    .where(is_listed(), Listing.kind == ListingKind.ROUTE)
)
_SUPPLIERS: Final[Select[*tuple[Any, ...]]] = (
    select(
        Organisation.id,
        Organisation.slug,
        Organisation.name_th,
        Organisation.name_en,
        Organisation.about_th,
        Organisation.about_en,
        Community.name_th.label("community_th"),
        Community.name_en.label("community_en"),
        District.name_th.label("district_th"),
        District.name_en.label("district_en"),
    )
    .join(Listing, Listing.organisation_id == Organisation.id)
    .outerjoin(Community, Community.id == Organisation.community_id)
    .outerjoin(District, District.code == Community.district_code)
    .where(is_listed(), Listing.kind == ListingKind.ROUTE)
    .distinct()
    .order_by(Organisation.id)
)


def routes_after(
    session: Session, suppliers: Sequence[str], place: Place | None, limit: int
) -> Sequence[AnyRow]:
    """Return the next routes on sale, newest first.

    Args:
        session: a reading session.
        suppliers: slugs of sellers; empty for all.
        place: where the page before ended; None for the first.
        limit: how many at most.
    """
    statement = _ROWS.order_by(*NEWEST).limit(limit)
    if suppliers:
        statement = statement.where(Organisation.slug.in_(suppliers))
    if place is not None:
        statement = statement.where(after(place))
    return session.execute(statement).all()


def route_row(session: Session, public_id: str) -> AnyRow:
    """Return one route on sale. Raises NotFoundError."""
    found = session.execute(_ROWS.where(Listing.public_id == public_id)).first()
    if found is None:
        raise NotFoundError
    return found


def tiers_of(session: Session, ids: Iterable[int]) -> Mapping[int, list[AnyRow]]:
    """Return listing id -> its price tiers, smallest groups first."""
    rows = session.execute(
        select(
            PriceTier.listing_id, PriceTier.min_people, PriceTier.max_people, PriceTier.price_satang
        )
        .where(PriceTier.listing_id.in_(list(ids)))
        .order_by(PriceTier.min_people)
    )
    found: dict[int, list[AnyRow]] = defaultdict(list)
    for row in rows:
        found[row.listing_id].append(row)
    return found


def photos_of(session: Session, versions: Iterable[int]) -> Mapping[int, list[AnyRow]]:
    """Return version id -> its photos, the cover first."""
    rows = session.execute(
        select(VersionPhoto.version_id, Photo.key, VersionPhoto.alt_th, VersionPhoto.alt_en)
        .join(Photo, Photo.id == VersionPhoto.photo_id)
        .where(VersionPhoto.version_id.in_(list(versions)))
        .order_by(VersionPhoto.position)
    )
    found: dict[int, list[AnyRow]] = defaultdict(list)
    for row in rows:
        found[row.version_id].append(row)
    return found


def supplier_rows(session: Session) -> Sequence[AnyRow]:
    """Return the sellers with a route on sale."""
    return session.execute(_SUPPLIERS).all()
