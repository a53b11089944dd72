"""Applications of sellers: the piles, one seller, and the decision."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.accounts.labels import (
    ADMISSIONS,
    ADMISSIONS_SHORT,
    CHANNEL_KINDS,
    MEMBER_ROLES,
    ORGANISATION_KINDS,
)
from marketplace.db import reader, transaction
from marketplace.moderation import labels
from marketplace.moderation.actions.admit import (
    OFFICER_ACTIONS,
    decide_admission,
    officer_actions,
    refuse_decided,
)
from marketplace.moderation.actions.open import needs_noting, open_application
from marketplace.moderation.checklist import admission_checks
from marketplace.moderation.forms import AdmissionForm, admission_form
from marketplace.moderation.policies import can_admit
from marketplace.moderation.queries.applications import (
    PAGE_SIZE,
    application,
    seller_counts,
    seller_for_admission,
    sellers,
)
from marketplace.moderation.views.blueprint import bp
from marketplace.web.guards import require_officer, require_signed_in
from marketplace.web.i18n import _
from marketplace.web.messages import sentence_of
from marketplace.web.pages import page_number
from marketplace.web.ports import current_ports
from models.accounts import OfficerRole
from models.errors import ConflictError, InputRejectedError
from models.organisations import AdmissionState, Organisation


@bp.get("/office/applications")
@require_officer(OfficerRole.MANAGER)
def applications() -> ResponseReturnValue:
    """Show sellers by admission state, oldest application first."""
    given = request.args.get("state", "")
    state = AdmissionState(given) if given in set(AdmissionState) else AdmissionState.APPLIED
    session = reader()
    rows, total = sellers(session, state, page_number())
    return render_template(
        "moderation/applications.html",
        rows=rows,
        total=total,
        page=page_number(),
        pages=max(1, -(-total // PAGE_SIZE)),
        state=state,
        counts=seller_counts(session),
        labels=labels,
        kinds=ORGANISATION_KINDS,
        standings=ADMISSIONS_SHORT,
    )


@bp.get("/office/applications/<public_id>")
@require_officer(OfficerRole.MANAGER)
def application_page(public_id: str) -> ResponseReturnValue:
    """Show one seller with papers, checklist and earlier decisions; that it was read is noted."""
    page = _page(public_id, None)
    actor, now = require_signed_in(), current_ports().clock.now()
    opened = seller_for_admission(reader(), public_id).id
    # Asked before writing, so that most visits take no turn at the one writer.
    if needs_noting(reader(), actor, opened, now):
        with transaction() as session:
            open_application(session, actor, opened, now)
    return page


@bp.post("/office/applications/<public_id>")
@require_officer(OfficerRole.MANAGER)
def admit(public_id: str) -> ResponseReturnValue:
    """Take the decision on a seller. A second officer gets a conflict and keeps the note."""
    seller = seller_for_admission(reader(), public_id)
    form = admission_form(admission_checks(seller.kind)).bind()
    # Whatever stood on the page may be chosen: the action tells who was faster, not the field.
    form.offer(OFFICER_ACTIONS)
    sound = form.validate()
    form.offer(officer_actions(seller))
    try:
        if not sound:
            return _unsound(public_id, form, seller)
        with transaction() as session:
            organisation = seller_for_admission(session, public_id)
            now = current_ports().clock.now()
            decide_admission(session, require_signed_in(), organisation, form.to_request(), now)
    except InputRejectedError as error:
        form.pin(error)
        return _page(public_id, form, 422)
    except ConflictError as error:
        return _page(public_id, form, 409, sentence_of(error))
    flash(_("บันทึกผลการพิจารณาแล้ว"))
    return redirect(url_for("moderation.application_page", public_id=public_id), 303)


def _unsound(public_id: str, form: AdmissionForm, seller: Organisation) -> ResponseReturnValue:
    if not officer_actions(seller):  # then no form would show what is wrong with it
        refuse_decided(reader(), seller)
    return _page(public_id, form, 422)


def _form(organisation: Organisation) -> AdmissionForm:
    form = admission_form(admission_checks(organisation.kind))()
    form.offer(officer_actions(organisation))
    return form


def _page(
    public_id: str, form: AdmissionForm | None, status: int = 200, conflict: str = ""
) -> ResponseReturnValue:
    found = application(reader(), public_id)
    page = render_template(
        "moderation/application_page.html",
        application=found,
        form=_form(found.organisation) if conflict or form is None else form,
        sent=form,
        conflict=conflict,
        checks=admission_checks(found.organisation.kind),
        open=can_admit(require_signed_in(), found.organisation.id),
        labels=labels,
        kinds=ORGANISATION_KINDS,
        standings=ADMISSIONS,
        channels=CHANNEL_KINDS,
        roles=MEMBER_ROLES,
    )
    return page, status
