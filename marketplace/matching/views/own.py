"""One's own requests: written, kept, posted, read, ended."""

from collections.abc import Callable
from datetime import datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from marketplace.accounts.queries.people import person
from marketplace.actors import Actor
from marketplace.db import reader, transaction
from marketplace.listings.queries.vocabulary import vocabulary
from marketplace.matching.actions.course import cancel_request, close_request, post_request
from marketplace.matching.actions.drafts import (
    Need,
    discard_request,
    save_request,
    start_request,
)
from marketplace.matching.forms import RequestForm
from marketplace.matching.prefill import need_from
from marketplace.matching.queries.overseen import why_hidden
from marketplace.matching.queries.own import (
    PAGE_SIZE,
    openings,
    own_request,
    own_requests,
    sent_before,
)
from marketplace.matching.views.blueprint import LABELS, POST_NEED, bp, today
from marketplace.web.dates import month_name
from marketplace.web.guards import require_actor, require_signed_in
from marketplace.web.i18n import _, current_lang
from marketplace.web.limits import limits
from marketplace.web.messages import sentence_of
from marketplace.web.pages import page_number
from marketplace.web.ports import current_ports
from models.errors import (
    ConflictError,
    IllegalTransitionError,
    InputRejectedError,
    NotAllowedError,
    RateLimitedError,
)
from models.matching import MatchRequest, RequestState

Act = Callable[[Session, Actor, MatchRequest, datetime], None]
_MONTHS = range(1, 13)


@bp.get("/requests")
@require_actor
def mine() -> ResponseReturnValue:
    """List the requests of who asks, and of their organisations."""
    page = page_number()
    rows, total = own_requests(reader(), require_signed_in(), page)
    return render_template(
        "matching/mine.html",
        rows=rows,
        page=page,
        pages=max(1, -(-total // PAGE_SIZE)),
        **LABELS,
    )


@bp.route("/requests/new", methods=["GET", "POST"])
@require_actor
def new() -> ResponseReturnValue:
    """Write a need down, begun with the words of a search or as another request."""
    if request.method == "POST":
        return _sent(None)
    copied = request.args.get("copy", "")
    if copied:
        first = _values(own_request(reader(), require_signed_in(), copied)) | {"reply_by": None}
    else:
        first = _own_address() | need_from(request.args.get("need", ""), current_lang())
    return _page(_form(first), None)


@bp.route("/requests/<public_id>/edit", methods=["GET", "POST"])
@require_actor
def edit(public_id: str) -> ResponseReturnValue:
    """Go on with a draft; what was posted is shown instead."""
    draft = own_request(reader(), require_signed_in(), public_id)
    if draft.state is not RequestState.DRAFT:
        return redirect(url_for("matching.show", public_id=public_id), 303)
    if request.method == "POST":
        return _sent(draft)
    return _page(_form(_values(draft)), draft)


def _sent(draft: MatchRequest | None) -> ResponseReturnValue:
    """Keep what was sent, and post it when that was the button."""
    form = _form({})
    posting = request.form.get("do") == "post"
    sound = form.validate()
    if not ((form.check_complete(today()) and sound) if posting else sound):
        return _page(form, draft, 422)
    public_id = _keep(form.to_need(), form.form_key, None if draft is None else draft.public_id)
    if posting:
        return _post(public_id)
    flash(_("เก็บเป็นร่างแล้ว กลับมาแก้และส่งได้ทุกเมื่อ"))
    return redirect(url_for("matching.edit", public_id=public_id), 303)


def _keep(need: Need, form_key: str, public_id: str | None) -> str:
    """Keep a new need or a changed draft; a form that was sent before changes its own draft."""
    actor, now = require_signed_in(), current_ports().clock.now()
    try:
        with transaction() as session:
            public_id = public_id or sent_before(session, actor, form_key)
            if public_id is None:
                return start_request(session, actor, need, form_key, now).public_id
            kept = own_request(session, actor, public_id, take=True)
            if kept.state is RequestState.DRAFT:
                save_request(session, actor, kept, need, now)
            return public_id
    except ConflictError:
        # Sent twice at the same moment: the other one has kept it.
        found = sent_before(reader(), actor, form_key)
        if found is None:
            raise
        return found


def _post(public_id: str) -> ResponseReturnValue:
    """Post a kept draft. Whatever refuses it leaves the draft as it is."""
    actor, here = require_signed_in(), url_for("matching.edit", public_id=public_id)
    if own_request(reader(), actor, public_id).state is not RequestState.DRAFT:
        return redirect(url_for("matching.show", public_id=public_id), 303)
    try:
        if actor.email_confirmed:
            limits().count(POST_NEED, str(actor.user_id))
        with transaction() as session:
            now = current_ports().clock.now()
            draft = own_request(session, actor, public_id, take=True)
            post_request(session, actor, draft, today(), now)
    except (RateLimitedError, NotAllowedError, InputRejectedError) as error:
        flash(sentence_of(error), "warning")
        return redirect(here, 303)
    except ConflictError:  # posted by the other half of a double click
        return redirect(url_for("matching.show", public_id=public_id), 303)
    flash(_("ส่งคำขอแล้ว ผู้ขายที่ตรงกับคำขอจะได้รับแจ้งในเช้าวันถัดไป"))
    return redirect(url_for("matching.show", public_id=public_id), 303)


def _own_address() -> dict[str, object]:
    found = person(reader(), require_signed_in().user_id)
    return {"contact_email": "" if found is None else found.email or ""}


def _values(kept: MatchRequest) -> dict[str, object]:
    """Return a request as first values of the form; needs its communities and categories."""
    same = ("title", "brief", "quantity", "unit", "group_size", "first_day", "last_day", "needs")
    more = ("languages", "reply_by", "contact_email", "contact_phone", "contact_line")
    return {name: getattr(kept, name) for name in (*same, *more)} | {
        "kind": None if kept.kind is None else kept.kind.value,
        "month": "" if kept.month is None else str(kept.month),
        "budget_min": kept.budget_min_satang,
        "budget_max": kept.budget_max_satang,
        "communities": [community.slug for community in kept.communities],
        "categories": [each.category_slug for each in kept.categories if each.chosen],
    }


def _form(first: dict[str, object]) -> RequestForm:
    form = RequestForm.bind(**first)
    months = [("", _("ยังไม่แน่")), *((str(month), month_name(month)) for month in _MONTHS)]
    form.offer(vocabulary(reader()), months)
    form.key.data = form.form_key
    return form


def _page(form: RequestForm, draft: MatchRequest | None, status: int = 200) -> ResponseReturnValue:
    page = render_template("matching/edit.html", form=form, draft=draft, **LABELS)
    return page, status


@bp.get("/requests/<public_id>")
@require_actor
def show(public_id: str) -> ResponseReturnValue:
    """Show a posted request to those who may manage it, and which sellers opened its contacts."""
    session = reader()
    found = own_request(session, require_signed_in(), public_id)
    if found.state is RequestState.DRAFT:
        return redirect(url_for("matching.edit", public_id=public_id), 303)
    words = vocabulary(session)
    return render_template(
        "matching/show.html",
        need=found,
        words=words,
        openings=openings(session, found.id),
        why=why_hidden(session, found.id) if found.hidden_at else None,
        **LABELS,
    )


@bp.post("/requests/<public_id>/close")
@require_actor
def close(public_id: str) -> ResponseReturnValue:
    """Take no more answers."""
    return _act(public_id, close_request, _("ปิดรับแล้ว ผู้ขายที่เปิดดูไปแล้วยังติดต่อได้"))


@bp.post("/requests/<public_id>/cancel")
@require_actor
def cancel(public_id: str) -> ResponseReturnValue:
    """Say that it is not needed any more."""
    return _act(public_id, cancel_request, _("ยกเลิกคำขอแล้ว"))


@bp.post("/requests/<public_id>/discard")
@require_actor
def discard(public_id: str) -> ResponseReturnValue:
    """Throw a draft away."""
    try:
        with transaction() as session:
            actor = require_signed_in()
            discard_request(session, actor, own_request(session, actor, public_id, take=True))
    except IllegalTransitionError as error:
        flash(sentence_of(error), "warning")
        return redirect(url_for("matching.show", public_id=public_id), 303)
    flash(_("ลบร่างแล้ว"))
    return redirect(url_for("matching.mine"), 303)


def _act(public_id: str, act: Act, done: str) -> ResponseReturnValue:
    """Run one act and go back to the request.

    Args:
        public_id: which.
        act: the action.
        done: what to say afterwards.
    """
    try:
        with transaction() as session:
            actor, now = require_signed_in(), current_ports().clock.now()
            act(session, actor, own_request(session, actor, public_id, take=True), now)
    except IllegalTransitionError as error:
        flash(sentence_of(error), "warning")
    else:
        flash(done)
    return redirect(url_for("matching.show", public_id=public_id), 303)
