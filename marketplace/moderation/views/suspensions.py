"""Taking a listing from sale, and letting it be sold again."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from marketplace.db import reader, transaction
from marketplace.listings.labels import KINDS
from marketplace.listings.reasons import REASONS
from marketplace.moderation.actions.suspend import lift_suspension, suspend_listing
from marketplace.moderation.forms import SuspendForm
from marketplace.moderation.labels import LEVELS, PILES
from marketplace.moderation.queries.queue import queue_counts
from marketplace.moderation.queries.suspensions import (
    PAGE_SIZE,
    suspended_listings,
    why_suspended,
)
from marketplace.moderation.views.blueprint import bp
from marketplace.web.guards import require_officer, require_signed_in
from marketplace.web.i18n import _
from marketplace.web.messages import sentence_of
from marketplace.web.pages import page_number
from marketplace.web.ports import current_ports
from models.accounts import OfficerRole
from models.errors import ConflictError, InputRejectedError, NotFoundError
from models.listings import Listing, ListingState


def _listing(session: Session, public_id: str) -> Listing:
    found = session.scalars(
        select(Listing)
        .where(Listing.public_id == public_id, Listing.state != ListingState.DRAFT)
        .options(joinedload(Listing.organisation))
    ).one_or_none()
    if found is None:
        raise NotFoundError
    return found


@bp.get("/office/suspended")
@require_officer(OfficerRole.REVIEWER)
def suspended() -> ResponseReturnValue:
    """Show the listings that are suspended now, latest first."""
    session, page = reader(), page_number()
    rows, total = suspended_listings(session, page)
    return render_template(
        "moderation/suspended.html",
        rows=rows,
        total=total,
        counts=queue_counts(session),
        page=page,
        pages=max(1, -(-total // PAGE_SIZE)),
        piles=PILES,
        kinds=KINDS,
        reasons=REASONS,
    )


@bp.get("/office/listings/<public_id>/suspend")
@require_officer(OfficerRole.REVIEWER)
def suspend(public_id: str) -> ResponseReturnValue:
    """Ask for the reasons before a listing is taken from sale."""
    return _page(public_id, _form(public_id))


@bp.post("/office/listings/<public_id>/suspend")
@require_officer(OfficerRole.REVIEWER)
def suspend_now(public_id: str) -> ResponseReturnValue:
    """Take the listing from sale at once. A second officer gets a conflict and keeps the note."""
    form = _form(public_id)
    if not form.validate():
        return _page(public_id, form, 422)
    now = current_ports().clock.now()
    try:
        with transaction() as session:
            listing = _listing(session, public_id)
            suspend_listing(session, require_signed_in(), listing, form.to_request(), now)
    except InputRejectedError as error:
        form.pin(error)
        return _page(public_id, form, 422)
    except ConflictError as error:
        return _page(public_id, form, 409, sentence_of(error))
    flash(_("ระงับรายการแล้ว ผู้ขายได้รับเหตุผลทางอีเมล"))
    return redirect(url_for("moderation.suspend", public_id=public_id), 303)


@bp.post("/office/listings/<public_id>/lift")
@require_officer(OfficerRole.REVIEWER)
def lift(public_id: str) -> ResponseReturnValue:
    """Let a suspended listing be sold again."""
    try:
        with transaction() as session:
            listing = _listing(session, public_id)
            lift_suspension(session, require_signed_in(), listing, current_ports().clock.now())
    except ConflictError as error:
        return _page(public_id, _form(public_id), 409, sentence_of(error))
    flash(_("ยกเลิกการระงับแล้ว รายการกลับมาขาย"))
    return redirect(url_for("moderation.suspend", public_id=public_id), 303)


def _form(public_id: str) -> SuspendForm:
    form = SuspendForm.bind()
    form.offer(_listing(reader(), public_id).kind)
    return form


def _page(
    public_id: str, form: SuspendForm, status: int = 200, conflict: str = ""
) -> ResponseReturnValue:
    listing = _listing(reader(), public_id)
    page = render_template(
        "moderation/suspend.html",
        listing=listing,
        form=form,
        conflict=conflict,
        why=why_suspended(reader(), listing.id),
        reasons=REASONS,
        levels=LEVELS,
    )
    return page, status
