"""Knowledge articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.knowledge import Article
from tests.factories.sequence import NOW, next_number

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def make_article(session: Session, **values: Any) -> Article:
    """Add a published article in both languages."""
    columns: dict[str, Any] = {
        "slug": f"article-{next_number()}",
        "topic": "textiles",
        "level": "intro",
        "title_th": "ตีนจกอ่านอย่างไร",
        "title_en": "How to read a tin chok",
        "body_th": "ลายบนตีนซิ่นบอกหมู่บ้าน",
        "body_en": "The pattern tells the village.",
        "published_at": NOW,
        "updated_at": NOW,
    }
    article = Article(**(columns | values))
    session.add(article)
    session.flush()
    return article
