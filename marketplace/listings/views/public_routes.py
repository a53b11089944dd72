"""The page of one route."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from sqlalchemy.orm import Session

from marketplace.db import reader
from marketplace.listings import structured, travel_files
from marketplace.listings.geography import road_km
from marketplace.listings.queries import detail
from marketplace.listings.queries.detail import Shown
from marketplace.listings.terms import RouteOffer
from marketplace.listings.views.blueprint import bp
from marketplace.listings.views.preview_bar import Preview
from marketplace.listings.views.public_contacts import shown_channels
from marketplace.listings.views.public_names import (
    kept_channels,
    kept_made_there,
    kept_names,
    kept_similar,
    traits_shown,
)
from marketplace.listings.wording import (
    CANCELLATION,
    CANCELLATION_MEANS,
    DIFFICULTY,
    clock_words,
    cut_off_words,
    duration_words,
    months_words,
    weekdays_words,
)
from marketplace.motifs.routemap import Stop as MapStop
from marketplace.motifs.routemap import page_map
from marketplace.web.caching import public_page
from marketplace.web.dates import bangkok_day
from marketplace.web.i18n import _, ngettext, pgettext
from marketplace.web.names import tied_names
from marketplace.web.ports import current_ports
from marketplace.web.templating import pick
from models.listing_content import MeetingPoint, RouteContent
from models.listings import ListingKind

_HOURS_A_DAY: Final = 24


@dataclass(frozen=True, slots=True)
class ShownStop:
    """A stop as ``_ui/thread.html`` shows it; ``number`` counts through all days."""

    number: int
    time: str
    title: str
    text: str
    lat: float | None
    lon: float | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the itinerary."""

    number: int
    stops: Sequence[ShownStop]


def open_route(slug: str) -> tuple[Shown, RouteContent]:
    """Load a route for any of its pages. Raises NotFoundError."""
    session = reader()
    shown = detail.open_listing(
        session, kept_names(session), (ListingKind.ROUTE, slug), kept_channels
    )
    content = shown.content
    assert isinstance(content, RouteContent)  # noqa: S101 - open_listing was asked for a route
    return shown, content


@bp.get("/routes/<slug>")
@public_page
def route(slug: str) -> ResponseReturnValue:
    """Show a route: stops on the thread, map, price by group, days, hosts."""
    shown, _content = open_route(slug)
    return route_page(reader(), shown)


def route_page(session: Session, shown: Shown, preview: Preview | None = None) -> str:
    """Draw the page of a route; the arguments are those of ``craft_page``."""
    content = shown.content
    assert isinstance(content, RouteContent)  # noqa: S101 - the caller looked at the kind
    days = days_of(content)
    terms = terms_of(shown)
    crumbs = route_crumbs(shown)
    traits = traits_shown(session, shown)
    return render_template(
        "listings/route.html",
        shown=shown,
        content=content,
        terms=terms,
        days=days,
        map_svg=route_map_svg(days, shown.slug),
        headline=_headline(content, terms),
        facts=_facts(shown, content),
        booking=_booking(terms),
        meeting_at=point_of(content.meeting_point),
        opens=opening_days(shown, content),
        today=bangkok_day(current_ports().clock.now()),
        themes=_names(shown, "theme", content.themes),
        sustainability=_names(shown, "sustainability", content.sustainability),
        steps=_next_steps(),
        channels=shown_channels(shown.organisation),
        made_there=kept_made_there(session, shown, traits),
        similar=kept_similar(session, shown, traits),
        crumbs=crumbs,
        jsonld=[structured.trip(shown), structured.crumbs(crumbs)],
        preview=preview,
    )


def terms_of(shown: Shown) -> RouteOffer | None:
    """Return prices and days of a route, None when it has none."""
    return shown.terms if isinstance(shown.terms, RouteOffer) else None


def route_crumbs(shown: Shown) -> list[tuple[str, str]]:
    """Return the way to a route."""
    return [
        (pgettext("menu", "เส้นทาง"), url_for("listings.routes")),
        (pick(shown.content, "title"), url_for("listings.route", slug=shown.slug)),
    ]


def days_of(content: RouteContent) -> list[Day]:
    """Return the itinerary by day, stops numbered through."""
    shown = [
        (
            stop.day,
            ShownStop(
                number,
                clock_words(stop.time),
                pick(stop, "place"),
                pick(stop, "activity"),
                stop.lat,
                stop.lon,
            ),
        )
        for number, stop in enumerate(content.itinerary, 1)
    ]
    numbers = sorted({day for day, _stop in shown})
    return [Day(n, [stop for day, stop in shown if day == n]) for n in numbers]


def route_map_svg(days: Sequence[Day], slug: str) -> Markup | None:
    """Return the drawn map, or None when fewer than two stops have a point."""
    stops = [stop for day in days for stop in day.stops if stop.lat is not None]
    if len({(stop.lat, stop.lon) for stop in stops}) < 2:  # noqa: PLR2004 - one point is no way
        return None
    named = list(_named_once(stops))
    label = _("ผังเส้นทาง: %(places)s", places=" – ".join(stop.name for stop in named if stop.name))
    return page_map(named, label, seed=sum(map(ord, slug)))


def _named_once(stops: Sequence[ShownStop]) -> Iterator[MapStop]:
    """Keep the numbers of the itinerary; a place visited twice is named the first time."""
    seen: set[str] = set()
    for stop in stops:
        name = "" if stop.title in seen else stop.title
        seen.add(stop.title)
        yield MapStop(tied_names(name), stop.lat or 0.0, stop.lon or 0.0)


def _headline(content: RouteContent, terms: RouteOffer | None) -> list[tuple[str, str]]:
    """Return (icon, words) of what decides first: how long, how far, for how many."""
    found = [("clock", duration_words(content.days, content.duration_minutes))]
    points = [(s.lat, s.lon) for s in content.itinerary if s.lat is not None and s.lon is not None]
    length = road_km(points)
    if length:
        found.append(("road", _("%(n)s กม.", n=length)))
    stops = len(content.itinerary)
    if stops:
        found.append(("pin", ngettext("%(num)s จุดแวะ", "%(num)s จุดแวะ", stops)))
    if terms is not None:
        found.append(("people", _group_words(terms)))
    return [(icon, words) for icon, words in found if words]


def _people(count: int) -> str:
    return ngettext("%(num)s คน", "%(num)s คน", count)


def _group_words(terms: RouteOffer) -> str:
    if terms.min_group == terms.max_group:
        return _people(terms.min_group)
    return _("%(a)s–%(b)s คน", a=terms.min_group, b=terms.max_group)


def _facts(shown: Shown, content: RouteContent) -> list[tuple[str, str]]:
    level = shown.words.get(("accessibility", content.accessibility_level))
    access = pick(content, "accessibility") or ("" if level is None else pick(level, "name"))
    difficulty = DIFFICULTY.get(content.difficulty)
    return [
        (_("จุดนัดพบ"), meeting_words(content)),
        (_("ภาษาของไกด์"), ", ".join(_names(shown, "language", content.languages))),
        (_("ใช้แรงแค่ไหน"), "" if difficulty is None else str(difficulty)),
        (_("การเข้าถึง"), access),
        (_("สิ่งที่ควรเตรียม"), pick(content, "bring")),
        (_("ถ้าฝนตก"), pick(content, "rain_plan")),
        (_("ความปลอดภัยและประกัน"), pick(content, "safety")),
    ]


def meeting_words(content: RouteContent) -> str:
    """Return where guests meet, in the reader's language."""
    point = content.meeting_point
    return pick({"name_th": point.th, "name_en": point.en}, "name")


def point_of(place: MeetingPoint) -> tuple[float, float] | None:
    """Return the point of a meeting place in degrees, None when the host gave none."""
    return None if place.lat is None or place.lon is None else (place.lat, place.lon)


def _names(shown: Shown, kind: str, codes: Sequence[str]) -> list[str]:
    return [
        pick(shown.words[kind, code], "name") if (kind, code) in shown.words else code
        for code in codes
    ]


def _booking(terms: RouteOffer | None) -> list[tuple[str, str]]:
    if terms is None:
        return []
    policy = terms.cancellation
    return [
        (_("เดือนที่เปิด"), months_words(terms.months)),
        (_("วันที่เปิด"), weekdays_words(terms.weekdays)),
        (_("เวลาเริ่ม"), " ".join(clock_words(time) for time in terms.start_times)),
        (_("ออกเดินทางเมื่อครบ"), _people(terms.min_to_run) if terms.min_to_run else ""),
        (_("ปิดรับจอง"), cut_off_words(terms.cut_off_hours)),
        (_("เงื่อนไขการยกเลิก"), f"{CANCELLATION[policy]} · {CANCELLATION_MEANS[policy]}"),
    ]


def opening_days(shown: Shown, content: RouteContent) -> tuple[date, date]:
    """Return the first and the last day of the next time the route may run."""
    today = bangkok_day(current_ports().clock.now())
    terms = terms_of(shown)
    ahead = timedelta(days=1 + (terms.cut_off_hours // _HOURS_A_DAY if terms else 0))
    first = today + ahead
    if terms is not None:
        first = travel_files.next_open_day(terms.months, terms.weekdays, first)
    last = max((stop.day for stop in content.itinerary), default=1)
    return first, first + timedelta(days=last - 1)


def _next_steps() -> list[str]:
    return [
        _("ดูช่องทางติดต่อ แล้วบอกเจ้าบ้านว่าอยากไปวันไหน กี่คน"),
        _("เจ้าบ้านดูปฏิทินชุมชน แล้วยืนยันวันหรือเสนอวันอื่น"),
        _("ชำระเงินกับเจ้าบ้านโดยตรง ไม่มีค่านายหน้า แล้วพบกันที่จุดนัดพบ"),
    ]
