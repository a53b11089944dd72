"""Open calls, for people who act for an admitted seller."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from marketplace.db import reader, transaction
from marketplace.listings.queries.vocabulary import vocabulary
from marketplace.matching.actions.reveal import reveal_request_contacts
from marketplace.matching.policies import can_see_calls
from marketplace.matching.queries.calls import (
    PAGE_SIZE,
    has_opened,
    open_call,
    open_calls,
    takes_answers,
)
from marketplace.matching.views.blueprint import LABELS, OPEN_CONTACT, bp, today
from marketplace.web.guards import require_actor, require_signed_in
from marketplace.web.limits import limits
from marketplace.web.messages import sentence_of
from marketplace.web.pages import page_number
from marketplace.web.ports import current_ports
from models.errors import ConflictError, NotFoundError
from models.organisations import OrganisationSide


@bp.get("/sell/requests")
@require_actor
def calls() -> ResponseReturnValue:
    """List the open calls, those that fit the seller first; others go and choose a seller."""
    actor = require_signed_in()
    if actor.selling_for is None:
        sells = any(grant.side is OrganisationSide.SELLER for grant in actor.memberships)
        return redirect(url_for("accounts.organisations" if sells else "accounts.apply"), 303)
    page, admitted = page_number(), can_see_calls(actor)
    rows, total = open_calls(reader(), actor, today(), page) if admitted else ([], 0)
    return render_template(
        "matching/calls.html",
        fitting=[row for row in rows if row.fits],
        others=[row for row in rows if not row.fits],
        admitted=admitted,
        page=page,
        pages=max(1, -(-total // PAGE_SIZE)),
        **LABELS,
    )


@bp.get("/sell/requests/<public_id>")
@require_actor
def call(public_id: str) -> ResponseReturnValue:
    """Show one request with who asks, and how to reach them once that was asked for."""
    actor, session = require_signed_in(), reader()
    found = open_call(session, actor, public_id, today())
    return render_template(
        "matching/call.html",
        need=found,
        words=vocabulary(session),
        opened=has_opened(session, actor, found.id),
        takes_answers=takes_answers(found, today()),
        **LABELS,
    )


@bp.post("/sell/requests/<public_id>/contact")
@require_actor
def reveal(public_id: str) -> ResponseReturnValue:
    """Log that this person wants to reach the requester, and show the channels."""
    actor, now = require_signed_in(), current_ports().clock.now()
    if not can_see_calls(actor):
        raise NotFoundError
    limits().count(OPEN_CONTACT, str(actor.user_id))
    try:
        with transaction() as session:
            found = open_call(session, actor, public_id, today(), take=True)
            reveal_request_contacts(session, actor, found, today(), now)
    except ConflictError as error:
        flash(sentence_of(error), "warning")
    return redirect(url_for("matching.call", public_id=public_id, _anchor="contact"), 303)
