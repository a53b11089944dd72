"""One listing as the public sees it: its approved version, terms, seller and surroundings."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from marketplace.listings.queries.cards import Card, Picture, cards, in_community, of_kind
from marketplace.listings.queries.lists import Named, ancestors, categories
from marketplace.listings.queries.visibility import is_open
from models.communities import Community, Term
from models.errors import NotFoundError
from models.listing_content import Content, CraftContent
from models.listings import Listing, ListingKind, ListingState, ListingVersion, VersionPhoto
from models.organisations import AdmissionState, Organisation

_SIMILAR = 4


@dataclass(frozen=True, slots=True)
class Shown:
    """A listing page.

    Attributes:
        content: of the approved version.
        communities: of the listing, the lead first; their district is loaded.
        way: categories from the top down to the listing's own; empty for routes.
        words: (kind, code) of vocabulary terms in the content -> term.
        selling: False when seller or office has stopped it; the page says so.
    """

    listing: Listing
    content: Content
    photos: tuple[Picture, ...]
    communities: tuple[Community, ...]
    way: tuple[Named, ...]
    words: Mapping[tuple[str, str], Term]
    selling: bool

    @property
    def organisation(self) -> Organisation:
        """Who sells it; channels are loaded."""
        return self.listing.organisation

    @property
    def slug(self) -> str:
        """Address part of the page; a draft that has none yet is named by its public id."""
        return self.listing.slug or self.listing.public_id


_TERMS: Final = (
    joinedload(Listing.organisation).selectinload(Organisation.channels),
    joinedload(Listing.craft_terms),
    joinedload(Listing.route_terms),
    selectinload(Listing.price_tiers),
)


def open_listing(session: Session, kind: ListingKind, slug: str) -> Shown:
    """Load the page of a listing. Raises NotFoundError when the public may not open it."""
    listing = session.scalars(
        select(Listing)
        .join(Organisation, Organisation.id == Listing.organisation_id)
        .where(Listing.kind == kind, Listing.slug == slug, is_open())
        .options(
            joinedload(Listing.approved_version)
            .selectinload(ListingVersion.photos)
            .joinedload(VersionPhoto.photo),
            *_TERMS,
        )
    ).one_or_none()
    if listing is None or listing.approved_version is None:
        raise NotFoundError
    return _shown(session, listing, listing.approved_version, selling=_sells(listing))


def version_page(session: Session, public_id: str) -> tuple[Shown, ListingVersion]:
    """Load any version as the page it would be, as if it were on sale.

    Visibility is the caller's matter: drafts are among them.

    Raises:
        NotFoundError: there is no such version.
    """
    version = session.scalars(
        select(ListingVersion)
        .where(ListingVersion.public_id == public_id)
        .options(selectinload(ListingVersion.photos).joinedload(VersionPhoto.photo))
    ).one_or_none()
    if version is None:
        raise NotFoundError
    listing = session.scalars(
        select(Listing).where(Listing.id == version.listing_id).options(*_TERMS)
    ).one()
    return _shown(session, listing, version, selling=True), version


def _shown(session: Session, listing: Listing, version: ListingVersion, *, selling: bool) -> Shown:
    content = version.content(listing.kind)
    return Shown(
        listing=listing,
        content=content,
        photos=tuple(map(picture, version.photos)),
        communities=_communities(session, content.communities),
        way=tuple(_way(session, content)),
        words=_words(session, content),
        selling=selling,
    )


def _sells(listing: Listing) -> bool:
    return (
        listing.state is ListingState.PUBLISHED
        and listing.organisation.admission is AdmissionState.ADMITTED
    )


def picture(row: VersionPhoto) -> Picture:
    """Read a photo in its place; its photo must be loaded."""
    photo = row.photo
    return Picture(
        photo.key,
        photo.width,
        photo.height,
        photo.tint,
        row.alt_th,
        row.alt_en,
        photo.illustration,
    )


def _communities(session: Session, slugs: Sequence[str]) -> tuple[Community, ...]:
    rows = session.scalars(
        select(Community).where(Community.slug.in_(slugs)).options(joinedload(Community.district))
    )
    found = {row.slug: row for row in rows}
    return tuple(found[slug] for slug in slugs if slug in found)


def _way(session: Session, content: Content) -> Iterable[Named]:
    if not isinstance(content, CraftContent):
        return ()
    return ancestors(categories(session), content.category)


def _words(session: Session, content: Content) -> dict[tuple[str, str], Term]:
    """Load the vocabulary terms whose codes stand in the content of a route."""
    if isinstance(content, CraftContent):
        return {}
    codes = {
        *content.themes,
        *content.sustainability,
        *content.languages,
        content.accessibility_level,
    }
    rows = session.scalars(select(Term).where(Term.code.in_(codes)).order_by(Term.sort))
    return {(row.kind.value, row.code): row for row in rows}


def similar(session: Session, shown: Shown) -> list[Card]:
    """Return up to four listings of the same kind: first of the category, then of the village."""
    listing = shown.listing
    other = Listing.id != listing.id
    found: dict[int, Card] = {}
    if listing.category_slug is not None:
        same = cards(session, other, Listing.category_slug == listing.category_slug, limit=_SIMILAR)
        found = {card.id: card for card in same}
    if shown.communities:
        village = in_community(shown.communities[0].slug)
        for card in cards(session, other, of_kind(listing.kind), village, limit=_SIMILAR + 1):
            if len(found) < _SIMILAR:
                found.setdefault(card.id, card)
    return list(found.values())


def beside(session: Session, shown: Shown, limit: int) -> list[Card]:
    """Return listings of the other kind from the lead village: routes beside a craft."""
    if not shown.communities:
        return []
    craft = shown.listing.kind is ListingKind.CRAFT
    kind = ListingKind.ROUTE if craft else ListingKind.CRAFT
    village = in_community(shown.communities[0].slug)
    return cards(session, of_kind(kind), village, limit=limit)
