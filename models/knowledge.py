"""Knowledge articles (คลังความรู้) in both languages."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, WithId
from models.types import Json, UtcDateTime


class Article(WithId, Base):
    """A published article.

    Attributes:
        topic: short code for grouping; level: "intro" or "advanced".
        body_th: paragraphs separated by blank lines, Markdown.
        categories: category slugs it speaks of, as ``communities``.
    """

    __tablename__ = "article"

    slug: Mapped[str] = mapped_column(unique=True)
    topic: Mapped[str]
    level: Mapped[str]
    title_th: Mapped[str]
    title_en: Mapped[str]
    body_th: Mapped[str]
    body_en: Mapped[str]
    categories: Mapped[list[str]] = mapped_column(Json, default=list)
    communities: Mapped[list[str]] = mapped_column(Json, default=list)
    published_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
