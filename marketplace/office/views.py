"""Doors of the desk."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import HiddenField

from marketplace.accounts.actions.officers import grant_right, revoke_right
from marketplace.accounts.labels import MEMBER_ROLES, OFFICER_ROLES
from marketplace.db import reader, transaction
from marketplace.listings.reasons import REASONS
from marketplace.moderation.queries.applications import seller_counts
from marketplace.moderation.queries.queue import waiting
from marketplace.office.labels import FACTS
from marketplace.office.queries.desk import officers, people_found, standing, user_id_of
from marketplace.office.queries.journal import (
    JOURNAL_PAGE,
    JournalFilter,
    journal_facts,
    journal_page,
)
from marketplace.web.choices import RadioField, choices_of
from marketplace.web.forms import Day, Form, Required
from marketplace.web.guards import require_officer, require_signed_in
from marketplace.web.i18n import _, _l
from marketplace.web.messages import sentence_of
from marketplace.web.pages import page_number
from marketplace.web.ports import current_ports
from models.accounts import OfficerRole
from models.errors import ConflictError, NotFoundError

bp = Blueprint("office", __name__)


class RightForm(Form):
    """A right for one person."""

    person = HiddenField(validators=[Required()])
    role = RadioField(_l("สิทธิ์"), choices=choices_of(OFFICER_ROLES), validators=[Required()])


class JournalForm(Form):
    """Filters of the journal; only the date can be wrong."""

    since = Day(_l("ตั้งแต่วันที่"))


@bp.get("/office")
@require_officer()
def home() -> ResponseReturnValue:
    """Show what waits for this officer and how the catalogue stands."""
    session, now = reader(), current_ports().clock.now()
    return render_template(
        "office/home.html",
        waiting=waiting(session, now),
        sellers=seller_counts(session),
        standing=standing(session, now),
    )


@bp.get("/office/journal")
@require_officer(OfficerRole.MANAGER)
def journal() -> ResponseReturnValue:
    """Show the journal, latest first."""
    form = JournalForm.bind_query()
    valid = form.validate()
    wanted = JournalFilter(
        actor_public_id=request.args.get("actor", ""),
        fact=request.args.get("fact", ""),
        since=form.since.data if valid else None,
    )
    session, page = reader(), page_number()
    rows, found, total = journal_page(session, wanted, page)
    return render_template(
        "office/journal.html",
        rows=rows,
        total=total,
        page=page,
        pages=max(1, -(-found // JOURNAL_PAGE)),
        wanted=wanted,
        form=form,
        facts=FACTS,
        roles={**OFFICER_ROLES, **MEMBER_ROLES},
        officer_roles=OFFICER_ROLES,
        reasons=REASONS,
        known=journal_facts(session),
        officers=officers(session),
    )


@bp.get("/office/people")
@require_officer(OfficerRole.ADMINISTRATOR)
def people() -> ResponseReturnValue:
    """Show who holds which right, and find people to give one to."""
    return _people()


def _people(status: int = 200, refused: str = "") -> ResponseReturnValue:
    text = request.args.get("q", "").strip()[:100]
    session = reader()
    page = render_template(
        "office/people.html",
        officers=officers(session),
        found=people_found(session, text),
        text=text,
        refused=refused,
        roles=OFFICER_ROLES,
    )
    return page, status


@bp.post("/office/people/grant")
@require_officer(OfficerRole.ADMINISTRATOR)
def grant() -> ResponseReturnValue:
    """Give a right."""
    form = RightForm.bind()
    if not form.validate():
        flash(_("ยังไม่ได้เลือกคนหรือสิทธิ์ เลือกแล้วส่งอีกครั้ง"), "warning")
        return redirect(url_for("office.people"), 303)
    with transaction() as session:
        user_id = user_id_of(session, form.person.data or "")
        if user_id is None:
            raise NotFoundError
        role, now = OfficerRole(form.role.data), current_ports().clock.now()
        grant_right(session, require_signed_in(), user_id, role, now)
    flash(_("ให้สิทธิ์แล้ว เจ้าตัวต้องเข้าสู่ระบบใหม่"))
    return redirect(url_for("office.people"), 303)


@bp.post("/office/people/revoke")
@require_officer(OfficerRole.ADMINISTRATOR)
def revoke() -> ResponseReturnValue:
    """Take a right back."""
    form = RightForm.bind()
    if not form.validate():
        raise NotFoundError
    try:
        with transaction() as session:
            user_id = user_id_of(session, form.person.data or "")
            if user_id is None:
                raise NotFoundError
            role, now = OfficerRole(form.role.data), current_ports().clock.now()
            revoke_right(session, require_signed_in(), user_id, role, now)
    except ConflictError as error:
        return _people(409, sentence_of(error))
    flash(_("ถอนสิทธิ์แล้ว เจ้าตัวออกจากระบบทุกเครื่อง"))
    return redirect(url_for("office.people"), 303)
