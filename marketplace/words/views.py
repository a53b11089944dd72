"""Doors of the office: searches without results, and the words made of them."""

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.db import reader, transaction
from marketplace.web.guards import require_officer, require_signed_in
from marketplace.web.i18n import _, current_lang
from marketplace.web.index import current_index
from marketplace.web.messages import sentence
from marketplace.web.pages import page_number
from marketplace.web.ports import current_ports
from marketplace.words import labels
from marketplace.words.actions import (
    checked,
    leave_query,
    make_word,
    publish_word,
    reopen_query,
    withdraw_word,
)
from marketplace.words.forms import WordForm, terms_of
from marketplace.words.queries import tallies
from marketplace.words.queries.house import (
    PAGE_SIZE,
    listed_words,
    word_counts,
    word_named,
)
from marketplace.words.queries.progress import index_progress
from marketplace.words.queries.tallies import Pile, asked_queries, asked_query, pile_counts
from marketplace.words.queries.trial import Trial, try_word
from models.errors import ConflictError, InputRejectedError, NotFoundError
from models.words import WordKind, WordState
from search_index.text.house_words import using
from search_index.text.meanings import KnownMeaning, meaning_named, meanings_like
from search_index.text.normalize import plain

bp = Blueprint("words", __name__)


@bp.get("/office/searches")
@require_officer()
def searches() -> ResponseReturnValue:
    """Show the queries that found nothing or little, what is asked most often first."""
    session, page = reader(), page_number()
    pile = _pile()
    counts = pile_counts(session)
    return render_template(
        "words/searches.html",
        rows=asked_queries(session, pile, page),
        counts=counts,
        pile=pile,
        page=page,
        pages=_pages(counts[pile], tallies.PAGE_SIZE),
        words=word_counts(session),
        progress=index_progress(session, current_index(), current_ports().clock.now()),
        labels=labels,
    )


def _pile() -> Pile:
    wanted = request.args.get("show", "")
    return Pile(wanted) if wanted in set(Pile) else Pile.OPEN


def _pages(count: int, size: int) -> int:
    return max(1, -(-count // size))


@bp.get("/office/searches/words")
@require_officer()
def made() -> ResponseReturnValue:
    """Show the words that officers made, with a way to take each back."""
    session, page = reader(), page_number()
    wanted = request.args.get("state", "")
    state = WordState(wanted) if wanted in set(WordState) else WordState.PUBLISHED
    counts = word_counts(session)
    rows = listed_words(session, state, page)
    with using(current_index().words()):
        meanings = {row.target: meaning_named(row.target) for row in rows if row.target}
    return render_template(
        "words/made.html",
        rows=rows,
        meanings=meanings,
        counts=counts,
        state=state,
        page=page,
        pages=_pages(counts[state], PAGE_SIZE),
        progress=index_progress(session, current_index(), current_ports().clock.now()),
        labels=labels,
    )


@bp.get("/office/searches/progress")
@require_officer()
def progress() -> ResponseReturnValue:
    """Tell how far the rebuilding of the index is, for the bar of the pages."""
    found = index_progress(reader(), current_index(), current_ports().clock.now())
    answer = jsonify(running=found.running, percent=found.percent, settled=found.settled)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.get("/office/searches/new/<kind>")
@require_officer()
def new(kind: str) -> ResponseReturnValue:
    """Show the form for one kind of word, begun from a query or empty."""
    query = plain(request.args.get("q", ""))[:80]
    form = WordForm.bind(query=query, terms=query, find=query, test=query)
    return _page(_kind(kind), form)


@bp.post("/office/searches/new/<kind>")
@require_officer()
def save(kind: str) -> ResponseReturnValue:
    """Look for meanings, try the word, keep it as a draft, or publish it: by the button."""
    which, form, step = _kind(kind), WordForm.bind(), request.form.get("step", "")
    form.query.data = plain(form.query.data or "")[:80]
    if step == "find":
        return _page(which, form)
    try:
        if not form.validate():
            return _page(which, form, 422)
        if step == "try":
            return _tried(which, form)
        publish = step != "draft"
        now = current_ports().clock.now()
        with using(current_index().words()), transaction() as session:
            request_ = form.to_request(which, publish=publish)
            make_word(session, require_signed_in(), request_, now)
    except InputRejectedError as error:
        form.pin(error)
        return _page(which, form, 422)
    except ConflictError as error:
        form.form_errors = [sentence(error.code, **error.values)]
        return _page(which, form, 409)
    flash(_published(which) if publish else _("เก็บเป็นร่างแล้ว ช่องค้นหายังไม่ใช้ จนกว่าจะเผยแพร่"))
    state = WordState.PUBLISHED if publish else WordState.DRAFT
    return redirect(url_for("words.made", state=state.value), 303)


def _published(kind: WordKind) -> str:
    if kind is WordKind.WHOLE:
        return _("เผยแพร่แล้ว กำลังอ่านทุกรายการใหม่ ระหว่างนี้ค้นหาได้ตามปกติ")
    return _("เผยแพร่แล้ว ค้นด้วยคำนี้เจอได้ในไม่กี่วินาที")


def _tried(kind: WordKind, form: WordForm) -> ResponseReturnValue:
    with using(current_index().words()):
        wording = checked(form.wording(kind))
    text = form.test.data or form.query.data or wording.terms[0]
    trial = try_word(reader(), current_index(), wording, text, current_lang())
    return _page(kind, form, trial=trial, asked=True)


def _kind(name: str) -> WordKind:
    if name not in set(WordKind):
        raise NotFoundError
    return WordKind(name)


def _page(
    kind: WordKind,
    form: WordForm,
    status: int = 200,
    *,
    trial: Trial | None = None,
    asked: bool = False,
) -> ResponseReturnValue:
    session, query = reader(), form.query.data or ""
    meanings = _meanings(form) if kind is WordKind.SYNONYM else ()
    form.offer(meanings)
    form.name_terms(kind)
    page = render_template(
        "words/new.html",
        kind=kind,
        form=form,
        query=query,
        asked_query=asked_query(session, query) if query else None,
        notes={one.id: str(labels.MEANING_KINDS.get(one.kind, "")) for one in meanings},
        trial=trial,
        tried_in_vain=asked and trial is None,
        labels=labels,
    )
    return page, status


def _meanings(form: WordForm) -> tuple[KnownMeaning, ...]:
    """Return the meanings to choose from: those looked for, and the one chosen before."""
    text = form.find.data or " ".join(terms_of(form.terms.data or "")[:1])
    with using(current_index().words()):
        found = meanings_like(text)
        chosen = meaning_named(form.meaning.data) if form.meaning.data else None
    return found if chosen is None or chosen in found else (chosen, *found)


@bp.post("/office/searches/leave")
@require_officer()
def leave() -> ResponseReturnValue:
    """Let a query be."""
    text = plain(request.form.get("q", ""))
    with transaction() as session:
        if asked_query(session, text) is None:
            raise NotFoundError
        leave_query(session, require_signed_in(), text, current_ports().clock.now())
    flash(_("ปล่อย “%(query)s” ไว้แล้ว ดูและเอากลับมาได้ในแถบ “ปล่อยไว้”", query=text))
    return redirect(url_for("words.searches"), 303)


@bp.post("/office/searches/reopen")
@require_officer()
def reopen() -> ResponseReturnValue:
    """Put a query that was let be back among the open ones."""
    text = plain(request.form.get("q", ""))
    with transaction() as session:
        reopen_query(session, require_signed_in(), text, current_ports().clock.now())
    flash(_("“%(query)s” กลับมารอจัดการแล้ว", query=text))
    return redirect(url_for("words.searches"), 303)


@bp.post("/office/searches/words/<public_id>/publish")
@require_officer()
def publish(public_id: str) -> ResponseReturnValue:
    """Publish a draft."""
    with transaction() as session:
        word = word_named(session, public_id)
        publish_word(session, require_signed_in(), word, current_ports().clock.now())
        kind = word.kind
    flash(_published(kind))
    return redirect(url_for("words.made"), 303)


@bp.post("/office/searches/words/<public_id>/withdraw")
@require_officer()
def withdraw(public_id: str) -> ResponseReturnValue:
    """Take a word back."""
    with transaction() as session:
        word = word_named(session, public_id)
        withdraw_word(session, require_signed_in(), word, current_ports().clock.now())
    flash(_("ถอนแล้ว ช่องค้นหากลับไปเป็นเหมือนก่อนเพิ่มคำนี้"))
    return redirect(url_for("words.made"), 303)
