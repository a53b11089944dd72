"""The home page."""

from dataclasses import dataclass
from typing import Final

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from marketplace.communities.naming import named_tiles
from marketplace.communities.queries import district_tiles
from marketplace.db import reader
from marketplace.pages import queries
from marketplace.pages.views.blueprint import bp
from marketplace.web.caching import public_page
from marketplace.web.i18n import _
from marketplace.web.templating import absolute_url

_CLOTH: Final = "tin-chok-nine-patterns"
"""The article that the home page leads to."""


@dataclass(frozen=True, slots=True)
class Niche:
    """An arched tile; see ``_ui/card.html``."""

    href: str
    title: str
    note: str
    art: str


@bp.get("/")
@public_page
def home() -> ResponseReturnValue:
    """Show what there is: crafts by kind, what is new, routes, the map, how to sell."""
    session = reader()
    tiles = district_tiles(session)
    return render_template(
        "pages/home.html",
        niches=_niches(queries.known_categories(session)),
        crafts=queries.new_crafts(session),
        routes=queries.new_routes(session),
        tiles=tiles,
        districts=named_tiles(tiles),
        words=_popular(),
        article=_CLOTH if queries.has_article(session, _CLOTH) else None,
        jsonld=_site(),
    )


def _niches(known: set[str]) -> list[Niche]:
    kinds = (
        ("sangkhalok", _("สังคโลก"), _("เครื่องเคลือบ"), "p-plate"),
        ("tin-chok", _("ผ้าตีนจก"), _("หาดเสี้ยว"), "p-teenjok"),
        ("ancient-gold", _("ทองโบราณ"), _("ท่าชัย"), "p-gold"),
        ("thung-luang-pottery", _("ดินเผาทุ่งหลวง"), _("คีรีมาศ"), "p-jar"),
        ("mud-cloth", _("ผ้าหมักโคลน"), _("นาต้นจั่น"), "p-mud"),
        ("food", _("ของกิน"), _("ทั้งจังหวัด"), "p-bowl"),
    )
    return [
        Niche(url_for("listings.category", slug=slug), title, note, art)
        for slug, title, note, art in kinds
        if slug in known
    ]


def _popular() -> list[tuple[str, str]]:
    words = (_("ผ้าตีนจก"), _("จานสังคโลก"), _("เที่ยวนาต้นจั่น"))
    return [(word, url_for("search.results", q=word)) for word in words]


def _site() -> list[dict[str, object]]:
    home_url = absolute_url("pages.home")
    search = absolute_url("search.results")
    return [
        {
            "@context": "https://schema.org",
            "@type": "WebSite",
            "name": _("ตลาดปสาน"),
            "url": home_url,
            "potentialAction": {
                "@type": "SearchAction",
                "target": {"@type": "EntryPoint", "urlTemplate": f"{search}?q={{query}}"},
                "query-input": "required name=query",
            },
        },
        {
            "@context": "https://schema.org",
            "@type": "Organization",
            "name": _("ตลาดปสาน"),
            "url": home_url,
            "areaServed": "Sukhothai, Thailand",
        },
    ]
