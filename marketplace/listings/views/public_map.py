"""The interactive map of a route, for those who ask for it."""

from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from marketplace.listings.views.blueprint import bp
from marketplace.listings.views.public_routes import (
    days_of,
    open_route,
    route_crumbs,
    route_map_svg,
)
from marketplace.web.caching import public_page
from marketplace.web.headers import Policy, use_policy
from marketplace.web.i18n import _
from marketplace.web.settings import current_settings


@bp.get("/routes/<slug>/map")
@public_page
def route_map(slug: str) -> ResponseReturnValue:
    """Show the stops on a map that moves, on plain ground where no tile server is configured."""
    shown, content = open_route(slug)
    settings = current_settings()
    days = days_of(content)
    stops = [stop for day in days for stop in day.stops if stop.lat is not None]
    if stops:
        use_policy(Policy.MAP)
    crumbs = [*route_crumbs(shown), (_("แผนที่"), url_for("listings.route_map", slug=slug))]
    points: list[dict[str, Any]] = [
        {"n": stop.number, "name": stop.title, "lat": stop.lat, "lon": stop.lon} for stop in stops
    ]
    return render_template(
        "listings/map.html",
        shown=shown,
        content=content,
        stops=stops,
        points=points,
        interactive=bool(stops),
        tiles=settings.tile_url,
        attribution=settings.tile_attribution,
        map_svg=route_map_svg(days, slug),
        crumbs=crumbs,
    )
