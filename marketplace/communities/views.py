"""Pages of communities and districts."""

from typing import Final

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from marketplace.communities import queries
from marketplace.communities.labels import DIRECTIONS
from marketplace.communities.naming import named_tiles, sorted_places
from marketplace.db import reader
from marketplace.listings import structured
from marketplace.listings.geography import road_km, sector
from marketplace.web.caching import public_page
from marketplace.web.i18n import THAI, _, current_lang, pgettext
from marketplace.web.templating import pick
from models.communities import Community, District
from models.listings import ListingKind

bp = Blueprint("communities", __name__)

_NEAR_KM: Final = 2
# Sukhothai Historical Park, ticket gate; the place every visitor knows.
_OLD_CITY: Final = (17.018, 99.7075)


@bp.get("/communities")
@public_page
def index() -> ResponseReturnValue:
    """List all communities by name, beside the map of the districts."""
    session = reader()
    crumbs = [(pgettext("menu", "ชุมชน"), url_for("communities.index"))]
    return render_template(
        "communities/index.html",
        villages=sorted_places(queries.villages(session)),
        districts=queries.district_tiles(session),
        jsonld=[structured.crumbs(crumbs)],
    )


@bp.get("/communities/<slug>")
@public_page
def show(slug: str) -> ResponseReturnValue:
    """Show a community: story, specialities, how to get there, what it makes and where it leads."""
    session = reader()
    place = queries.community(session, slug)
    crumbs = [
        (pgettext("menu", "ชุมชน"), url_for("communities.index")),
        (
            pick(place.district, "name"),
            url_for("communities.district", code=place.district_code),
        ),
        (pick(place, "name"), url_for("communities.show", slug=slug)),
    ]
    return render_template(
        "communities/show.html",
        place=place,
        cover=queries.cover(session, place),
        known=_words(place, "specialities"),
        ways=_ways(place),
        sellers=queries.sellers_of(session, place.id),
        crafts=queries.community_cards(session, slug, ListingKind.CRAFT),
        routes=queries.community_cards(session, slug, ListingKind.ROUTE),
        crumbs=crumbs,
        jsonld=[structured.crumbs(crumbs)],
    )


def _words(thing: Community | District, name: str) -> list[str]:
    """Return a list of words in the reader's language, in the other where it is missing."""
    thai: list[str] = getattr(thing, f"{name}_th")
    english: list[str] = getattr(thing, f"{name}_en")
    return (thai or english) if current_lang() == THAI else (english or thai)


def _ways(place: Community) -> list[tuple[str, str]]:
    """Say how to get there, as (from where, how far and which way)."""
    town = (place.district.lat, place.district.lon)
    here = (place.lat, place.lon)
    return [
        (_("จากตัวอำเภอ"), _distance(town, here)),
        (_("จากอุทยานประวัติศาสตร์สุโขทัย"), _distance(_OLD_CITY, here)),
    ]


def _distance(start: tuple[float, float], end: tuple[float, float]) -> str:
    length = road_km((start, end))
    if length < _NEAR_KM:
        return _("ไม่เกิน %(n)s กม.", n=_NEAR_KM)
    return _("ประมาณ %(n)s กม. %(way)s", n=length, way=DIRECTIONS[sector(start, end)])


@bp.get("/districts")
@public_page
def districts() -> ResponseReturnValue:
    """Show the nine districts on the drawn map and as a list."""
    crumbs = [
        (pgettext("menu", "ชุมชน"), url_for("communities.index")),
        (pgettext("menu", "อำเภอ"), url_for("communities.districts")),
    ]
    return render_template(
        "communities/districts.html",
        districts=named_tiles(queries.district_tiles(reader())),
        crumbs=crumbs,
        jsonld=[structured.crumbs(crumbs)],
    )


@bp.get("/districts/<code>")
@public_page
def district(code: str) -> ResponseReturnValue:
    """Show one district: its villages, its listings, its place on the map."""
    session = reader()
    found = queries.district(session, code)
    counts = queries.kind_counts(session, code)
    crumbs = [
        (pgettext("menu", "ชุมชน"), url_for("communities.index")),
        (pgettext("menu", "อำเภอ"), url_for("communities.districts")),
        (pick(found, "name"), url_for("communities.district", code=code)),
    ]
    return render_template(
        "communities/district.html",
        found=found,
        known=_words(found, "known_for"),
        villages=sorted_places(queries.villages(session, code)),
        tiles=queries.district_tiles(session),
        craft_count=counts.get(ListingKind.CRAFT, 0),
        route_count=counts.get(ListingKind.ROUTE, 0),
        crafts=queries.district_cards(session, code, ListingKind.CRAFT),
        routes=queries.district_cards(session, code, ListingKind.ROUTE),
        crumbs=crumbs,
        jsonld=[structured.crumbs(crumbs)],
    )
