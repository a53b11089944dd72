"""Editing a draft: the page, and its saves with and without script."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from marketplace.actors import Actor
from marketplace.db import reader, transaction
from marketplace.listings.actions.drafts import save_draft
from marketplace.listings.actions.photos import PhotoMove, move_photo
from marketplace.listings.actions.submit import submit
from marketplace.listings.actions.terms import change_terms
from marketplace.listings.checks import LAT_RANGE, LON_RANGE, MAX_PHOTOS
from marketplace.listings.difference import FieldDifference, differences
from marketplace.listings.faults import FaultsFoundError
from marketplace.listings.forms.terms import CraftTermsForm
from marketplace.listings.labels import ADVICE, VERSION_STATES
from marketplace.listings.pinmap import HEIGHT, WIDTH
from marketplace.listings.policies import can_submit
from marketplace.listings.queries.decided import history
from marketplace.listings.queries.vocabulary import vocabulary
from marketplace.listings.views.selling_blueprint import (
    device_key,
    load,
    require_seller,
    seller,
    selling,
    take,
)
from marketplace.listings.views.selling_desk import Desk, Press, one_more_blank, sent_files
from marketplace.listings.views.selling_photos import Taken, take_files
from marketplace.listings.views.selling_show import (
    asked,
    code_names,
    field_words,
    show_page,
    steps_of,
)
from marketplace.listings.views.selling_terms import typed_differences
from marketplace.listings.wording import CANCELLATION_MEANS
from marketplace.web.dates import clock, time_or_date
from marketplace.web.headers import Policy, use_policy
from marketplace.web.i18n import _, ngettext
from marketplace.web.messages import sentence, sentence_of
from marketplace.web.ports import current_ports
from models.errors import ConflictError, NotFoundError
from models.listings import VersionState


@dataclass(frozen=True, slots=True)
class Clash:
    """Somebody saved in between: what stands now beside what was typed here.

    Attributes:
        again: whether saving once more would put what was typed in force.
    """

    sentence: str
    rows: tuple[FieldDifference, ...]
    again: bool


@selling.get("/sell/listings/<public_id>")
@require_seller
def edit(public_id: str) -> ResponseReturnValue:
    """Show the form of a draft, or where the listing stands when nothing is open."""
    session = reader()
    own = load(session, public_id)
    if not own.is_editing:
        return show_page(own)
    return edit_page(Desk.of(own, vocabulary(session)))


def edit_page(
    desk: Desk, clash: Clash | None = None, status: int = 200, *, unsaved: bool = False
) -> ResponseReturnValue:
    """Show the edit form with everything that was typed.

    Args:
        desk: the forms.
        clash: who was faster.
        status: of the answer.
        unsaved: what was typed could not be saved; a draft that is only not sent is saved.
    """
    use_policy(Policy.PHOTO_FORM)
    actor, _grant = seller()
    own = desk.own
    return render_template(
        "selling/edit.html",
        desk_forms=desk,
        own=own,
        form=desk.content_form,
        terms=desk.terms,
        clash=clash,
        asked=asked(own),
        advice=ADVICE,
        policy_notes=CANCELLATION_MEANS,
        max_photos=MAX_PHOTOS,
        map_size=(WIDTH, HEIGHT),
        map_box=" ".join(map(str, (*LAT_RANGE, *LON_RANGE))),
        empty_english=_empty_english(desk),
        row_version=own.listing.version if desk.fresh else desk.terms_version,
        stock_before=desk.stock_before,
        saved="" if unsaved else saved_at_words(own.newest.saved_at),
        may_submit=can_submit(actor, own.listing.organisation_id),
        field_words=field_words,
        steps=steps_of(own),
        history=history(reader(), own.listing),
        version_states=VERSION_STATES,
        person=device_key(actor),
    ), status


def _empty_english(desk: Desk) -> int:
    form = desk.content_form
    pairs = (
        (form.title_th, form.title_en),
        (form.summary_th, form.summary_en),
        (form.description_th, form.description_en),
    )
    return sum(1 for thai, english in pairs if thai.data and not english.data)


def saved_at_words(moment: datetime) -> str:
    """Say when a draft was saved."""
    now = current_ports().clock.now()
    return _("บันทึกร่างแล้ว %(time)s", time=time_or_date(moment, now))


@selling.post("/sell/listings/<public_id>")
@require_seller
def save(public_id: str) -> ResponseReturnValue:
    """Save everything typed, then do what the pressed button says."""
    actor, _grant = seller()
    press = Press.read(request.form)
    early = _repeat(public_id, press)
    if early is not None:
        return early
    try:
        desk, fine = _save(public_id, actor, press)
    except ConflictError as error:
        _tell(take_files(public_id, actor, sent_files()))
        desk = _desk_again(public_id)
        return edit_page(desk, _clash(desk, error), 409, unsaved=True)
    taken = take_files(public_id, actor, sent_files())
    _tell(taken, refused=not fine)
    if not fine:
        return _refused(public_id, desk)
    if press.act == "submit":
        return _submit(public_id, actor)
    if press.act == "preview":
        return redirect(url_for("selling.preview", public_id=public_id), 303)
    if press.act == "save" and not taken.refused:
        flash(_("บันทึกร่างแล้ว"))
    anchor = "photos" if taken.refused else press.anchor
    more = one_more_blank(desk.forms, anchor) if press.act == "add" else {}
    where = url_for("selling.edit", public_id=desk.own.listing.public_id, **more)
    return redirect(where + (f"#{anchor}" if anchor else ""), 303)


def _repeat(public_id: str, press: Press) -> ResponseReturnValue | None:
    """A second click on "submit" finds the version under review: say so, change nothing."""
    own = load(reader(), public_id)
    if press.act == "submit" and own.newest.state is VersionState.IN_REVIEW:
        flash(sentence("conflict.repeat", number=f"{own.newest.number}"))
        return redirect(url_for("selling.edit", public_id=public_id), 303)
    return None


def _tell(taken: Taken, *, refused: bool = True) -> None:
    """Say which of the chosen photos were kept, where the rest of the form was not."""
    if refused and taken.kept:
        flash(ngettext("เพิ่มรูปแล้ว %(num)s รูป", "เพิ่มรูปแล้ว %(num)s รูป", taken.kept))
    for text in taken.refused:
        flash(text, "error")


def _refused(public_id: str, desk: Desk) -> ResponseReturnValue:
    """Show what is wrong with what was typed; photos that came with it are in their places."""
    if sent_files():
        desk.see_photos(load(reader(), public_id))
    return edit_page(desk, status=422, unsaved=True)


def _save(public_id: str, actor: Actor, press: Press) -> tuple[Desk, bool]:
    """Write content, terms and photo order. False when something typed is wrong."""
    with transaction() as session:
        desk = Desk.of(take(session, public_id), vocabulary(session))
        desk.put_points(press.points)
        fine = _write(session, actor, desk, press)
        if fine and press.photo is not None:
            _step(session, actor, desk, press.photo)
    return desk, fine


def _step(session: Session, actor: Actor, desk: Desk, step: tuple[str, PhotoMove]) -> None:
    with suppress(NotFoundError):  # removed in another tab: what was typed is kept all the same
        move_photo(session, actor, desk.own, step, current_ports().clock.now())


def _write(session: Session, actor: Actor, desk: Desk, press: Press) -> bool:
    """Save terms and content. False when something typed is wrong; then nothing was written."""
    if not desk.validate():
        return False
    now = current_ports().clock.now()
    try:
        change = desk.change(press.step)
        if change is not None:
            change_terms(session, actor, desk.own, change, now)
    except FaultsFoundError as error:
        desk.pin_all(error)
        return False
    save_draft(session, actor, desk.own, desk.draft(press.step), now)
    return True


def _desk_again(public_id: str) -> Desk:
    session = reader()
    desk = Desk.of(load(session, public_id), vocabulary(session))
    desk.validate()
    desk.fresh = True
    return desk


def _clash(desk: Desk, error: ConflictError) -> Clash:
    rows = differences(desk.own.content, desk.typed_content(), code_names(desk.words))
    changed = tuple(row for row in rows if row.changes)
    if desk.terms is not None:
        changed += typed_differences(desk.own, desk.terms)
    return Clash(sentence_of(error), changed, again=desk.own.is_editing)


def _submit(public_id: str, actor: Actor) -> ResponseReturnValue:
    now = current_ports().clock.now()
    try:
        with transaction() as session:
            own = take(session, public_id)
            submit(session, actor, own, now)
    except FaultsFoundError as error:
        desk = _stored(public_id)
        desk.pin_all(error)
        return edit_page(desk, status=422)
    flash(_("ส่งให้เจ้าหน้าที่ตรวจแล้ว ปกติใช้เวลา 2 วันทำการ"))
    return redirect(url_for("selling.edit", public_id=public_id), 303)


def _stored(public_id: str) -> Desk:
    """The desk as just saved; the sent form is the same, but its version number is old."""
    session = reader()
    desk = Desk.of(load(session, public_id), vocabulary(session))
    desk.fresh = True
    return desk


@selling.post("/sell/listings/<public_id>/autosave")
@require_seller
def autosave(public_id: str) -> ResponseReturnValue:
    """Save a draft while it is typed. Answers JSON for the page's own script."""
    actor, _grant = seller()
    try:
        with transaction() as session:
            desk = Desk.of(take(session, public_id), vocabulary(session))
            fine = _write(session, actor, desk, Press.read({}))
    except ConflictError as error:
        return jsonify(message=_clash(_desk_again(public_id), error).sentence), 409
    if not fine:
        return _unsaved(desk)
    version = desk.own.newest
    return jsonify(
        version=version.version,
        terms_version=desk.own.listing.version,
        stock=_stock(desk),
        saved=_("บันทึกร่างแล้ว %(time)s", time=clock(version.saved_at)),
    )


def _stock(desk: Desk) -> int | None:
    terms = desk.terms
    return (terms.stock.data or 0) if isinstance(terms, CraftTermsForm) else None


def _unsaved(desk: Desk) -> ResponseReturnValue:
    count = len(desk.faults)
    return jsonify(message=_("ยังไม่ได้บันทึก มี %(count)s ช่องที่ต้องแก้", count=count)), 422
