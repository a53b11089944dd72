"""Lists of crafts and routes, and the pages of categories."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Final

from flask import current_app, render_template, url_for
from flask.typing import ResponseReturnValue

from marketplace.db import reader
from marketplace.listings.queries import lists
from marketplace.listings.queries.filters import Filters, Sort
from marketplace.listings.queries.lists import Named, Tally
from marketplace.listings.views.blueprint import bp
from marketplace.listings.views.public_filters import (
    Choice,
    Places,
    address,
    category_choices,
    place_choices,
    query_of,
    read_filters,
    said,
)
from marketplace.web.caching import public_page
from marketplace.web.i18n import _
from marketplace.web.identity import catalogue_version
from marketplace.web.templating import pick
from models.errors import NotFoundError
from models.listings import ListingKind

_EXTENSION: Final = "talat_tallies"
_KEPT: Final = 256


@dataclass(slots=True)
class _Tallies:
    """Counts of lists, kept by the version of the catalogue: they cost more the larger it is."""

    version: int = 0
    kept: OrderedDict[Filters, Tally] = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)

    def find(self, version: int, chosen: Filters) -> Tally | None:
        with self.lock:
            if version != self.version:
                self.kept.clear()
                self.version = version
            return self.kept.get(chosen)

    def keep(self, chosen: Filters, found: Tally) -> None:
        with self.lock:
            self.kept[chosen] = found
            while len(self.kept) > _KEPT:
                self.kept.popitem(last=False)


def _tally(chosen: Filters) -> Tally:
    tallies: _Tallies = current_app.extensions.setdefault(_EXTENSION, _Tallies())
    key = replace(chosen, page=1, sort=Sort.NEWEST)
    found = tallies.find(catalogue_version(), key)
    if found is None:
        found = lists.tally(reader(), key)
        tallies.keep(key, found)
    return found


@bp.get("/crafts")
@public_page
def crafts() -> ResponseReturnValue:
    """List the crafts on sale, within the limits of the address."""
    return _list(ListingKind.CRAFT, url_for("listings.crafts"))


@bp.get("/routes")
@public_page
def routes() -> ResponseReturnValue:
    """List the routes, within the limits of the address."""
    return _list(ListingKind.ROUTE, url_for("listings.routes"))


@bp.get("/categories/<slug>")
@public_page
def category(slug: str) -> ResponseReturnValue:
    """Show a branch of the category tree: what lies below it, and its crafts."""
    session = reader()
    tree = lists.categories(session)
    way = lists.ancestors(tree, slug)
    if not way:
        raise NotFoundError
    chosen = read_filters(ListingKind.CRAFT, tree)
    chosen = replace(chosen, categories=(slug,), branch=lists.branch(tree, (slug,)))
    tally = _tally(chosen)
    path = url_for("listings.category", slug=slug)
    return render_template(
        "listings/category.html",
        node=way[-1],
        crumbs=[
            (pick(above, "name"), url_for("listings.category", slug=above.slug)) for above in way
        ],
        below=_below(tree, slug, tally),
        found=tally.found,
        cards=lists.page_of_cards(session, chosen),
        page=chosen.page,
        last_page=tally.last_page,
        sort=chosen.sort.value,
        sorts=_sorts(),
        path=path,
        page_href=lambda n: address(path, query_of(chosen, category=None, page=_page(n))),
    )


def _below(tree: Sequence[Named], slug: str, tally: Tally) -> list[Choice]:
    """Return the categories right below one, with how much each branch holds."""
    counts = {
        node.slug: sum(tally.categories.get(s, 0) for s in lists.branch(tree, (node.slug,)))
        for node in tree
        if node.parent == slug
    }
    return [
        Choice(node.slug, pick(node, "name"), counts[node.slug], chosen=False)
        for node in tree
        if counts.get(node.slug)
    ]


def _list(kind: ListingKind, path: str) -> ResponseReturnValue:
    session = reader()
    places = Places(lists.categories(session), lists.communities(session), lists.districts(session))
    chosen = read_filters(kind, places.categories)
    tally = _tally(chosen)
    return render_template(
        "listings/list.html",
        kind=kind.value,
        path=path,
        chosen=chosen,
        tally=tally,
        cards=lists.page_of_cards(session, chosen) if tally.found else [],
        category_choices=category_choices(places.categories, tally, chosen),
        community_choices=place_choices(places.communities, tally.communities, chosen.communities),
        district_choices=place_choices(places.districts, tally.districts, chosen.districts),
        said=said(path, chosen, places),
        sorts=_sorts(),
        kept=query_of(chosen, sort=None),
        page_href=lambda n: address(path, query_of(chosen, page=_page(n))),
    )


def _page(number: int) -> int | None:
    return None if number == 1 else number


def _sorts() -> list[tuple[str, str]]:
    return [
        (Sort.NEWEST.value, _("ใหม่ล่าสุด")),
        (Sort.PRICE_UP.value, _("ราคาต่ำไปสูง")),
        (Sort.PRICE_DOWN.value, _("ราคาสูงไปต่ำ")),
    ]
