"""The seller's first pages: today, our listings, a new one, and the map to point on."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from marketplace.accounts.queries.organisations import Told, last_told
from marketplace.actors import MembershipGrant
from marketplace.db import reader, transaction
from marketplace.listings.actions.drafts import start_listing
from marketplace.listings.labels import LISTING_STATES, VERSION_STATES
from marketplace.listings.pinmap import Mark, draw
from marketplace.listings.policies import can_draft
from marketplace.listings.queries import seller as desk_queries
from marketplace.listings.queries.seller import PAGE_SIZE, Shelf
from marketplace.listings.units import unit_word
from marketplace.listings.views.selling_blueprint import require_seller, seller, selling
from marketplace.web.i18n import ENGLISH, _, current_lang, pgettext
from marketplace.web.ports import current_ports
from models.errors import NotFoundError
from models.listings import ListingKind
from models.organisations import AdmissionState, Organisation


@selling.get("/sell")
@require_seller
def home() -> ResponseReturnValue:
    """Show what needs the seller now, and a few figures."""
    actor, grant = seller()
    session = reader()
    now = current_ports().clock.now()
    return render_template(
        "selling/home.html",
        grant=grant,
        now=now,
        may_draft=can_draft(actor, grant.organisation_id),
        counts=desk_queries.count_shelves(session, grant.organisation_id),
        waiting=desk_queries.needing_me(session, grant.organisation_id),
        told=_told(session, grant),
        reveals=desk_queries.reveals_lately(session, grant.organisation_id, now),
        Shelf=Shelf,
    )


def _told(session: Session, grant: MembershipGrant) -> Told | None:
    """Return what an officer told a group that may not sell now."""
    stopped = grant.admission in {AdmissionState.SUSPENDED, AdmissionState.CLOSED}
    return last_told(session, grant.organisation_id) if stopped else None


@selling.get("/sell/listings")
@require_seller
def listings() -> ResponseReturnValue:
    """Show the seller's listings, by shelf and page."""
    actor, grant = seller()
    session = reader()
    wanted = request.args.get("state", Shelf.ALL.value)
    shelf = Shelf(wanted) if wanted in set(Shelf) else Shelf.ALL
    counts = desk_queries.count_shelves(session, grant.organisation_id)
    page, last = _page(counts[shelf])
    return render_template(
        "selling/listings.html",
        rows=desk_queries.my_listings(session, grant.organisation_id, shelf, page),
        counts=counts,
        shelf=shelf,
        shelves=_shelves(),
        page=page,
        last=last,
        may_draft=can_draft(actor, grant.organisation_id),
        listing_states=LISTING_STATES,
        version_states=VERSION_STATES,
        unit_word=unit_word,
        pager_href=lambda number: url_for(
            "selling.listings", state=None if shelf is Shelf.ALL else shelf.value, page=number
        ),
    )


def _page(count: int) -> tuple[int, int]:
    """Return the page asked for, within what there is, and the last one."""
    last = max(1, -(-count // PAGE_SIZE))
    sent = request.args.get("page", "1")
    return min(last, max(1, int(sent[:6]))) if sent.isascii() and sent.isdecimal() else 1, last


def _shelves() -> list[tuple[Shelf, str]]:
    return [
        (Shelf.ALL, _("ทั้งหมด")),
        (Shelf.PUBLISHED, _("เผยแพร่")),
        (Shelf.TO_FIX, pgettext("state", "ขอให้แก้")),
        (Shelf.IN_REVIEW, _("รอตรวจ")),
        (Shelf.DRAFT, _("ร่าง")),
        (Shelf.PAUSED, _("พักขาย")),
        (Shelf.ENDED, _("เลิกขาย")),
    ]


@selling.get("/sell/listings/new")
@require_seller
def new() -> ResponseReturnValue:
    """Ask what to list: a craft, a route, or a copy of an old one."""
    actor, grant = seller()
    session = reader()
    counts = desk_queries.count_shelves(session, grant.organisation_id)
    page, last = _page(counts[Shelf.ALL])
    return render_template(
        "selling/new.html",
        old=desk_queries.my_listings(session, grant.organisation_id, Shelf.ALL, page),
        page=page,
        last=last,
        pager_href=lambda number: url_for("selling.new", page=number) + "#h-old",
        may_draft=can_draft(actor, grant.organisation_id),
    )


@selling.post("/sell/listings/new")
@require_seller
def start() -> ResponseReturnValue:
    """Begin a draft of the chosen kind."""
    actor, grant = seller()
    kind = request.form.get("kind", "")
    if kind not in set(ListingKind):
        flash(_("เลือกก่อนว่าจะลงงานฝีมือหรือเส้นทาง"), "warning")
        return redirect(url_for("selling.new"), 303)
    with transaction() as session:
        organisation = session.get(Organisation, grant.organisation_id)
        if organisation is None:
            raise NotFoundError
        now = current_ports().clock.now()
        listing = start_listing(session, actor, organisation, ListingKind(kind), now)
    return redirect(url_for("selling.edit", public_id=listing.public_id), 303)


@selling.get("/sell/map.svg")
@require_seller
def map_svg() -> ResponseReturnValue:
    """Draw the map that image buttons of the route form show."""
    english = current_lang() == ENGLISH
    marks = [
        Mark(en if english else th, lat, lon, big)
        for th, en, lat, lon, big in desk_queries.map_marks(reader())
    ]
    response = Response(draw(marks), content_type="image/svg+xml")
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response
