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
from marketplace.moderation.actions.admit import OFFICER_ACTIONS, decide_admission
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
from marketplace.web.pages import page_number
from marketplace.web.ports import current_ports
from models.accounts import OfficerRole
from models.errors import InputRejectedError
from models.organisations import (
    ADMISSION_LIFECYCLE,
    AdmissionAction,
    AdmissionState,
    Organisation,
)


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
    """Take the decision on a seller."""
    form = _form(seller_for_admission(reader(), public_id))
    if not form.validate():
        return _page(public_id, form, 422)
    try:
        with transaction() as session:
            organisation = seller_for_admission(session, public_id)
            now = current_ports().clock.now()
            decide_admission(session, require_signed_in(), organisation, form.to_request(), now)
    except InputRejectedError as error:
        form.pin(error)
        return _page(public_id, form, 422)
    flash(_("บันทึกผลการพิจารณาแล้ว"))
    return redirect(url_for("moderation.application_page", public_id=public_id), 303)


def _form(organisation: Organisation) -> AdmissionForm:
    form = admission_form(admission_checks(organisation.kind)).bind()
    state = organisation.admission or AdmissionState.CLOSED
    form.offer(
        action
        for action in AdmissionAction
        if action in OFFICER_ACTIONS and action in ADMISSION_LIFECYCLE.open_actions(state)
    )
    return form


def _page(public_id: str, form: AdmissionForm | None, status: int = 200) -> ResponseReturnValue:
    found = application(reader(), public_id)
    page = render_template(
        "moderation/application_page.html",
        application=found,
        form=form or _form(found.organisation),
        checks=admission_checks(found.organisation.kind),
        open=can_admit(require_signed_in(), found.organisation.id),
        labels=labels,
        kinds=ORGANISATION_KINDS,
        standings=ADMISSIONS,
        channels=CHANNEL_KINDS,
        roles=MEMBER_ROLES,
    )
    return page, status
