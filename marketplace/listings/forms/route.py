"""The form of a route's content: stops, meeting point, what is included, how hard it is."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from wtforms import BooleanField, FieldList, FormField

from marketplace.listings.checks import MAX_STOPS, is_in_province
from marketplace.listings.forms.content import (
    NOTE,
    SHORT,
    TextsForm,
    certificate_list,
    certificate_rows,
    placed,
    read_certificates,
)
from marketplace.listings.forms.fields import (
    Clock,
    Degrees,
    Lines,
    LinesWithin,
    Pick,
    Picks,
    called,
    typed,
    words,
)
from marketplace.listings.forms.rows import ONE_BLANK, Blanks, RowStep, arranged, with_blanks
from marketplace.listings.labels import FIELDS, LANGUAGES
from marketplace.listings.queries.vocabulary import Vocabulary
from marketplace.listings.wording import DIFFICULTY
from marketplace.web.choices import RadioField
from marketplace.web.forms import (
    Between,
    Block,
    Form,
    Line,
    MaxLength,
    OptionalInput,
    WholeNumber,
)
from marketplace.web.i18n import _l
from marketplace.web.i18n import gettext as _
from marketplace.web.messages import sentence
from models.communities import TermKind
from models.listing_content import MeetingPoint, RouteContent, Stop

_ITEMS: Final = LinesWithin(20, 120)
_LONGEST_DAYS: Final = 14
_HOUR: Final = 60

Points = Mapping[str, tuple[float, float]]
"""Points picked on the map: row id (``itinerary-2``, ``meeting``) -> (lat, lon)."""


class StopForm(Form):
    """One stop: day, time, place, what happens there, and the point on the map."""

    day = WholeNumber(
        FIELDS["stop_day"], [called("stop_day"), OptionalInput(), Between(1, _LONGEST_DAYS)]
    )
    time = Clock(FIELDS["stop_time"])
    place_th = Line(FIELDS["stop_place"], [MaxLength(SHORT)])
    place_en = Line(FIELDS["stop_place"], [MaxLength(SHORT)])
    activity_th = Block(FIELDS["stop_activity"], [MaxLength(NOTE)])
    activity_en = Block(FIELDS["stop_activity"], [MaxLength(NOTE)])
    lat = Degrees(FIELDS["lat"], limit=90, example="17.0170")
    lon = Degrees(FIELDS["lon"], limit=180, example="99.7037")
    outside = BooleanField(FIELDS["outside"])

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing was typed but perhaps the day."""
        texts = (self.time, self.place_th, self.place_en, self.activity_th, self.activity_en)
        return not any(field.data for field in texts) and self.lat.data is None


class RouteForm(TextsForm):
    """Where a route goes, when, and what it is like."""

    lead_community = Pick(FIELDS["lead_community"])
    other_communities = Picks(FIELDS["other_communities"])
    themes = Picks(FIELDS["themes"])
    days = WholeNumber(FIELDS["days"], [called("days"), OptionalInput(), Between(1, _LONGEST_DAYS)])
    duration_hours = WholeNumber(FIELDS["duration_hours"], [OptionalInput(), Between(0, 14 * 24)])
    duration_minutes = WholeNumber(
        FIELDS["duration_minutes"], [called("duration_minutes"), OptionalInput(), Between(0, 59)]
    )
    itinerary = FieldList(FormField(StopForm), FIELDS["itinerary"], max_entries=MAX_STOPS + 1)
    meeting_th = Line(
        FIELDS["meeting_point"],
        [MaxLength(SHORT)],
        description=_l("บอกให้คนที่ไม่เคยมาหาเจอ เช่น หน้าศาลากลางบ้าน ข้างวัด"),
    )
    meeting_en = Line(FIELDS["meeting_point"], [MaxLength(SHORT)])
    meeting_lat = Degrees(FIELDS["lat"], limit=90, example="17.0170")
    meeting_lon = Degrees(FIELDS["lon"], limit=180, example="99.7037")
    meeting_outside = BooleanField(FIELDS["outside"])
    included_th = Lines(FIELDS["included"], [_ITEMS], description=_l("บรรทัดละอย่าง เช่น อาหารกลางวัน"))
    included_en = Lines(FIELDS["included"], [_ITEMS])
    excluded_th = Lines(FIELDS["excluded"], [_ITEMS], description=_l("บรรทัดละอย่าง เช่น ค่าเข้าชม"))
    excluded_en = Lines(FIELDS["excluded"], [_ITEMS])
    languages = Picks(FIELDS["languages"])
    accessibility_level = Pick(FIELDS["accessibility_level"])
    accessibility_th = Block(
        FIELDS["accessibility"],
        [MaxLength(NOTE)],
        description=_l("บันไดกี่ขั้น พื้นทรายไหม ห้องน้ำรถเข็นเข้าได้ไหม บอกตามจริง"),
    )
    accessibility_en = Block(FIELDS["accessibility"], [MaxLength(NOTE)])
    difficulty = RadioField(FIELDS["difficulty"], validate_choice=False)
    sustainability = Picks(FIELDS["sustainability"])
    bring_th = Block(FIELDS["bring"], [MaxLength(NOTE)])
    bring_en = Block(FIELDS["bring"], [MaxLength(NOTE)])
    rain_plan_th = Block(FIELDS["rain_plan"], [MaxLength(NOTE)])
    rain_plan_en = Block(FIELDS["rain_plan"], [MaxLength(NOTE)])
    safety_th = Block(
        FIELDS["safety"],
        [MaxLength(NOTE)],
        description=_l("ใครดูแล มีประกันไหม เหมาะกับเด็กอายุเท่าไร สถานพยาบาลใกล้สุดอยู่ไหน"),
    )
    safety_en = Block(FIELDS["safety"], [MaxLength(NOTE)])
    certificates = certificate_list()

    @classmethod
    def of(
        cls, content: RouteContent, vocabulary: Vocabulary, blanks: Blanks = ONE_BLANK
    ) -> "RouteForm":
        """Bind the form: to the request when it was sent, else to stored content."""
        hours, minutes = divmod(content.duration_minutes or 0, _HOUR)
        point = content.meeting_point
        form = cls.bind(
            obj=None,
            **{
                **{name: getattr(content, name) for name in RouteContent.__slots__},
                "lead_community": content.communities[0] if content.communities else "",
                "other_communities": list(content.communities[1:]),
                "duration_hours": hours or None,
                "duration_minutes": minutes or None,
                "itinerary": [
                    {"day": _next_day(content)} | row
                    for row in with_blanks(
                        [*map(_stop_row, content.itinerary)],
                        blanks.of("itinerary"),
                        MAX_STOPS + 1,
                    )
                ],
                "meeting_th": point.th,
                "meeting_en": point.en,
                "meeting_lat": point.lat,
                "meeting_lon": point.lon,
                "meeting_outside": _is_outside(point.lat, point.lon),
                "certificates": certificate_rows(content.certificates, blanks.of("certificates")),
            },
        )
        form.offer_choices(vocabulary)
        return form

    def offer_choices(self, vocabulary: Vocabulary) -> None:
        """Give the lists their choices, in the reader's language."""
        places = words(vocabulary.communities)
        self.lead_community.choices = [("", _("เลือกชุมชน")), *places]
        self.other_communities.choices = places
        self.themes.choices = words(vocabulary.of(TermKind.THEME))
        self.sustainability.choices = words(vocabulary.of(TermKind.SUSTAINABILITY))
        self.languages.choices = [(code, str(label)) for code, label in LANGUAGES.items()]
        levels = words(vocabulary.of(TermKind.ACCESSIBILITY))
        self.accessibility_level.choices = [("", _("ยังไม่เลือก")), *levels]
        self.difficulty.choices = [(code, str(label)) for code, label in DIFFICULTY.items()]
        certificates = words(vocabulary.of(TermKind.CERTIFICATE))
        for row in self.certificates.entries:
            row.form.code.choices = [("", _("อื่น ๆ หรือไม่มี")), *certificates]

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Check the shape, and that points outside the province are meant."""
        fine = super().validate(extra_validators)
        for point in self._points():
            lat, lon, outside = point
            if not outside.data and _is_outside(lat.data, lon.data):
                lat.errors = [*lat.errors, sentence("place.outside")]
                fine = False
        for entry in self.itinerary.entries:
            if entry.form.lat.errors and not self.itinerary.errors:
                self.itinerary.errors = [{}]
        return fine

    def _points(self) -> Iterator[tuple[Degrees, Degrees, BooleanField]]:
        for entry in self.itinerary.entries:
            yield entry.form.lat, entry.form.lon, entry.form.outside
        yield self.meeting_lat, self.meeting_lon, self.meeting_outside

    def put_points(self, points: Points) -> None:
        """Write points picked on the map into their fields."""
        for name, (lat, lon) in points.items():
            if name == "meeting":
                _put(self.meeting_lat, lat)
                _put(self.meeting_lon, lon)
                continue
            for entry in self.itinerary.entries:
                if entry.id == name:
                    _put(entry.form.lat, lat)
                    _put(entry.form.lon, lon)

    def content(
        self, before: RouteContent, vocabulary: Vocabulary, step: RowStep | None
    ) -> RouteContent:
        """Return what was typed; a field that cannot be read keeps what it held before."""
        lead = self.lead_community.chosen(word.code for word in vocabulary.communities)
        others = self.other_communities.chosen(word.code for word in vocabulary.communities)
        rows = [None if e.form.is_blank else _stop(e.form) for e in self.itinerary.entries]
        difficulty = self.difficulty.data or ""
        return RouteContent(
            **self._texts(),
            communities=placed(lead, others),
            themes=self.themes.chosen(word.code for word in vocabulary.of(TermKind.THEME)),
            days=before.days if self.days.errors else self.days.data,
            duration_minutes=self._duration(before),
            itinerary=arranged(rows, step if step and step.rows == "itinerary" else None),
            meeting_point=MeetingPoint(
                typed(self.meeting_th),
                typed(self.meeting_en),
                *_pair(self.meeting_lat.data, self.meeting_lon.data),
            ),
            included_th=self.included_th.data,
            included_en=self.included_en.data,
            excluded_th=self.excluded_th.data,
            excluded_en=self.excluded_en.data,
            languages=self.languages.chosen(LANGUAGES),
            accessibility_level=self.accessibility_level.chosen(
                word.code for word in vocabulary.of(TermKind.ACCESSIBILITY)
            ),
            difficulty=difficulty if difficulty in DIFFICULTY else "",
            sustainability=self.sustainability.chosen(
                word.code for word in vocabulary.of(TermKind.SUSTAINABILITY)
            ),
            certificates=read_certificates(self, vocabulary, before.certificates, step),
        )

    def _texts(self) -> dict[str, Any]:
        names = ("title", "summary", "description", "accessibility", "bring", "rain_plan", "safety")
        return {f"{n}_{lang}": typed(self[f"{n}_{lang}"]) for n in names for lang in ("th", "en")}

    def _duration(self, before: RouteContent) -> int | None:
        if self.duration_hours.errors or self.duration_minutes.errors:
            return before.duration_minutes
        total = (self.duration_hours.data or 0) * _HOUR + (self.duration_minutes.data or 0)
        return total or None


def _put(field: Degrees, value: float) -> None:
    field.data = round(value, 5)
    field.raw_data = None
    field.process_errors = []


def _stop(form: StopForm) -> Stop:
    lat, lon = _pair(form.lat.data, form.lon.data)
    return Stop(
        form.day.data or 1,
        form.time.data or "",
        typed(form.place_th),
        typed(form.place_en),
        typed(form.activity_th),
        typed(form.activity_en),
        lat,
        lon,
    )


def _stop_row(stop: Stop) -> dict[str, Any]:
    row = {name: getattr(stop, name) for name in Stop.__slots__}
    return row | {"outside": _is_outside(stop.lat, stop.lon)}


def _next_day(content: RouteContent) -> int:
    return content.itinerary[-1].day if content.itinerary else 1


def _pair(lat: float | None, lon: float | None) -> tuple[float | None, float | None]:
    """Half a point is no point."""
    return (None, None) if lat is None or lon is None else (lat, lon)


def _is_outside(lat: float | None, lon: float | None) -> bool:
    return lat is not None and lon is not None and not is_in_province(lat, lon)
