"""Places by name, as the reader's language sorts them."""

from collections.abc import Sequence
from typing import Any

from marketplace.communities.queries import DistrictTile
from marketplace.text import english_sort_key, thai_sort_key, without_prefix
from marketplace.web.i18n import THAI, current_lang
from marketplace.web.templating import pick


def sorted_places(places: list[Any]) -> list[Any]:
    """Sort places by their names, as the reader's language does."""
    if current_lang() == THAI:
        return sorted(places, key=lambda place: thai_sort_key(without_prefix(place.name_th)))
    return sorted(places, key=lambda place: english_sort_key(pick(place, "name")))


def named_tiles(tiles: Sequence[DistrictTile]) -> list[dict[str, Any]]:
    """Return districts by name with what each is known for, in the reader's language."""
    return [
        {
            "code": tile.code,
            "name_th": tile.name_th,
            "name_en": tile.name_en,
            "count": tile.count,
            "known": pick(tile, "known"),
        }
        for tile in sorted_places(list(tiles))
    ]
