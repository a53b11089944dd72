"""What the knowledge pages read."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from marketplace.listings.queries.cards import Card, cards, in_community
from marketplace.listings.queries.lists import branch, categories
from models.communities import Community
from models.errors import NotFoundError
from models.knowledge import Article
from models.listings import Listing

_LETTERS_A_MINUTE: Final = 700
_WORDS_A_MINUTE: Final = 200
_LINKED: Final = 4
_NEXT: Final = 4


@dataclass(frozen=True, slots=True)
class Headline:
    """An article in a list.

    Attributes:
        lead_th: first paragraph, as ``lead_en``.
    """

    slug: str
    topic: str
    title_th: str
    title_en: str
    lead_th: str
    lead_en: str
    published_at: datetime


def articles(session: Session) -> list[Headline]:
    """Return all articles, newest first."""
    rows = session.execute(
        select(
            Article.slug,
            Article.topic,
            Article.title_th,
            Article.title_en,
            Article.body_th,
            Article.body_en,
            Article.published_at,
        ).order_by(Article.published_at.desc(), Article.id)
    )
    return [
        Headline(
            row.slug,
            row.topic,
            row.title_th,
            row.title_en,
            first_paragraph(row.body_th),
            first_paragraph(row.body_en),
            row.published_at,
        )
        for row in rows
    ]


def first_paragraph(body: str) -> str:
    """Return the text before the first empty line."""
    return body.strip().partition("\n\n")[0]


def minutes_to_read(body: str, *, thai: bool) -> int:
    """Return about how many minutes a text takes: 700 Thai letters or 200 English words each."""
    amount = len(body) / _LETTERS_A_MINUTE if thai else len(body.split()) / _WORDS_A_MINUTE
    return max(1, round(amount))


def article(session: Session, slug: str) -> Article:
    """Load an article. Raises NotFoundError."""
    found = session.scalars(select(Article).where(Article.slug == slug)).one_or_none()
    if found is None:
        raise NotFoundError
    return found


def linked_cards(session: Session, found: Article) -> list[Card]:
    """Return listings that show what the article speaks of: of its categories and villages."""
    tree = categories(session)
    below = branch(tree, found.categories)
    about = [in_community(slug) for slug in found.communities]
    if below:
        about.append(Listing.category_slug.in_(below))
    return cards(session, or_(*about), limit=_LINKED * 2) if about else []


def linked_communities(session: Session, found: Article) -> list[Community]:
    """Return the communities an article speaks of."""
    return list(
        session.scalars(
            select(Community).where(Community.slug.in_(found.communities)).order_by(Community.id)
        )
    )


def next_articles(session: Session, found: Article) -> list[Headline]:
    """Return other articles to go on with, those of the same topic first."""
    others = [other for other in articles(session) if other.slug != found.slug]
    others.sort(key=lambda other: other.topic != found.topic)
    return others[:_NEXT]
