"""Fills an instance with any number of listings, photos as rows only."""

import random
import secrets
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from marketplace.db import Database
from models import Base, migrations
from models.listing_content import SCHEMA
from models.listing_terms import CraftTerms
from models.listings import (
    Listing,
    ListingCommunity,
    ListingKind,
    ListingState,
    ListingVersion,
    VersionPhoto,
    VersionState,
)
from models.media import Photo
from models.organisations import Organisation
from tests.factories.accounts import make_session_row, make_user
from tests.factories.communities import make_category, make_community
from tests.factories.listing_content import craft_content
from tests.factories.organisations import make_seller

SELLERS = 40
WORDS = ("ผ้าซิ่นตีนจก", "ผ้าขาวม้า", "จานสังคโลก", "ถ้วยชา", "สร้อยทองโบราณ", "ตะกร้าไม้ไผ่", "น้ำผึ้งป่า")


def furnish(instance: Path, count: int) -> str:
    """Make an SQLite instance with `count` published crafts and one signed-in person.

    Args:
        instance: folder, made when missing.
        count: listings.

    Returns:
        The token of the person's session cookie. The listings are called craft-1 and so on.
    """
    instance.mkdir(parents=True, exist_ok=True)
    database = Database(f"sqlite:///{instance / 'talat.sqlite3'}")
    token = secrets.token_urlsafe(24)
    migrations.upgrade(database.engine)
    now = datetime.now(UTC)
    with database.transaction() as session:
        make_session_row(
            session, make_user(session), token, created_at=now, last_seen_at=now,
            expires_at=now + timedelta(days=30),
        )  # fmt: skip
        _fill(session, count, now)
    database.dispose()
    return token


def _fill(session: Session, count: int, now: datetime) -> None:
    dice = random.Random(20261120)
    categories = [make_category(session, f"category-{n}").slug for n in range(12)]
    villages = [make_community(session) for _ in range(11)]
    sellers = [make_seller(session, community_id=dice.choice(villages).id) for _ in range(SELLERS)]
    rows: dict[type, list[dict[str, Any]]] = {
        kind: []
        for kind in (Photo, Listing, CraftTerms, ListingCommunity, ListingVersion, VersionPhoto)
    }
    for number in range(1, count + 1):
        seller = dice.choice(sellers)
        for kind, row in _craft(number, seller, dice.choice(categories), dice, now).items():
            rows[kind].append(row)
    for kind, values in rows.items():
        session.execute(insert(kind), values)
    # The approved version refers back to its listing, so it is named afterwards.
    session.execute(Base.metadata.tables["listing"].update().values(approved_version_id=Listing.id))


def _craft(
    number: int, seller: Organisation, category: str, dice: random.Random, now: datetime
) -> dict[type, dict[str, Any]]:
    title = f"{dice.choice(WORDS)} หมายเลข {number}"
    content = craft_content(title_th=title, title_en=f"Craft no. {number}", category=category)
    at = now - timedelta(minutes=number)
    price = dice.randrange(50, 9_000) * 100
    return {
        Photo: {
            "id": number, "key": f"{number:064x}", "width": 1280, "height": 960, "tint": number % 8,
            "variants": {"320.webp": 9000, "640.webp": 24000, "1280.webp": 71000},
            "created_at": at,
        },
        Listing: {
            "id": number, "slug": f"craft-{number}", "kind": ListingKind.CRAFT,
            "state": ListingState.PUBLISHED, "organisation_id": seller.id, "title_th": title,
            "title_en": content.title_en, "summary_th": content.summary_th,
            "summary_en": content.summary_en, "category_slug": category,
            "lead_community_id": seller.community_id, "cover_photo_id": number,
            "cover_alt_th": "ผ้าบนกี่", "cover_alt_en": "Cloth on the loom",
            "price_from_satang": price, "created_at": at, "updated_at": at, "published_at": at,
        },
        CraftTerms: {"listing_id": number, "price_satang": price, "stock": dice.randrange(9)},
        ListingCommunity: {"listing_id": number, "community_id": seller.community_id},
        ListingVersion: {
            "id": number, "listing_id": number, "number": 1, "state": VersionState.APPROVED,
            "title_th": title, "title_en": content.title_en,
            "document": {"schema": SCHEMA, **asdict(content)}, "created_at": at, "saved_at": at,
            "submitted_at": at, "decided_at": at,
        },
        VersionPhoto: {"version_id": number, "photo_id": number, "position": 0},
    }  # fmt: skip
