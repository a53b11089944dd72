"""A route as files for other programs: GPX 1.1 for maps, iCalendar (RFC 5545) for calendars."""

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

_GPX: Final = "http://www.topografix.com/GPX/1/1"
_SCHEMA: Final = f"{_GPX} http://www.topografix.com/GPX/1/1/gpx.xsd"
_XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
_LINE_OCTETS: Final = 75
_PRODUCT: Final = "-//Talat Pasan//Routes//EN"
# Thailand has no summer time, so one rule without an end describes the zone (IANA Asia/Bangkok).
_ZONE: Final = (
    "BEGIN:VTIMEZONE",
    "TZID:Asia/Bangkok",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0700",
    "TZOFFSETTO:+0700",
    "TZNAME:+07",
    "END:STANDARD",
    "END:VTIMEZONE",
)
_LOOK_AHEAD_DAYS: Final = 400
_LAST_STOP: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class TripStop:
    """One stop, in one language.

    Attributes:
        time: "HH:MM" or "".
        lat: None without a point, as ``lon``.
        clock: the time as people read it, "09.30 น."; "" without one.
    """

    day: int
    time: str
    place: str
    activity: str
    lat: float | None
    lon: float | None
    clock: str = ""


@dataclass(frozen=True, slots=True)
class Trip:
    """A route in one language.

    Attributes:
        uid: never changes for a route; the calendar tells events apart by it.
        minutes: of a single day, from the first meeting to the last stop; None when not told.
        meeting_at: latitude and longitude of the meeting point; None when not told.
    """

    uid: str
    title: str
    summary: str
    url: str
    lang: str
    meeting: str
    stops: Sequence[TripStop]
    minutes: int | None
    meeting_at: tuple[float, float] | None = None


def gpx(trip: Trip) -> bytes:
    """Return the meeting point and the stops as waypoints, the stops also as one route."""
    ET.register_namespace("", _GPX)
    root = ET.Element(f"{{{_GPX}}}gpx", {"version": "1.1", "creator": "Talat Pasan"})
    root.set(f"{{{_XSI}}}schemaLocation", _SCHEMA)
    about = _child(root, "metadata")
    _child(about, "name", trip.title)
    _child(about, "desc", trip.summary)
    link = _child(about, "link")
    link.set("href", trip.url)
    way: list[tuple[int, TripStop]] = [
        (number, stop)
        for number, stop in enumerate(trip.stops, 1)
        if stop.lat is not None and stop.lon is not None
    ]
    if trip.meeting_at is not None:
        _meeting_point(root, trip)
    for number, stop in way:
        _point(root, "wpt", number, stop)
    if way:
        route = _child(root, "rte")
        _child(route, "name", trip.title)
        for number, stop in way:
            _point(route, "rtept", number, stop)
    body: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return body


def _child(parent: ET.Element, name: str, text: str | None = None) -> ET.Element:
    found = ET.SubElement(parent, f"{{{_GPX}}}{name}")
    found.text = text
    return found


def _meeting_point(root: ET.Element, trip: Trip) -> None:
    lat, lon = trip.meeting_at or (0.0, 0.0)
    point = _child(root, "wpt")
    point.set("lat", f"{lat:.6f}")
    point.set("lon", f"{lon:.6f}")
    _child(point, "name", trip.meeting)


def _point(parent: ET.Element, name: str, number: int, stop: TripStop) -> None:
    point = _child(parent, name)
    point.set("lat", f"{stop.lat:.6f}")
    point.set("lon", f"{stop.lon:.6f}")
    _child(point, "name", f"{number}. {stop.place}")
    _child(point, "desc", " ".join(filter(None, (stop.clock, stop.activity))))


def next_open_day(months: Sequence[int], weekdays: Sequence[int], first: date) -> date:
    """Return the first day on which a route runs.

    Args:
        months: 1 to 12; empty means every month.
        weekdays: 0 (Monday) to 6; empty means every day.
        first: the earliest day to look at; it is returned itself when nothing fits in a year.
    """
    for ahead in range(_LOOK_AHEAD_DAYS):
        day = first + timedelta(days=ahead)
        month_fits = not months or day.month in months
        if month_fits and (not weekdays or day.weekday() in weekdays):
            return day
    return first


def calendar(trip: Trip, starts_on: date, now: datetime) -> bytes:
    """Return one event for each day of the route, marked as tentative: nothing is booked by it.

    Args:
        trip: the route.
        starts_on: its first day, Bangkok time.
        now: the moment of the file.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{_PRODUCT}", "CALSCALE:GREGORIAN"]
    lines += ["METHOD:PUBLISH", *_ZONE]
    for day in sorted({stop.day for stop in trip.stops} or {1}):
        stops = [stop for stop in trip.stops if stop.day == day]
        lines += _event(trip, day, stops, (starts_on + timedelta(days=day - 1), now))
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _event(
    trip: Trip, day: int, stops: Sequence[TripStop], when: tuple[date, datetime]
) -> Iterator[str]:
    on, now = when
    start, end = _hours(trip, stops, on)
    yield "BEGIN:VEVENT"
    yield f"UID:{trip.uid}-{on:%Y%m%d}-{day}@talat-pasan"
    yield f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;TZID=Asia/Bangkok:{start:%Y%m%dT%H%M%S}"
    yield f"DTEND;TZID=Asia/Bangkok:{end:%Y%m%dT%H%M%S}"
    yield f"SUMMARY;LANGUAGE={trip.lang}:{_text(trip.title)}"
    yield f"DESCRIPTION;LANGUAGE={trip.lang}:{_text(_schedule(stops))}"
    where = trip.meeting if day == 1 else stops[0].place if stops else trip.meeting
    yield f"LOCATION:{_text(where)}"
    first = (stops[0].lat, stops[0].lon) if stops else (None, None)
    lat, lon = trip.meeting_at if day == 1 and trip.meeting_at else first
    if lat is not None:
        yield f"GEO:{lat:.6f};{lon:.6f}"
    yield f"URL:{trip.url}"
    yield "STATUS:TENTATIVE"
    yield "TRANSP:OPAQUE"
    yield "END:VEVENT"


def _hours(trip: Trip, stops: Sequence[TripStop], on: date) -> tuple[datetime, datetime]:
    times = [_at(on, stop.time) for stop in stops if stop.time]
    start = min(times, default=_at(on, "09:00"))
    single = max((stop.day for stop in trip.stops), default=1) == 1
    if single and trip.minutes:
        return start, start + timedelta(minutes=trip.minutes)
    return start, max(times, default=start) + _LAST_STOP


def _at(on: date, time: str) -> datetime:
    """Return a wall-clock moment; it is written with the zone's name, so it needs no offset."""
    hour, _colon, minute = time.partition(":")
    return datetime(on.year, on.month, on.day, int(hour), int(minute))  # noqa: DTZ001 - see above


def _schedule(stops: Iterable[TripStop]) -> str:
    return "\n".join(
        " ".join(
            filter(None, (stop.clock, stop.place, "·" if stop.activity else "", stop.activity))
        )
        for stop in stops
    )


def _text(value: str) -> str:
    """Escape a text value (RFC 5545, 3.3.11)."""
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r\n", "\n").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Split a line after at most 75 octets, never inside a letter (RFC 5545, 3.1)."""
    part, room = "", _LINE_OCTETS
    for sign in line:
        size = len(sign.encode())
        if size > room:
            yield part
            part, room = " ", _LINE_OCTETS - 1
        part += sign
        room -= size
    yield part
