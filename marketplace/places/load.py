"""Adds the places and shared words that the database lacks, and leaves what it holds alone."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.places.files import Progress, add_plain, pair, read, silent
from models.communities import (
    Category,
    Community,
    CommunityRole,
    District,
    Term,
    TermKind,
)
from models.knowledge import Article

_TERMS: Final = (
    (TermKind.THEME, "themes"),
    (TermKind.SUSTAINABILITY, "sustainability"),
    (TermKind.LANGUAGE, "languages"),
    (TermKind.ACCESSIBILITY, "accessibility"),
)


def load_places(session: Session, now: datetime, progress: Progress = silent) -> int:
    """Add districts, communities, categories, terms and articles that are not there yet.

    A row is known by its code or slug. What the office changed since stays as it is.

    Args:
        session: of a transaction.
        now: when the new articles were published.
        progress: told how many rows were looked at.

    Returns:
        How many rows were added.
    """
    plan: tuple[tuple[Any, tuple[str, ...], list[dict[str, Any]]], ...] = (
        (District, ("code",), [_district(row) for row in read("districts")["districts"]]),
        (Community, ("slug",), [_community(row) for row in read("communities")["communities"]]),
        (Category, ("slug",), [_category(row) for row in read("craft_categories")["categories"]]),
        (Term, ("kind", "code"), list(_terms())),
        (Article, ("slug",), [_article(row, now) for row in read("knowledge")["articles"]]),
    )
    total, seen, added = sum(len(rows) for _model, _key, rows in plan), 0, 0
    for model, key, rows in plan:
        missing = _missing(session, model, key, rows)
        add_plain(session, model, missing)
        seen, added = seen + len(rows), added + len(missing)
        progress(seen, total)
    return added


def _missing(
    session: Session, model: Any, key: tuple[str, ...], rows: Sequence[dict[str, Any]]
) -> list[dict[str, Any]]:
    columns = [getattr(model, name) for name in key]
    known = {tuple(row) for row in session.execute(select(*columns))}
    return [row for row in rows if tuple(row[name] for name in key) not in known]


def _district(row: dict[str, Any]) -> dict[str, Any]:
    # The district town, not the middle of the area: it is where roads and buses lead.
    return {
        "code": row["code"],
        "slug": row["slug"],
        **pair(row, "name"),
        "postcode": row["postcode"],
        "lat": row["seat"]["lat"],
        "lon": row["seat"]["lon"],
        "known_for_th": row["known_for_th"],
        "known_for_en": row["known_for_en"],
        "variants": row["spelling_variants"],
    }


def _community(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "slug": row["slug"],
        "role": CommunityRole(row["role"]),
        "district_code": row["district_code"],
        **pair(row, "name"),
        **pair(row, "subdistrict"),
        **pair(row, "story"),
        "specialities_th": row["specialities_th"],
        "specialities_en": row["specialities_en"],
        "variants": row["name_variants"],
        "lat": row["lat"],
        "lon": row["lon"],
    }


def _category(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "slug": row["slug"],
        "parent_slug": row["parent"],
        **pair(row, "name"),
        "synonyms_th": row["synonyms_th"],
        "synonyms_en": row["synonyms_en"],
        "sort": row["sort"],
    }


def _terms() -> Iterator[dict[str, Any]]:
    vocab = read("vocab")
    for kind, rows in (
        (TermKind.MATERIAL, vocab["materials"]),
        (TermKind.TECHNIQUE, vocab["techniques"]),
    ):
        for place, row in enumerate(rows):
            yield _term(kind, row["code"], (row["th"], row["en"]), place)
    for place, row in enumerate(vocab["certifications"]):
        yield _term(TermKind.CERTIFICATE, row["tag"], (row["th"], row["en"]), place)
    for kind, name in _TERMS:
        for place, (code, words) in enumerate(vocab[name].items()):
            yield _term(kind, code, (words[0], words[1]), place)


def _term(kind: TermKind, code: str, words: tuple[str, str], place: int) -> dict[str, Any]:
    return {"kind": kind, "code": code, "name_th": words[0], "name_en": words[1], "sort": place}


def _article(row: dict[str, Any], now: datetime) -> dict[str, Any]:
    return {
        "slug": row["slug"],
        "topic": row["topic"],
        "level": row["level"],
        **pair(row, "title"),
        **pair(row, "body"),
        "categories": row["craft_categories"],
        "communities": row["communities"],
        "published_at": now,
        "updated_at": now,
    }
