"""A route as files for maps and calendars."""

from datetime import date, timedelta
from typing import Final

from flask import Response, request
from flask.typing import ResponseReturnValue

from marketplace.listings import travel_files
from marketplace.listings.queries.detail import Shown
from marketplace.listings.travel_files import Trip, TripStop
from marketplace.listings.views.blueprint import bp
from marketplace.listings.views.public_routes import (
    meeting_words,
    open_route,
    opening_days,
    point_of,
)
from marketplace.listings.wording import clock_words
from marketplace.web.dates import bangkok_day
from marketplace.web.headers import Policy, use_policy
from marketplace.web.i18n import current_lang
from marketplace.web.ports import current_ports
from marketplace.web.templating import absolute_url, pick
from models.listing_content import RouteContent, Stop

_LATEST: Final = timedelta(days=730)
"""How far ahead a day is put into a calendar."""


def trip_of(shown: Shown, content: RouteContent) -> Trip:
    """Return the route in the reader's language, for files."""
    return Trip(
        uid=shown.listing.public_id,
        title=pick(content, "title"),
        summary=pick(content, "summary"),
        url=absolute_url("listings.route", slug=shown.slug),
        lang=current_lang(),
        meeting=meeting_words(content),
        meeting_at=point_of(content.meeting_point),
        stops=[_trip_stop(stop) for stop in content.itinerary],
        minutes=content.duration_minutes,
    )


def _trip_stop(stop: Stop) -> TripStop:
    return TripStop(
        stop.day,
        stop.time,
        pick(stop, "place"),
        pick(stop, "activity"),
        stop.lat,
        stop.lon,
        clock_words(stop.time),
    )


@bp.get("/routes/<slug>.gpx")
def route_gpx(slug: str) -> ResponseReturnValue:
    """Hand out the stops for map programs."""
    shown, content = open_route(slug)
    return _file(travel_files.gpx(trip_of(shown, content)), "application/gpx+xml", f"{slug}.gpx")


@bp.get("/routes/<slug>.ics")
def route_ics(slug: str) -> ResponseReturnValue:
    """Hand out the days for calendars, on ``?date=YYYY-MM-DD`` or on the next open day."""
    shown, content = open_route(slug)
    now = current_ports().clock.now()
    body = travel_files.calendar(trip_of(shown, content), _first_day(shown, content), now)
    return _file(body, "text/calendar; charset=utf-8", f"{slug}.ics")


def _first_day(shown: Shown, content: RouteContent) -> date:
    """Return the day that was asked for, or the next on which the route may run."""
    today = bangkok_day(current_ports().clock.now())
    try:
        asked = date.fromisoformat(request.args.get("date", ""))
    except ValueError:
        asked = today
    return asked if today < asked <= today + _LATEST else opening_days(shown, content)[0]


def _file(body: bytes, content_type: str, name: str) -> Response:
    use_policy(Policy.FILE)
    response = Response(body, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "public, max-age=300"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
