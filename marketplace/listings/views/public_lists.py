"""Lists of crafts and routes, and the pages of categories."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from marketplace.db import reader
from marketplace.listings import structured
from marketplace.listings.queries import lists
from marketplace.listings.queries.cards import Card
from marketplace.listings.queries.filters import Filters, Sort
from marketplace.listings.queries.lists import Named, Tally
from marketplace.listings.views.blueprint import bp
from marketplace.listings.views.public_filters import (
    Choice,
    Facets,
    address,
    limits_of,
    query_of,
    read_filters,
    said,
)
from marketplace.listings.views.public_names import (
    kept_cards,
    kept_places,
)
from marketplace.web.caching import public_page
from marketplace.web.i18n import _, pgettext
from marketplace.web.pieces import kept_value
from marketplace.web.templating import pick
from models.errors import NotFoundError
from models.listings import ListingKind

_TALLY_BYTES: Final = 12_000


def _tally(limits: Filters) -> Tally:
    """Count a list. Counts cost more the larger the catalogue is, so they are kept."""
    return kept_value(("tally", limits), lambda: lists.tally(reader(), limits), _TALLY_BYTES)


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
    places = kept_places(session)
    tree = places.categories
    way = lists.ancestors(tree, slug)
    if not way:
        raise NotFoundError
    chosen, _misread = read_filters(ListingKind.CRAFT, places)
    chosen = replace(chosen, categories=(slug,), branch=lists.branch(tree, (slug,)))
    tally = _tally(limits_of(chosen))
    path = url_for("listings.category", slug=slug)
    shown = kept_cards(session, lists.page_of_ids(session, chosen))
    crumbs = [
        (pgettext("menu", "งานฝีมือ"), url_for("listings.crafts")),
        *((pick(above, "name"), url_for("listings.category", slug=above.slug)) for above in way),
    ]
    return render_template(
        "listings/category.html",
        node=way[-1],
        crumbs=crumbs,
        # Made where the page is not kept in this part; the same listings give the same.
        jsonld=lambda: [_collection(crumbs, shown), structured.crumbs(crumbs)],
        below=_below(tree, slug, tally),
        found=tally.found,
        cards=shown,
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
    places = kept_places(session)
    chosen, misread = read_filters(kind, places)
    limits = limits_of(chosen)
    tally = _tally(limits)
    ids = lists.page_of_ids(session, chosen) if tally.found else []
    shown = kept_cards(session, ids)
    name = pgettext("menu", "งานฝีมือ") if kind is ListingKind.CRAFT else pgettext("menu", "เส้นทาง")
    crumbs = [(name, path)]
    return render_template(
        "listings/list.html",
        kind=kind.value,
        path=path,
        chosen=chosen,
        misread=misread,
        tally=tally,
        cards=shown,
        # Made where the page is not kept in this part; the same listings give the same.
        jsonld=lambda: [_collection(crumbs, shown), structured.crumbs(crumbs)],
        facets=Facets(limits, places, tally),
        said=said(path, chosen, places),
        sorts=_sorts(),
        kept=query_of(chosen, sort=None),
        page_href=lambda n: address(path, query_of(chosen, page=_page(n))),
    )


def _collection(crumbs: Sequence[tuple[str, str]], shown: Sequence[Card]) -> structured.Data:
    """Describe the page at the end of the way, and the listings it shows."""
    # The router is asked once for each kind, not for each card.
    before = {kind: url_for(f"listings.{kind}", slug="-")[:-1] for kind in ListingKind}
    items = [(pick(card, "title"), before[ListingKind(card.kind)] + card.slug) for card in shown]
    return structured.collection(*crumbs[-1], items)


def _page(number: int) -> int | None:
    return None if number == 1 else number


def _sorts() -> list[tuple[str, str]]:
    return [
        (Sort.NEWEST.value, _("ใหม่ล่าสุด")),
        (Sort.PRICE_UP.value, _("ราคาต่ำไปสูง")),
        (Sort.PRICE_DOWN.value, _("ราคาสูงไปต่ำ")),
    ]
