"""Saved searches: keeping one, a person's own list of them, and ending the notices by mail."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.db import reader, transaction
from marketplace.saved_searches.actions import change
from marketplace.saved_searches.actions.keep import MOST_KEPT, save_search
from marketplace.saved_searches.addresses import asked_by, canonical, digest_of, values_of
from marketplace.saved_searches.forms import NameForm
from marketplace.saved_searches.labels import Names, names_of_places, said
from marketplace.saved_searches.queries.kept import (
    KeptRow,
    is_kept,
    kept_searches,
    new_cards,
    thrown_away,
)
from marketplace.saved_searches.tokens import person_of
from marketplace.search.address import SearchAddress, read_address
from marketplace.web.csrf import origin_only
from marketplace.web.guards import require_actor, require_signed_in
from marketplace.web.i18n import _
from marketplace.web.identity import current_actor
from marketplace.web.messages import sentence_of
from marketplace.web.ports import current_ports
from models.errors import InputRejectedError, NotFoundError

bp = Blueprint("saved_searches", __name__)


@dataclass(frozen=True, slots=True)
class Row:
    """A saved search in words; ``name`` is what it is called, ``words`` what it seeks."""

    kept: KeptRow
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A search on the results page: its address to keep, and whether it is kept."""

    address: str
    kept: bool


@bp.app_template_global("search_to_keep")
def search_to_keep(asked: SearchAddress) -> Asked:
    """Return what the results page's button needs to know of a signed-in reader's search."""
    address = canonical(asked)
    actor = current_actor()
    kept = actor is not None and is_kept(reader(), actor.user_id, digest_of(address))
    return Asked(address, kept)


@bp.get("/account/searches")
@require_actor
def index() -> ResponseReturnValue:
    """List what one keeps, with what is new in it."""
    return _list_page(NameForm.bind(), None, 200)


def _list_page(form: NameForm, renaming: str | None, status: int) -> ResponseReturnValue:
    session = reader()
    me = require_signed_in().user_id
    names = names_of_places(session)
    rows = [_row(kept, names) for kept in kept_searches(session, me)]
    undo = request.args.get("undo", "")
    page = render_template(
        "saved_searches/index.html",
        rows=rows,
        new=new_cards(session, me) if any(row.kept.new for row in rows) else [],
        undo=undo if undo and thrown_away(session, me, undo) else "",
        form=form,
        renaming=renaming,
        most=MOST_KEPT,
    )
    return page, status


def _row(kept: KeptRow, names: Names) -> Row:
    words = said(kept.address, names)
    return Row(kept, kept.name or words, words if kept.name else "")


@bp.get("/account/searches/new")
@require_actor
def offer() -> ResponseReturnValue:
    """Ask whether to keep the search of this address: where visitors arrive after signing in."""
    asked = read_address(request.args.to_dict(flat=False))
    if asked.is_blank:
        return redirect(url_for("search.results"), 303)
    return _offer_page(asked, None, 200)


def _offer_page(
    asked: SearchAddress, refused: InputRejectedError | None, status: int
) -> ResponseReturnValue:
    address = canonical(asked)
    page = render_template(
        "saved_searches/offer.html",
        address=address,
        words=said(address, names_of_places(reader())),
        back=asked.href(url_for("search.results")),
        refused="" if refused is None else sentence_of(refused),
    )
    return page, status


@bp.post("/account/searches")
@require_actor
def save() -> ResponseReturnValue:
    """Keep a search and go back to it."""
    asked = asked_by(request.form.get("address", ""))
    try:
        with transaction() as session:
            now = current_ports().clock.now()
            kept = save_search(session, require_signed_in(), asked, now)
    except InputRejectedError as error:
        return _offer_page(asked, error, 422)
    if not kept.fresh:
        flash(_("การค้นหานี้บันทึกไว้แล้ว"))
    elif kept.notify:
        flash(_("บันทึกการค้นหาแล้ว ถ้ามีของใหม่ที่ตรงกัน จะบอกตอนเช้า"))
    else:
        flash(_("บันทึกการค้นหาแล้ว การแจ้งของใหม่ปิดอยู่ เปิดได้ในหน้าการค้นหาที่บันทึกไว้"))
    return redirect(asked.href(url_for("search.results")), 303)


@bp.post("/account/searches/<public_id>/open")
@require_actor
def open_search(public_id: str) -> ResponseReturnValue:
    """Go to the results, the newest first, and count from now on what is new."""
    with transaction() as session:
        now = current_ports().clock.now()
        address = change.look_at(session, require_signed_in(), public_id, now)
    values: dict[str, Any] = values_of(address)
    return redirect(url_for("search.results", **values), 303)


@bp.post("/account/searches/seen")
@require_actor
def seen() -> ResponseReturnValue:
    """Count from now on what is new, in all of them."""
    with transaction() as session:
        change.look_at_all(session, require_signed_in(), current_ports().clock.now())
    return _back()


@bp.post("/account/searches/<public_id>/notice")
@require_actor
def notice(public_id: str) -> ResponseReturnValue:
    """Switch the notice of one search on (``wanted=1``) or off."""
    wanted = request.form.get("wanted") == "1"
    with transaction() as session:
        change.set_notice(session, require_signed_in(), public_id, wanted=wanted)
    flash(_("เปิดการแจ้งของใหม่แล้ว") if wanted else _("ปิดการแจ้งของใหม่แล้ว การค้นหายังอยู่"))
    return _back()


@bp.post("/account/searches/<public_id>/name")
@require_actor
def rename(public_id: str) -> ResponseReturnValue:
    """Give a search a name of one's own."""
    form = NameForm.bind()
    if not form.validate():
        return _list_page(form, public_id, 422)
    with transaction() as session:
        change.rename(session, require_signed_in(), public_id, form.name.data or "")
    flash(_("บันทึกแล้ว"))
    return _back()


@bp.post("/account/searches/<public_id>/delete")
@require_actor
def delete(public_id: str) -> ResponseReturnValue:
    """Throw a search away; the next page can take it back."""
    with transaction() as session:
        now = current_ports().clock.now()
        change.throw_away(session, require_signed_in(), public_id, now)
    return _back(undo=public_id)


@bp.post("/account/searches/<public_id>/restore")
@require_actor
def restore(public_id: str) -> ResponseReturnValue:
    """Take back a search that was thrown away."""
    try:
        with transaction() as session:
            change.take_back(session, require_signed_in(), public_id)
    except InputRejectedError as error:
        flash(sentence_of(error), "error")
        return _back(undo=public_id)
    flash(_("เก็บการค้นหาไว้ตามเดิมแล้ว"))
    return _back()


def _back(undo: str | None = None) -> ResponseReturnValue:
    return redirect(url_for("saved_searches.index", undo=undo), 303)


@bp.get("/notices/<token>/end")
def end_notices(token: str) -> ResponseReturnValue:
    """Ask whether the morning's mails shall end: opening a link changes nothing."""
    return _ending_page(token, done=False)


@bp.post("/notices/<token>/end")
@origin_only
def end_notices_now(token: str) -> ResponseReturnValue:
    """End the morning's mails, for a person or for the mail program that posts for them.

    RFC 8058 forbids a redirect here, and sends neither cookie nor form token; the word in the
    address is the proof. Doing it twice changes nothing.
    """
    with transaction() as session:
        change.end_notices(session, _person(token))
    return _ending_page(token, done=True)


def _ending_page(token: str, *, done: bool) -> ResponseReturnValue:
    _person(token)
    return render_template("saved_searches/end_notices.html", token=token, done=done)


def _person(token: str) -> str:
    person = person_of(token)
    if person is None:
        raise NotFoundError
    return person
