"""Listings for programs: all of them, and one with everything public about it."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from marketplace.api.answers import ListingsAnswer
from marketplace.api.composing import item_of
from marketplace.api.cursors import read_cursor, write_cursor
from marketplace.api.facts import listing_answer
from marketplace.api.listing_answers import ListingAnswer
from marketplace.api.naming import kept_known, kept_places
from marketplace.api.operations import LISTING, LISTINGS
from marketplace.api.queries.items import open_row
from marketplace.api.queries.pages import Place, Wanted, rows_after
from marketplace.api.views.answering import answers_to
from marketplace.db import reader
from marketplace.listings.queries.detail import SellerChannel, open_listing
from marketplace.listings.queries.lists import branch
from marketplace.web.dates import bangkok_day
from marketplace.web.ports import current_ports
from models.listings import ListingKind


@answers_to(LISTINGS)
def listings(given: Mapping[str, Any]) -> ListingsAnswer:
    """Answer with one page of everything on sale."""
    session, size = reader(), given["per_page"]
    place: Place | None = None
    if given["cursor"] is not None:
        place = read_cursor(given["cursor"], Place)
    # One more than shown tells whether there is a next page.
    rows = rows_after(session, _wanted(session, given), place, size + 1)
    shown = rows[:size]
    following = None
    if len(rows) > size:
        following = write_cursor(Place(shown[-1].published_at, shown[-1].id))
    return ListingsAnswer([item_of(row) for row in shown], size, following)


def _wanted(session: Session, given: Mapping[str, Any]) -> Wanted:
    chosen = given["category"]
    tree = kept_places(session).categories if chosen else ()
    return Wanted(
        kind=None if given["kind"] is None else ListingKind(given["kind"]),
        categories=branch(tree, chosen) if chosen else None,
        communities=given["community"],
        districts=given["district"],
    )


@answers_to(LISTING)
def listing(_given: Mapping[str, Any], slug: str) -> ListingAnswer:
    """Answer with everything public about a listing."""
    session = reader()
    row = open_row(session, slug)
    shown = open_listing(session, kept_known(session), (row.kind, slug), _no_channels)
    return listing_answer(row, shown, bangkok_day(current_ports().clock.now()))


def _no_channels(_session: Session, _organisation_id: int) -> tuple[SellerChannel, ...]:
    """Return no way to reach a seller: those are shown on pages, as the seller chose."""
    return ()
