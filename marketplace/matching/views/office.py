"""All requests, for officers: read, and taken from the sellers when somebody abuses them."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.db import reader, transaction
from marketplace.listings.queries.vocabulary import vocabulary
from marketplace.matching.actions.hide import hide_request, show_request
from marketplace.matching.forms import HideForm
from marketplace.matching.policies import can_hide
from marketplace.matching.queries.overseen import (
    HIDDEN,
    PAGE_SIZE,
    POSTED,
    overseen_request,
    overseen_requests,
    pile_counts,
    times_opened,
    why_hidden,
)
from marketplace.matching.views.blueprint import LABELS, bp
from marketplace.web.guards import require_officer, require_signed_in
from marketplace.web.i18n import _
from marketplace.web.pages import page_number
from marketplace.web.ports import current_ports
from models.errors import InputRejectedError
from models.matching import RequestState

_PILES = (*(state.value for state in POSTED), HIDDEN)


@bp.get("/office/requests")
@require_officer()
def overseen() -> ResponseReturnValue:
    """List the requests of a state, or those that are hidden."""
    asked = request.args.get("state", "")
    pile = asked if asked in _PILES else RequestState.OPEN.value
    session, page = reader(), page_number()
    counts = pile_counts(session)
    return render_template(
        "matching/overseen.html",
        rows=overseen_requests(session, pile, page),
        pile=pile,
        piles=_PILES,
        counts=counts,
        page=page,
        pages=max(1, -(-counts[pile] // PAGE_SIZE)),
        **LABELS,
    )


@bp.get("/office/requests/<public_id>")
@require_officer()
def overseen_one(public_id: str) -> ResponseReturnValue:
    """Show one request, without the requester's contact channels."""
    return _page(public_id, HideForm())


@bp.post("/office/requests/<public_id>/hide")
@require_officer()
def hide(public_id: str) -> ResponseReturnValue:
    """Take it from the sellers at once."""
    form = HideForm.bind()
    if not form.validate():
        return _page(public_id, form, 422)
    try:
        with transaction() as session:
            found = overseen_request(session, public_id, take=True)
            now = current_ports().clock.now()
            hide_request(session, require_signed_in(), found, form.note.data or "", now)
    except InputRejectedError as error:
        form.pin(error)
        return _page(public_id, form, 422)
    flash(_("ซ่อนคำขอแล้ว ผู้ส่งคำขอได้รับเหตุผลทางอีเมล"))
    return redirect(url_for("matching.overseen_one", public_id=public_id), 303)


@bp.post("/office/requests/<public_id>/unhide")
@require_officer()
def unhide(public_id: str) -> ResponseReturnValue:
    """Let the sellers see it again."""
    with transaction() as session:
        found = overseen_request(session, public_id, take=True)
        show_request(session, require_signed_in(), found, current_ports().clock.now())
    flash(_("ผู้ขายเห็นคำขอนี้อีกครั้งแล้ว"))
    return redirect(url_for("matching.overseen_one", public_id=public_id), 303)


def _page(public_id: str, form: HideForm, status: int = 200) -> ResponseReturnValue:
    session, actor = reader(), require_signed_in()
    found = overseen_request(session, public_id)
    page = render_template(
        "matching/overseen_one.html",
        need=found,
        words=vocabulary(session),
        form=form,
        why=why_hidden(session, found.id),
        opened=times_opened(session, found.id),
        may_hide=can_hide(actor, found.requester_id, found.organisation_id),
        **LABELS,
    )
    return page, status
