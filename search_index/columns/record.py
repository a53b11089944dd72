"""What is stored with each document: the facts and texts that the flat file is made of."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from search_index.contract import SearchDocument
    from search_index.text.analyze import Entry

TEXTS = (
    "slug",
    "title_th",
    "title_en",
    "summary_th",
    "summary_en",
    "body_th",
    "body_en",
    "plain_title",
    "plain_text",
    "plain_th",
    "plain_en",
)
"""Texts kept per document, in the order of the flat file."""

CODES = (
    "kind",
    "category",
    "community",
    "district",
    "organisation",
    "material",
    "technique",
    "theme",
    "language",
    "accessibility",
    "certificate",
)
"""Facts with any number of codes per document."""

NUMBERS = {
    "id": "<i8",
    "version": "<i8",
    "created": "<i8",
    "price": "<i8",
    "flags": "<u1",
    "wholesale": "<i4",
    "wholesale_price": "<i8",
    "group_min": "<i4",
    "group_max": "<i4",
    "months": "<u2",
    "weekdays": "<u1",
    "duration": "<i4",
    "days": "<i4",
    "lead": "<i4",
    "latitude": "<f8",
    "longitude": "<f8",
    "length": "<u4",
}
"""Facts with one number per document and how it is kept."""

IN_STOCK = 1
MADE_TO_ORDER = 2
NONE = -1
NO_LIMIT = 2**31 - 1
ALL_MONTHS = 0b1_1111_1111_1110
ALL_WEEKDAYS = 0b1111_1110


def numbers(document: SearchDocument, length: int) -> dict[str, Any]:
    """Values of :data:`NUMBERS`."""
    months = sum(1 << month for month in document.months) or ALL_MONTHS
    weekdays = sum(1 << day for day in document.weekdays) or ALL_WEEKDAYS
    flags = IN_STOCK * document.in_stock | MADE_TO_ORDER * document.made_to_order
    return {
        "id": document.id,
        "version": document.version,
        "created": document.created,
        "price": _or(document.price_satang, NONE),
        "flags": flags,
        "wholesale": _or(document.wholesale_min, NONE),
        "wholesale_price": _or(document.wholesale_price_satang, NONE),
        "group_min": _or(document.group_min, 0),
        "group_max": _or(document.group_max, NO_LIMIT),
        "months": months & ALL_MONTHS,
        "weekdays": weekdays & ALL_WEEKDAYS,
        "duration": _or(document.duration_minutes, NONE),
        "days": _or(document.days, NONE),
        "lead": _or(document.lead_time_days, NONE),
        "latitude": document.latitude,
        "longitude": document.longitude,
        "length": length,
    }


def _or(value: int | None, default: int) -> int:
    return default if value is None else min(value, 2**62 if default == NONE else NO_LIMIT)


def codes(document: SearchDocument) -> dict[str, list[str]]:
    """Values of :data:`CODES`, sorted and without repeats."""
    found = {
        "kind": [document.kind],
        "category": [name.code for name in document.categories],
        "community": [name.code for name in document.communities],
        "district": [name.code for name in document.districts],
        "organisation": [document.organisation.code] if document.organisation else [],
        "material": [name.code for name in document.materials],
        "technique": [name.code for name in document.techniques],
        "theme": [name.code for name in document.themes],
        "language": list(document.languages),
        "accessibility": [name.code for name in document.accessibility],
        "certificate": [name.code for name in document.certificates],
    }
    return {field: sorted(set(given)) for field, given in found.items()}


def texts(document: SearchDocument, entry: Entry) -> list[str]:
    """Values of :data:`TEXTS` in their order."""
    return [
        document.slug,
        document.title_th,
        document.title_en,
        document.summary_th,
        document.summary_en,
        document.body_th,
        document.body_en,
        f" {entry.title} ",
        f" {entry.text} ",
        entry.title_th,
        entry.title_en,
    ]


def dump(document: SearchDocument, entry: Entry) -> str:
    """Serialise a document for storing."""
    record = {
        "n": list(numbers(document, entry.length).values()),
        "c": list(codes(document).values()),
        "p": [(t.min_people, t.max_people, t.price_satang) for t in document.price_tiers],
        "t": texts(document, entry),
    }
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def load(stored: str) -> dict[str, Any]:
    """Read back what :func:`dump` wrote: lists in the order of NUMBERS, CODES and TEXTS."""
    record: dict[str, Any] = json.loads(stored)
    return record
