"""One button each: send, take back, go on editing, pause, resume, retire, copy."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from marketplace.actors import Actor
from marketplace.db import reader, transaction
from marketplace.listings.actions import drafts, sale
from marketplace.listings.actions.discard import discard_changes
from marketplace.listings.actions.submit import ask_second_look
from marketplace.listings.actions.submit import submit as send
from marketplace.listings.actions.submit import withdraw as take_back
from marketplace.listings.coaching import PLACES
from marketplace.listings.faults import FaultsFoundError
from marketplace.listings.queries import decided
from marketplace.listings.queries.own import Own
from marketplace.listings.queries.vocabulary import vocabulary
from marketplace.listings.views.selling_blueprint import (
    load,
    require_seller,
    seller,
    selling,
    take,
)
from marketplace.listings.views.selling_desk import Desk
from marketplace.listings.views.selling_edit import edit_page
from marketplace.listings.views.selling_show import asked, steps_of
from marketplace.web.i18n import _
from marketplace.web.messages import sentence, sentence_of
from marketplace.web.ports import current_ports
from models.errors import ConflictError

Act = Callable[[Session, Actor, Own, datetime], bool]


def _do(public_id: str, act: Act, done: str) -> ResponseReturnValue:
    """Run one act and go back to the listing.

    Args:
        public_id: which listing.
        act: the action; False means that it was done already, which is as good.
        done: what to say afterwards.
    """
    actor, _grant = seller()
    try:
        with transaction() as session:
            act(session, actor, take(session, public_id), current_ports().clock.now())
    except ConflictError as error:
        flash(sentence_of(error), "warning")
    else:
        flash(done)
    return redirect(url_for("selling.edit", public_id=public_id), 303)


@selling.post("/sell/listings/<public_id>/submit")
@require_seller
def submit(public_id: str) -> ResponseReturnValue:
    """Send the saved draft for review, from a list or the preview."""
    actor, _grant = seller()
    try:
        with transaction() as session:
            now = current_ports().clock.now()
            sent = send(session, actor, take(session, public_id), now)
    except FaultsFoundError as error:
        session = reader()
        desk = Desk.of(load(session, public_id), vocabulary(session))
        desk.pin_all(error)
        return edit_page(desk, status=422)
    except ConflictError as error:
        flash(sentence_of(error), "warning")
        return redirect(url_for("selling.edit", public_id=public_id), 303)
    if sent:
        flash(_("ส่งให้เจ้าหน้าที่ตรวจแล้ว ปกติใช้เวลา 2 วันทำการ"))
    else:
        number = load(reader(), public_id).newest.number
        flash(sentence("conflict.repeat", number=number))
    return redirect(url_for("selling.edit", public_id=public_id), 303)


@selling.post("/sell/listings/<public_id>/second-look")
@require_seller
def ask_again(public_id: str) -> ResponseReturnValue:
    """Ask another reviewer to judge a rejected version again."""
    done = _("ส่งให้ผู้ตรวจคนอื่นทบทวนแล้ว")
    return _do(public_id, ask_second_look, done)


@selling.post("/sell/listings/<public_id>/withdraw")
@require_seller
def withdraw(public_id: str) -> ResponseReturnValue:
    """Take the version back from review."""
    return _do(public_id, take_back, _("ถอนกลับมาแล้ว แก้ต่อได้เลย"))


@selling.post("/sell/listings/<public_id>/reopen")
@require_seller
def reopen(public_id: str) -> ResponseReturnValue:
    """Begin the next version and open it, at the field an officer's reason is about."""
    place = request.form.get("place", "")
    actor, _grant = seller()
    try:
        with transaction() as session:
            now = current_ports().clock.now()
            drafts.reopen(session, actor, take(session, public_id), now)
    except ConflictError as error:
        flash(sentence_of(error), "warning")
    where = url_for("selling.edit", public_id=public_id)
    return redirect(f"{where}#{place}" if place in PLACES else where, 303)


@selling.post("/sell/listings/<public_id>/pause")
@require_seller
def pause(public_id: str) -> ResponseReturnValue:
    """Stop selling for a while."""
    done = _("พักขายแล้ว หน้ารายการยังเปิดดูได้ เปิดขายต่อได้ทุกเมื่อ")
    return _do(public_id, sale.pause, done)


@selling.post("/sell/listings/<public_id>/resume")
@require_seller
def resume(public_id: str) -> ResponseReturnValue:
    """Sell again."""
    return _do(public_id, sale.resume, _("เปิดขายต่อแล้ว"))


@selling.get("/sell/listings/<public_id>/retire")
@require_seller
def confirm_retire(public_id: str) -> ResponseReturnValue:
    """Ask before the one act that cannot be undone: retiring, or throwing a draft away."""
    return render_template("selling/retire.html", own=load(reader(), public_id))


@selling.post("/sell/listings/<public_id>/retire")
@require_seller
def retire(public_id: str) -> ResponseReturnValue:
    """Stop selling for good, or throw away a draft that nobody has seen."""
    thrown = load(reader(), public_id).is_draft_only
    done = _("เลิกขายแล้ว ถ้าจะทำใหม่ คัดลอกจากรายการนี้ได้")
    answer = _do(public_id, sale.retire, _("ทิ้งร่างแล้ว") if thrown else done)
    return redirect(url_for("selling.listings"), 303) if thrown else answer


@selling.get("/sell/listings/<public_id>/discard")
@require_seller
def confirm_discard(public_id: str) -> ResponseReturnValue:
    """Ask before changes that never became public are thrown away."""
    own = load(reader(), public_id)
    if not steps_of(own).discard:
        return redirect(url_for("selling.edit", public_id=public_id), 303)
    judged = decided.judgement(reader(), own.newest)
    return render_template("selling/discard.html", own=own, asked=asked(own), judgement=judged)


@selling.post("/sell/listings/<public_id>/discard")
@require_seller
def discard(public_id: str) -> ResponseReturnValue:
    """Throw away the changes the question was about, and go back to what the public sees."""
    number = request.form.get("number", 0, type=int)
    public = load(reader(), public_id).is_public
    done = _("ทิ้งการแก้ไขแล้ว คนทั่วไปยังเห็นฉบับเดิม") if public else _("ทิ้งการแก้ไขแล้ว")
    return _do(public_id, partial(discard_changes, number), done)


@selling.post("/sell/listings/<public_id>/copy")
@require_seller
def copy(public_id: str) -> ResponseReturnValue:
    """Begin a draft from this listing and open it."""
    actor, _grant = seller()
    with transaction() as session:
        now = current_ports().clock.now()
        listing = drafts.copy_listing(session, actor, load(session, public_id), now)
    flash(_("คัดลอกแล้ว นี่คือร่างใหม่ ใส่จำนวนพร้อมส่งอีกครั้งก่อนส่งให้ตรวจ"))
    return redirect(url_for("selling.edit", public_id=listing.public_id), 303)
