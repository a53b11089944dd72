"""Price and terms of a listing that was published: changed at once, without review."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from marketplace.actors import Actor
from marketplace.db import reader, transaction
from marketplace.listings.actions.terms import change_terms
from marketplace.listings.difference import FieldDifference
from marketplace.listings.faults import FaultsFoundError
from marketplace.listings.forms.rows import RowStep
from marketplace.listings.offer_difference import offer_differences
from marketplace.listings.queries.own import Own
from marketplace.listings.views.selling_blueprint import (
    load,
    require_seller,
    seller,
    selling,
    take,
)
from marketplace.listings.views.selling_desk import (
    TermsForm,
    bind_terms,
    faulty,
    one_more_blank,
    pin,
    shown_stock,
)
from marketplace.listings.views.selling_show import field_words
from marketplace.listings.wording import CANCELLATION_MEANS
from marketplace.web.i18n import _
from marketplace.web.messages import sentence_of
from marketplace.web.ports import current_ports
from models.errors import ConflictError
from models.listings import ListingState


@selling.get("/sell/listings/<public_id>/terms")
@require_seller
def terms(public_id: str) -> ResponseReturnValue:
    """Show the terms in force, ready to change. A draft has them in its own form."""
    own = load(reader(), public_id)
    if own.listing.state in {ListingState.DRAFT, ListingState.RETIRED}:
        return redirect(url_for("selling.edit", public_id=public_id), 302)
    return _page(own, bind_terms(own))


def typed_differences(own: Own, form: TermsForm) -> tuple[FieldDifference, ...]:
    """Return where the terms typed differ from those in force; none when they cannot be read."""
    if form.errors:
        return ()
    try:
        wanted = form.change().offer
    except FaultsFoundError:
        return ()
    return tuple(offer_differences(own.offer, wanted))


def _page(
    own: Own, form: TermsForm, status: int = 200, clash: str | None = None
) -> ResponseReturnValue:
    page = render_template(
        "selling/terms.html",
        own=own,
        terms=form,
        faults=list(faulty(form)),
        clash=clash,
        rows=typed_differences(own, form) if clash else (),
        field_words=field_words,
        policy_notes=CANCELLATION_MEANS,
        stock_before=shown_stock(own, form, fresh=clash is not None),
        row_version=own.listing.version if clash or form.expected is None else form.expected,
    )
    return page, status


@selling.post("/sell/listings/<public_id>/terms")
@require_seller
def change(public_id: str) -> ResponseReturnValue:
    """Put new terms in force, or add, move or remove a row of prices."""
    actor, _grant = seller()
    try:
        with transaction() as session:
            own = take(session, public_id)
            form = bind_terms(own)
            changed = _write(session, actor, own, form)
    except ConflictError as error:
        own = load(reader(), public_id)
        form = bind_terms(own)
        form.validate()
        return _page(own, form, 409, sentence_of(error))
    if changed is None:
        return _page(own, form, 422)
    added = request.form.get("do") == "add-tiers"
    if changed or not added:
        flash(_("บันทึกราคาใหม่แล้ว มีผลทันที") if changed else _("ไม่มีอะไรเปลี่ยน"))
    more = one_more_blank([form], "tiers") if added else {}
    where = url_for("selling.terms", public_id=public_id, **more)
    return redirect(where + ("#tiers" if added else ""), 303)


def _write(session: Session, actor: Actor, own: Own, form: TermsForm) -> bool | None:
    """Put the terms in force. None when something typed is wrong; False when nothing differs."""
    if not form.validate():
        return None
    try:
        wanted = form.change(RowStep.read(request.form.get("do", "")))
        return change_terms(session, actor, own, wanted, current_ports().clock.now())
    except FaultsFoundError as error:
        for fault in error.faults:
            pin([form], fault)
        return None
