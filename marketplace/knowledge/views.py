"""Pages of the knowledge room."""

from typing import Any

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from marketplace.db import reader
from marketplace.knowledge import queries
from marketplace.knowledge.labels import DRAWINGS, TOPICS
from marketplace.listings import structured
from marketplace.web.caching import public_page
from marketplace.web.i18n import THAI, _, current_lang
from marketplace.web.templating import absolute_url, pick
from models.knowledge import Article

bp = Blueprint("knowledge", __name__)


@bp.get("/knowledge")
@public_page
def index() -> ResponseReturnValue:
    """List the articles, newest first."""
    articles = queries.articles(reader())
    here = (_("คลังความรู้"), url_for("knowledge.index"))
    items = [(pick(one, "title"), url_for("knowledge.article", slug=one.slug)) for one in articles]
    return render_template(
        "knowledge/index.html",
        articles=articles,
        jsonld=[structured.collection(*here, items), structured.crumbs([here])],
        topics=TOPICS,
        drawings=DRAWINGS,
    )


@bp.get("/knowledge/<slug>")
@public_page
def article(slug: str) -> ResponseReturnValue:
    """Show an article with the crafts, routes and villages it speaks of."""
    session = reader()
    found = queries.article(session, slug)
    crumbs = [
        (_("คลังความรู้"), url_for("knowledge.index")),
        (pick(found, "title"), url_for("knowledge.article", slug=slug)),
    ]
    linked = queries.linked_cards(session, found)
    thai = current_lang() == THAI
    body = pick(found, "body")
    return render_template(
        "knowledge/article.html",
        article=found,
        lead=queries.first_paragraph(body),
        rest=body.strip().partition("\n\n")[2],
        topic=TOPICS.get(found.topic),
        drawing=DRAWINGS.get(found.topic, "p-bowl"),
        minutes=queries.minutes_to_read(body, thai=thai),
        crafts=[card for card in linked if card.kind == "craft"][:4],
        routes=[card for card in linked if card.kind == "route"][:1],
        communities=queries.linked_communities(session, found),
        following=queries.next_articles(session, found),
        crumbs=crumbs,
        jsonld=[_structured(found), structured.crumbs(crumbs)],
    )


def _structured(found: Article) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": pick(found, "title"),
        "datePublished": found.published_at.isoformat(),
        "dateModified": found.updated_at.isoformat(),
        "inLanguage": current_lang(),
        "mainEntityOfPage": absolute_url("knowledge.article", slug=found.slug),
        "publisher": {
            "@type": "Organization",
            "name": _("ตลาดปสาน"),
            "url": absolute_url("pages.home"),
        },
    }
