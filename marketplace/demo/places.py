"""Places and shared words: districts, communities, categories, vocabulary, articles.

The office needs these in production too, so they load alone as well.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.demo.files import add_plain, add_rows, pair, read
from models.communities import (
    Category,
    Community,
    CommunityRole,
    District,
    Term,
    TermKind,
)
from models.knowledge import Article

_ARTICLE_EVERY: Final = timedelta(days=19, hours=5)


def load_places(session: Session, now: datetime) -> None:
    """Add districts, communities, categories, terms and articles, unless they are there.

    Args:
        session: of a transaction.
        now: the newest article was published a few days before.
    """
    if session.scalar(select(District.code).limit(1)) is not None:
        return
    add_plain(session, District, map(_district, read("districts")["districts"]))
    capacity = {row["community"]: row["capacity"] for row in read("sellers")["sellers"]}
    add_rows(
        session,
        Community,
        (_community(row, capacity) for row in read("communities")["communities"]),
    )
    add_rows(session, Category, map(_category, read("craft_categories")["categories"]))
    add_rows(session, Term, _terms())
    add_rows(session, Article, _articles(now))


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


def _community(row: dict[str, Any], capacity: dict[str, int]) -> dict[str, Any]:
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
        "daily_capacity": capacity.get(row["slug"]),
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
    vocab, more = read("vocab"), read("additions")
    for kind, rows in (
        (TermKind.MATERIAL, vocab["materials"]),
        (TermKind.TECHNIQUE, vocab["techniques"]),
    ):
        for place, row in enumerate(rows):
            yield _term(kind, row["code"], (row["th"], row["en"]), place)
    for place, row in enumerate(vocab["certifications"]):
        yield _term(TermKind.CERTIFICATE, row["tag"], (row["th"], row["en"]), place)
    for kind, name in (
        (TermKind.THEME, "themes"),
        (TermKind.SUSTAINABILITY, "sustainability"),
        (TermKind.LANGUAGE, "languages"),
        (TermKind.ACCESSIBILITY, "accessibility_names"),
    ):
        for place, (code, words) in enumerate(more[name].items()):
            yield _term(kind, code, (words[0], words[1]), place)


def _term(kind: TermKind, code: str, words: tuple[str, str], place: int) -> dict[str, Any]:
    return {"kind": kind, "code": code, "name_th": words[0], "name_en": words[1], "sort": place}


def _articles(now: datetime) -> Iterator[dict[str, Any]]:
    for place, row in enumerate(read("knowledge")["articles"]):
        published = now - timedelta(days=4) - place * _ARTICLE_EVERY
        yield {
            "slug": row["slug"],
            "topic": row["topic"],
            "level": row["level"],
            **pair(row, "title"),
            **pair(row, "body"),
            "categories": row["craft_categories"],
            "communities": row["communities"],
            "published_at": published,
            "updated_at": published + timedelta(days=2),
        }
