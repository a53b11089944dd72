"""The hits on the house's own map: a pin for each community, and the same as a list."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from markupsafe import Markup

from marketplace.motifs.placemap import Spot, place_map
from marketplace.search.address import SearchAddress
from marketplace.search.names import Names, Place
from marketplace.search.queries import Answer
from marketplace.web.figures import number
from marketplace.web.i18n import _, ngettext
from marketplace.web.templating import pick


@dataclass(frozen=True, slots=True)
class MapEntry:
    """A community with hits.

    Attributes:
        href: the search with this community chosen, or without it when it is.
    """

    name: str
    district: str
    href: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class HitMap:
    """The map and its list; without an index both are empty.

    Attributes:
        points: the same places for the map one may move: ``spots`` and ``areas``.
    """

    svg: Markup
    entries: Sequence[MapEntry]
    points: dict[str, Any]


def hit_map(answer: Answer, asked: SearchAddress, names: Names, path: str) -> HitMap:
    """Place the hits where their communities lie; counts stand for the search without them."""
    counts = {value.code: value.count for value in answer.facets.get("community", ())}
    districts = {place.slug: pick(place, "name") for place in names.districts}
    found = [p for p in names.communities if p.slug in counts or p.slug in asked.communities]
    spots, entries = [], []
    for place in sorted(found, key=lambda p: (-p.point[0], p.slug)):
        chosen = place.slug in asked.communities
        entry = MapEntry(
            pick(place, "name"),
            districts.get(place.parent, ""),
            asked.href(path, community=_turned(asked, place)),
            counts.get(place.slug, 0),
            chosen,
        )
        entries.append(entry)
        words = ngettext(
            "%(name)s %(num)s รายการ", "%(name)s %(num)s รายการ", entry.count, name=entry.name
        )
        spots.append(Spot(words, entry.href, number(entry.count), *place.point, chosen))
    areas = [(districts[place.slug], *place.point) for place in names.districts]
    entries.sort(key=lambda entry: (not entry.chosen, -entry.count, entry.name))
    drawn = place_map(spots, areas, _("แผนที่ของสิ่งที่พบ"))
    named = [{"words": words, "lat": lat, "lon": lon} for words, lat, lon in areas]
    return HitMap(drawn, entries, {"spots": [asdict(spot) for spot in spots], "areas": named})


def _turned(asked: SearchAddress, place: Place) -> tuple[str, ...]:
    rest = tuple(slug for slug in asked.communities if slug != place.slug)
    return rest if len(rest) < len(asked.communities) else (*rest, place.slug)
