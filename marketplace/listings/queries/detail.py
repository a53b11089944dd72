"""One listing as the public sees it: its approved version, terms, seller and surroundings.

Everything is read as rows into small frozen values: the same page made of ORM instances cost six
times as much (docs/decisions holds the figures of lists, which are alike).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from marketplace.hot_rows import HotRows
from marketplace.listings.queries.cards import AnyRow, Picture
from marketplace.listings.queries.known import Known, Village
from marketplace.listings.queries.lists import Named, ancestors
from marketplace.listings.queries.visibility import anyone_may_open, is_open
from marketplace.listings.terms import CraftOffer, Offer, RouteOffer, Tier
from models.errors import NotFoundError
from models.listing_content import Content, CraftContent, RouteContent, from_document
from models.listing_terms import CraftTerms, PriceTier, RouteTerms
from models.listings import (
    Listing,
    ListingKind,
    ListingState,
    ListingVersion,
    VersionPhoto,
    VersionState,
)
from models.media import Photo
from models.organisations import (
    AdmissionState,
    ChannelKind,
    ChannelVisibility,
    ContactChannel,
    Organisation,
)


@dataclass(frozen=True, slots=True)
class SellerChannel:
    """One way to reach a seller, and who may see it."""

    kind: ChannelKind
    value: str
    visibility: ChannelVisibility


@dataclass(frozen=True, slots=True)
class Seller:
    """Who sells a listing."""

    public_id: str
    slug: str
    name_th: str
    name_en: str
    demo: bool
    channels: tuple[SellerChannel, ...]


@dataclass(frozen=True, slots=True)
class Face:
    """The listing itself; the meaning of each field is that of ``Listing``."""

    id: int
    public_id: str
    slug: str | None
    kind: ListingKind
    organisation_id: int
    category_slug: str | None
    price_from_satang: int | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A listing page.

    Attributes:
        content: of the version shown.
        state: of that version.
        sent: whether that version was submitted, and not taken back.
        public: whether anyone can open this very version as the listing's page now.
        terms: of a craft or of a route, as the listing's kind; None before they are set.
        communities: of the listing, the lead first.
        way: categories from the top down to the listing's own; empty for routes.
        words: (kind, code) of vocabulary terms -> name.
        selling: False when seller or office has stopped it; the page says so.
    """

    listing: Face
    content: Content
    state: VersionState
    sent: bool
    public: bool
    terms: Offer | None
    photos: tuple[Picture, ...]
    organisation: Seller
    communities: tuple[Village, ...]
    way: tuple[Named, ...]
    words: Mapping[tuple[str, str], Named]
    selling: bool

    @property
    def slug(self) -> str:
        """Address part of the page; a draft that has none yet is named by its public id."""
        return self.listing.slug or self.listing.public_id


_CRAFT_FIELDS: Final = tuple(entry.name for entry in fields(CraftOffer))
_ROUTE_FIELDS: Final = tuple(entry.name for entry in fields(RouteOffer) if entry.name != "tiers")

_ROWS: Final[Select[*tuple[Any, ...]]] = (
    select(
        Listing.id,
        Listing.public_id,
        Listing.slug,
        Listing.kind,
        Listing.organisation_id,
        Listing.category_slug,
        Listing.price_from_satang,
        Listing.state.label("listing_state"),
        Organisation.public_id.label("seller_public_id"),
        Organisation.slug.label("seller_slug"),
        Organisation.name_th.label("seller_th"),
        Organisation.name_en.label("seller_en"),
        Organisation.demo,
        Organisation.admission,
        ListingVersion.id.label("version_id"),
        ListingVersion.state.label("version_state"),
        ListingVersion.submitted_at,
        ListingVersion.document,
        CraftTerms.listing_id.label("craft_id"),
        RouteTerms.listing_id.label("route_id"),
        *(getattr(CraftTerms, name) for name in _CRAFT_FIELDS),
        *(getattr(RouteTerms, name) for name in _ROUTE_FIELDS),
    )
    .select_from(Listing)
    .join(Organisation, Organisation.id == Listing.organisation_id)
    .join(ListingVersion, ListingVersion.listing_id == Listing.id)
    .outerjoin(CraftTerms, CraftTerms.listing_id == Listing.id)
    .outerjoin(RouteTerms, RouteTerms.listing_id == Listing.id)
)
_OPEN: Final = _ROWS.where(
    Listing.kind == bindparam("kind"),
    Listing.slug == bindparam("slug"),
    ListingVersion.id == Listing.approved_version_id,
    is_open(),
)
_VERSION: Final = _ROWS.where(ListingVersion.public_id == bindparam("version"))
_PHOTOS: Final = (
    select(
        Photo.key,
        Photo.width,
        Photo.height,
        Photo.tint,
        VersionPhoto.alt_th,
        VersionPhoto.alt_en,
        Photo.illustration,
    )
    .join(Photo, Photo.id == VersionPhoto.photo_id)
    .where(VersionPhoto.version_id == bindparam("version"))
    .order_by(VersionPhoto.position)
)
_CHANNELS: Final = (
    select(ContactChannel.kind, ContactChannel.value, ContactChannel.visibility)
    .where(ContactChannel.organisation_id == bindparam("organisation"))
    .order_by(ContactChannel.position, ContactChannel.id)
)
_TIERS: Final = (
    select(PriceTier.min_people, PriceTier.max_people, PriceTier.price_satang)
    .where(PriceTier.listing_id == bindparam("listing"))
    .order_by(PriceTier.min_people)
)
ChannelsOf = Callable[[Session, int], tuple[SellerChannel, ...]]
"""Organisation id -> its channels, in their order."""


def _read(
    session: Session, statement: Select[*tuple[Any, ...]], **values: object
) -> Sequence[AnyRow]:
    """Read columns without the machinery of sessions and results, which doubles their cost."""
    connection = session.connection()
    return HotRows.of(statement, connection.dialect).read_in(connection, values)


def channels_of(session: Session, organisation_id: int) -> tuple[SellerChannel, ...]:
    """Return every channel of a seller, also those that nobody is shown."""
    rows = _read(session, _CHANNELS, organisation=organisation_id)
    return tuple(SellerChannel(*row) for row in rows)


def open_listing(
    session: Session,
    names: Known,
    key: tuple[ListingKind, str],
    channels: ChannelsOf = channels_of,
) -> Shown:
    """Read the page of a listing.

    Args:
        session: a reading session.
        names: of places, categories and terms.
        key: kind and slug.
        channels: how to get the seller's channels; many listings share them.

    Raises:
        NotFoundError: the public may not open it.
    """
    kind, slug = key
    rows = _read(session, _OPEN, kind=kind, slug=slug)
    if not rows:
        raise NotFoundError
    seller = _seller(rows[0], channels(session, rows[0].organisation_id))
    return _shown(session, names, rows[0], seller, selling=_sells(rows[0]))


def version_page(session: Session, names: Known, public_id: str) -> Shown:
    """Read any version as the page it would be, as if it were on sale.

    Visibility is the caller's matter: drafts are among them.

    Raises:
        NotFoundError: there is no such version.
    """
    rows = _read(session, _VERSION, version=public_id)
    if not rows:
        raise NotFoundError
    seller = _seller(rows[0], channels_of(session, rows[0].organisation_id))
    return _shown(session, names, rows[0], seller, selling=True)


def _sells(row: AnyRow) -> bool:
    return bool(
        row.listing_state is ListingState.PUBLISHED and row.admission is AdmissionState.ADMITTED
    )


def _shown(session: Session, names: Known, row: AnyRow, seller: Seller, *, selling: bool) -> Shown:
    content = _content(row)
    photos = _read(session, _PHOTOS, version=row.version_id)
    villages = names.villages
    return Shown(
        listing=Face(*row[:7]),
        content=content,
        state=row.version_state,
        sent=row.submitted_at is not None,
        public=row.version_state is VersionState.APPROVED
        and anyone_may_open(row.listing_state, row.admission),
        terms=_terms(session, row),
        photos=tuple(Picture(*photo) for photo in photos),
        organisation=seller,
        communities=tuple(villages[slug] for slug in content.communities if slug in villages),
        way=tuple(_way(names, content)),
        words=names.terms,
        selling=selling,
    )


def _content(row: AnyRow) -> Content:
    if row.kind is ListingKind.CRAFT:
        return from_document(CraftContent, row.document)
    return from_document(RouteContent, row.document)


def _way(names: Known, content: Content) -> Sequence[Named]:
    if not isinstance(content, CraftContent):
        return ()
    return ancestors(names.categories, content.category)


def _terms(session: Session, row: AnyRow) -> Offer | None:
    if row.craft_id is not None:
        return CraftOffer(**_values(row, _CRAFT_FIELDS))
    if row.route_id is None:
        return None
    tiers = _read(session, _TIERS, listing=row.id)
    return RouteOffer(**_values(row, _ROUTE_FIELDS), tiers=tuple(Tier(*tier) for tier in tiers))


def _values(row: AnyRow, names: Sequence[str]) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in names}
    return {name: tuple(v) if isinstance(v, list) else v for name, v in values.items()}


def _seller(row: AnyRow, channels: tuple[SellerChannel, ...]) -> Seller:
    return Seller(
        row.seller_public_id,
        row.seller_slug,
        row.seller_th,
        row.seller_en,
        row.demo,
        channels,
    )
