"""What the demo makes up about places: how many guests a village takes, when articles came out."""

from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from marketplace.demo.files import read
from models.communities import Community
from models.knowledge import Article

_NEWEST: Final = timedelta(days=4)
_EVERY: Final = timedelta(days=19, hours=5)
_MENDED: Final = timedelta(days=2)


def add_capacities(session: Session) -> None:
    """Give each village with a demo group the number of guests it takes on one day."""
    table: Any = Community.__table__
    statement = (
        update(table)
        .where(table.c.slug == bindparam("village"))
        .values(daily_capacity=bindparam("guests"))
    )
    rows = [
        {"village": row["community"], "guests": row["capacity"]}
        for row in read("sellers")["sellers"]
    ]
    session.connection().execute(statement, rows)


def spread_articles(session: Session, now: datetime) -> None:
    """Let the articles have come out one after another, the newest a few days ago."""
    for place, article in enumerate(session.scalars(select(Article).order_by(Article.id))):
        article.published_at = now - _NEWEST - place * _EVERY
        article.updated_at = article.published_at + _MENDED
    session.flush()
