"""What the home page, feed and sitemap read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.listings.queries.cards import Card, cards, of_kind
from marketplace.listings.queries.visibility import is_listed
from models.communities import Category, Community, District
from models.knowledge import Article
from models.listings import Listing, ListingKind
from models.organisations import AdmissionState, Organisation, OrganisationSide

NEW_CRAFTS: Final = 8
NEW_ROUTES: Final = 3
FEED_ENTRIES: Final = 40
PART: Final = 10_000
"""Listings in one sitemap; with both languages it stays under the 50,000 addresses allowed."""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """A listing in the feed."""

    public_id: str
    kind: ListingKind
    slug: str
    title_th: str
    title_en: str
    summary_th: str
    summary_en: str
    maker_th: str
    maker_en: str
    published_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Page:
    """An address of the sitemap: endpoint, its values, and when it changed (None: unknown)."""

    endpoint: str
    values: dict[str, str]
    changed_at: datetime | None = None


def known_categories(session: Session) -> set[str]:
    """Return the slugs of all categories: a new house may have none yet."""
    return set(session.scalars(select(Category.slug)))


def has_article(session: Session, slug: str) -> bool:
    """Tell whether an article is there to be linked to."""
    return session.scalar(select(Article.id).where(Article.slug == slug)) is not None


def new_crafts(session: Session) -> list[Card]:
    """Return the newest crafts for the home page."""
    return cards(session, of_kind(ListingKind.CRAFT), limit=NEW_CRAFTS)


def new_routes(session: Session) -> list[Card]:
    """Return the newest routes for the home page."""
    return cards(session, of_kind(ListingKind.ROUTE), limit=NEW_ROUTES)


def newest_entries(session: Session) -> list[FeedEntry]:
    """Return the newest listings on sale, at most 40."""
    rows: Iterable[Any] = session.execute(
        select(
            Listing.public_id,
            Listing.kind,
            Listing.slug,
            Listing.title_th,
            Listing.title_en,
            Listing.summary_th,
            Listing.summary_en,
            Organisation.name_th,
            Organisation.name_en,
            Listing.published_at,
            Listing.updated_at,
        )
        .join(Organisation, Organisation.id == Listing.organisation_id)
        .where(is_listed())
        .order_by(Listing.published_at.desc(), Listing.id.desc())
        .limit(FEED_ENTRIES)
    )
    return [FeedEntry(*row) for row in rows]


def listing_count(session: Session) -> int:
    """Count the listings on sale."""
    statement = (
        select(func.count(Listing.id))
        .join(Organisation, Organisation.id == Listing.organisation_id)
        .where(is_listed())
    )
    return session.scalar(statement) or 0


def listing_pages(session: Session, part: int) -> Iterator[Page]:
    """Yield the listing pages of one part of the sitemap; parts count from 1."""
    rows: Iterable[Any] = session.execute(
        select(Listing.kind, Listing.slug, Listing.updated_at)
        .join(Organisation, Organisation.id == Listing.organisation_id)
        .where(is_listed())
        .order_by(Listing.id)
        .limit(PART)
        .offset((part - 1) * PART)
    )
    for kind, slug, updated_at in rows:
        yield Page(f"listings.{kind.value}", {"slug": slug}, updated_at)


def place_pages(session: Session) -> Iterator[Page]:
    """Yield the pages of communities, districts, categories, sellers and articles."""
    for slug in session.scalars(select(Community.slug).order_by(Community.id)):
        yield Page("communities.show", {"slug": slug})
    for code in session.scalars(select(District.code).order_by(District.code)):
        yield Page("communities.district", {"code": code})
    for slug in session.scalars(select(Category.slug).order_by(Category.sort)):
        yield Page("listings.category", {"slug": slug})
    sellers = select(Organisation.slug).where(
        Organisation.side == OrganisationSide.SELLER,
        Organisation.admission == AdmissionState.ADMITTED,
    )
    for slug in session.scalars(sellers.order_by(Organisation.id)):
        yield Page("listings.organisation", {"slug": slug})
    rows = session.execute(select(Article.slug, Article.updated_at).order_by(Article.id))
    for slug, updated_at in rows:
        yield Page("knowledge.article", {"slug": slug}, updated_at)
