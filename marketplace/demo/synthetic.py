"""Multiplies the listings on sale, for benches of 1,000 and 20,000 listings."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from marketplace.db import Database
from marketplace.demo.listings import point_at_approved
from marketplace.events import record
from marketplace.facts import CatalogueRebuilt
from marketplace.places.files import Progress, add_plain, add_rows, silent
from models.listing_terms import CraftTerms, PriceTier, RouteTerms
from models.listings import Listing, ListingCommunity, ListingState, ListingVersion, VersionPhoto
from models.types import new_public_id

_CHUNK: Final = 1000
_STEP: Final = timedelta(minutes=23)
_PARTS: Final = (CraftTerms, RouteTerms, PriceTier, ListingCommunity)

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Pattern:
    """One listing on sale with everything that hangs on it, ready to be copied."""

    listing: Row
    version: Row
    parts: dict[Any, list[Row]]
    photos: list[Row]


def synthetic(database: Database, count: int, now: datetime, progress: Progress = silent) -> int:
    """Copy listings on sale until there are ``count`` of them; pictures are shared.

    Args:
        database: holds the demo.
        count: how many listings shall be on sale in the end.
        now: the copies are older than this.
        progress: told how many copies are done.

    Returns:
        How many were added.
    """
    with database.reading() as session:
        patterns = _patterns(session)
    missing = max(0, count - len(patterns))
    for start in range(0, missing, _CHUNK):
        size = min(_CHUNK, missing - start)
        with database.transaction() as session:
            _add_chunk(session, patterns, range(start, start + size), now)
            record(session, CatalogueRebuilt(reason="synthetic"), None, now)
        progress(start + size, missing)
    database.look_again()
    return missing


def _patterns(session: Session) -> list[_Pattern]:
    on_sale = Listing.state == ListingState.PUBLISHED
    listings = _rows(session, Listing.__table__, on_sale)
    versions = {
        row["id"]: row
        for row in _rows(
            session,
            ListingVersion.__table__,
            ListingVersion.id.in_(select(Listing.approved_version_id).where(on_sale)),
        )
    }
    parts = {model: _grouped(_rows(session, model.__table__), "listing_id") for model in _PARTS}
    photos = _grouped(_rows(session, VersionPhoto.__table__), "version_id")
    return [
        _Pattern(
            row,
            versions[row["approved_version_id"]],
            {model: found[row["id"]] for model, found in parts.items()},
            photos[row["approved_version_id"]],
        )
        for row in sorted(listings, key=lambda row: row["id"])
        if row["approved_version_id"] is not None
    ]


def _rows(session: Session, table: Any, *conditions: Any) -> list[Row]:
    found: Table = table
    return [dict(row) for row in session.execute(select(found).where(*conditions)).mappings()]


def _grouped(rows: Sequence[Row], key: str) -> defaultdict[int, list[Row]]:
    groups: defaultdict[int, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[key]].append(row)
    return groups


def _add_chunk(
    session: Session, patterns: Sequence[_Pattern], numbers: range, now: datetime
) -> None:
    chosen = [(number, patterns[number % len(patterns)]) for number in numbers]
    ids = add_rows(session, Listing, (_copy(pattern, n, now) for n, pattern in chosen))
    pairs = [(new_id, pattern) for new_id, (_n, pattern) in zip(ids, chosen, strict=True)]
    for model in (CraftTerms, RouteTerms, ListingCommunity):
        add_plain(session, model, _parts(pairs, model))
    add_rows(session, PriceTier, map(_without_id, _parts(pairs, PriceTier)))
    versions = add_rows(
        session,
        ListingVersion,
        (
            _without_id(pattern.version) | {"listing_id": i, "public_id": new_public_id()}
            for i, pattern in pairs
        ),
    )
    add_rows(
        session,
        VersionPhoto,
        (
            _without_id(photo) | {"version_id": version}
            for version, (_i, pattern) in zip(versions, pairs, strict=True)
            for photo in pattern.photos
        ),
    )
    point_at_approved(session)


def _without_id(row: Row) -> Row:
    return {name: value for name, value in row.items() if name != "id"}


def _parts(pairs: Sequence[tuple[int, _Pattern]], model: Any) -> list[Row]:
    renew: Callable[[Row, int], Row] = lambda row, i: row | {"listing_id": i}  # noqa: E731 - one word
    return [renew(row, i) for i, pattern in pairs for row in pattern.parts[model]]


def _copy(pattern: _Pattern, number: int, now: datetime) -> Row:
    row = _without_id(pattern.listing)
    at = now - _STEP * (number + 1)
    return row | {
        "public_id": new_public_id(),
        "slug": f"{row['slug']}-{number + 1}",
        "title_th": f"{row['title_th']} แบบที่ {number + 2}",
        "title_en": f"{row['title_en']}, version {number + 2}",
        "approved_version_id": None,
        "published_at": at,
        "updated_at": at,
        "price_from_satang": _priced(row["price_from_satang"], number),
        "version": 1,
    }


def _priced(satang: int | None, number: int) -> int | None:
    """Vary a price by up to a quarter, in whole baht."""
    if satang is None:
        return None
    return max(100, round(satang * (100 + number * 7 % 51 - 25) / 10_000) * 100)
