"""Places, categories and suggestions for programs."""

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from marketplace.api.answers import (
    CategoriesAnswer,
    CategoryItem,
    CommunitiesAnswer,
    CommunityItem,
    DistrictItem,
    DistrictRef,
    DistrictsAnswer,
    Image,
    SuggestAnswer,
    Suggestion,
)
from marketplace.api.composing import image_url, page_url
from marketplace.api.naming import kept_places
from marketplace.api.operations import CATEGORIES, COMMUNITIES, DISTRICTS, SUGGEST
from marketplace.api.queries.places import community_rows
from marketplace.api.views.answering import answers_to
from marketplace.communities.queries import district_tiles
from marketplace.db import reader
from marketplace.web.i18n import current_lang
from marketplace.web.index import current_index
from marketplace.web.pieces import kept_value
from marketplace.web.templating import pick, picked_lang
from search_index import contract
from search_index.contract import IndexUnavailable

_PAGES: Final = {
    "craft": "listings.craft",
    "route": "listings.route",
    "category": "listings.category",
    "community": "communities.show",
}
_TILES_BYTES: Final = 8_000


@answers_to(SUGGEST)
def suggest(given: Mapping[str, Any]) -> SuggestAnswer:
    """Complete what is being typed; nothing while the index is away."""
    words = given["q"]
    try:
        found = current_index().suggest(words, current_lang(), given["limit"]) if words else ()
    except IndexUnavailable:
        found = ()
    return SuggestAnswer([_suggestion(one) for one in found])


def _suggestion(one: contract.Suggestion) -> Suggestion:
    endpoint = _PAGES.get(one.kind) if one.code else None
    if endpoint is None:
        return Suggestion(one.text, "word", "", page_url("search.results", q=one.text))
    url = page_url(endpoint, slug=one.code)
    return Suggestion(one.text, one.kind, one.code, url)  # type: ignore[arg-type]  # a key of _PAGES


@answers_to(COMMUNITIES)
def communities(given: Mapping[str, Any]) -> CommunitiesAnswer:
    """Answer with the communities."""
    items = [_community(row) for row in community_rows(reader(), given["district"])]
    return CommunitiesAnswer(len(items), items)


def _community(row: Any) -> CommunityItem:
    name = pick(row, "name")
    image = None
    if row.key is not None:
        image = Image(image_url(row.key), name, row.width, row.height, row.illustration)
    return CommunityItem(
        slug=row.slug,
        name=name,
        lang=picked_lang(row, "name"),  # type: ignore[arg-type]  # one of the two languages
        role=row.role.value,
        district=DistrictRef(row.district_code, pick(row, "district")),
        subdistrict=pick(row, "subdistrict"),
        story=pick(row, "story"),
        specialities=list(pick(row, "specialities")),
        latitude=row.lat,
        longitude=row.lon,
        listings=row.listings,
        image=image,
        url=page_url("communities.show", slug=row.slug),
    )


@answers_to(CATEGORIES)
def categories(_given: Mapping[str, Any]) -> CategoriesAnswer:
    """Answer with the category tree."""
    items = [
        CategoryItem(
            node.slug,
            pick(node, "name"),
            node.parent,
            page_url("listings.category", slug=node.slug),
        )
        for node in kept_places(reader()).categories
    ]
    return CategoriesAnswer(len(items), items)


@answers_to(DISTRICTS)
def districts(_given: Mapping[str, Any]) -> DistrictsAnswer:
    """Answer with the districts."""
    tiles = kept_value("api districts", partial(district_tiles, reader()), _TILES_BYTES)
    items = [
        DistrictItem(
            tile.code,
            pick(tile, "name"),
            tile.count,
            page_url("communities.district", code=tile.code),
        )
        for tile in tiles
    ]
    return DistrictsAnswer(len(items), items)
