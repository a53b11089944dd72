"""One's organisations: the list and the switch, applying, registering, names and contacts."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.accounts import labels
from marketplace.accounts.actions import contacts
from marketplace.accounts.actions import organisations as actions
from marketplace.accounts.actions.sign_in import switch_acting_for
from marketplace.accounts.admission import required_papers
from marketplace.accounts.forms.contacts import channel_rows
from marketplace.accounts.forms.organisations import (
    ApplicationForm,
    BuyerForm,
    ContactsForm,
    DescriptionForm,
)
from marketplace.accounts.policies import can_edit_organisation, can_see_reveals
from marketplace.accounts.queries import organisations as queries
from marketplace.accounts.views.blueprint import bp
from marketplace.db import reader, transaction
from marketplace.text import thai_sort_key, without_prefix
from marketplace.web.guards import require_actor, require_signed_in
from marketplace.web.i18n import _
from marketplace.web.ports import current_ports
from marketplace.web.redirects import safe_next
from marketplace.web.templating import pick
from models.errors import InputRejectedError, NotFoundError
from models.organisations import AdmissionState, Organisation, OrganisationSide

TELLS_WHY = (AdmissionState.RETURNED, AdmissionState.SUSPENDED, AdmissionState.CLOSED)
"""Standings that an officer explains to the group."""


@bp.get("/account/organisations")
@require_actor
def organisations() -> ResponseReturnValue:
    """List one's organisations and open invitations, and choose for whom to act."""
    actor = require_signed_in()
    session = reader()
    return render_template(
        "accounts/organisations.html",
        rows=queries.own_organisations(session, actor.user_id),
        invited=queries.open_invitations_for(session, actor.user_id, current_ports().clock.now()),
        labels=labels,
    )


@bp.post("/account/acting-for")
@require_actor
def switch() -> ResponseReturnValue:
    """Choose for whom this device acts."""
    with transaction() as session:
        switch_acting_for(session, require_signed_in(), request.form.get("organisation") or None)
    return redirect(safe_next(url_for("accounts.organisations")), 303)


@bp.route("/account/organisations/new", methods=["GET", "POST"])
@require_actor
def register() -> ResponseReturnValue:
    """Register a buying organisation."""
    form = BuyerForm.bind()
    if request.method == "POST" and form.validate():
        with transaction() as session:
            now = current_ports().clock.now()
            made = actions.register_buyer(session, require_signed_in(), form.to_request(), now)
            public_id = made.public_id
        flash(_("ลงทะเบียนองค์กรแล้ว เชิญเพื่อนร่วมงานได้เลย"))
        return redirect(safe_next(url_for("accounts.members", public_id=public_id)), 303)
    status = 422 if request.method == "POST" else 200
    return render_template("accounts/register.html", form=form, next=safe_next("")), status


@bp.route("/apply", methods=["GET", "POST"])
@require_actor
def apply() -> ResponseReturnValue:
    """Apply to sell."""
    form = _application_form(None)
    if request.method == "GET":
        return _application_page(form, None, 200)
    if not form.validate():
        return _application_page(form, None, 422)
    try:
        with transaction() as session:
            now = current_ports().clock.now()
            actor = require_signed_in()
            made = actions.apply_to_sell(session, actor, form.to_request(), now)
            contacts.add_first_channels(session, made, form.wanted_channels())
            public_id = made.public_id
    except InputRejectedError as error:
        form.pin(error)
        return _application_page(form, None, 422)
    flash(_("ส่งใบสมัครแล้ว เจ้าหน้าที่จะตรวจและตอบทางอีเมล"))
    return redirect(url_for("accounts.application", public_id=public_id), 303)


@bp.route("/apply/<public_id>", methods=["GET", "POST"])
@require_actor
def application(public_id: str) -> ResponseReturnValue:
    """Show where an application stands; send it again when more was asked for."""
    seller = _own_seller(public_id)
    form = _application_form(seller)
    if request.method == "GET":
        return _application_page(form, seller, 200)
    if not form.validate():
        return _application_page(form, seller, 422)
    try:
        with transaction() as session:
            now = current_ports().clock.now()
            actor = require_signed_in()
            found = queries.own_organisation(session, actor, public_id)
            actions.apply_again(session, actor, found, form.to_request(), now)
            contacts.save_channels(session, actor, found, form.wanted_channels(), now)
    except InputRejectedError as error:
        form.pin(error)
        return _application_page(form, seller, 422)
    flash(_("ส่งใบสมัครอีกครั้งแล้ว เจ้าหน้าที่จะตรวจและตอบทางอีเมล"))
    return redirect(url_for("accounts.application", public_id=public_id), 303)


def _own_seller(public_id: str) -> Organisation:
    found = queries.own_organisation(reader(), require_signed_in(), public_id)
    if found.side is not OrganisationSide.SELLER:
        raise NotFoundError
    return found


def _application_form(seller: Organisation | None) -> ApplicationForm:
    values: dict[str, object] = {"channels": channel_rows()}
    if seller is not None:
        values = {
            **seller.papers,
            "tour_licence_expires_on": seller.tour_licence_expires_on,
            "kind": seller.kind.value,
            "name_th": seller.name_th,
            "name_en": seller.name_en,
            "about_th": seller.about_th,
            "community": seller.community.slug if seller.community else "",
            "channels": channel_rows(seller.channels),
        }
    form = ApplicationForm.bind(**values)
    villages = sorted(
        queries.villages(reader()), key=lambda row: thai_sort_key(without_prefix(row.name_th))
    )
    places = [(row.slug, pick(row, "name")) for row in villages]
    form.community.choices = [("", _("เลือกชุมชน")), *places]
    return form


def _application_page(
    form: ApplicationForm, seller: Organisation | None, status: int
) -> ResponseReturnValue:
    is_open = seller is None or (
        seller.admission is AdmissionState.RETURNED
        and can_edit_organisation(require_signed_in(), seller.id)
    )
    told = None
    if seller is not None and seller.admission in TELLS_WHY:
        told = queries.last_told(reader(), seller.id)
    page = render_template(
        "accounts/apply.html",
        form=form,
        seller=seller,
        told=told,
        is_open=is_open,
        papers=required_papers(seller.kind) if seller else (),
        labels=labels,
    )
    return page, status


@bp.get("/account/organisations/<public_id>")
@require_actor
def organisation(public_id: str) -> ResponseReturnValue:
    """Show an organisation's name, story, contact channels and who opened them."""
    return _organisation_page(public_id, None, None, 200)


@bp.post("/account/organisations/<public_id>/description")
@require_actor
def describe(public_id: str) -> ResponseReturnValue:
    """Keep name and story."""
    form = DescriptionForm.bind()
    if not form.validate():
        return _organisation_page(public_id, form, None, 422)
    with transaction() as session:
        actor = require_signed_in()
        found = queries.own_organisation(session, actor, public_id)
        now = current_ports().clock.now()
        actions.describe_organisation(session, actor, found, form.to_request(), now)
    flash(_("บันทึกแล้ว"))
    return redirect(url_for("accounts.organisation", public_id=public_id), 303)


@bp.post("/account/organisations/<public_id>/contacts")
@require_actor
def save_contacts(public_id: str) -> ResponseReturnValue:
    """Keep contact channels and who sees them."""
    form = ContactsForm.bind()
    if not form.validate():
        return _organisation_page(public_id, None, form, 422)
    with transaction() as session:
        actor = require_signed_in()
        found = queries.own_organisation(session, actor, public_id)
        now = current_ports().clock.now()
        contacts.save_channels(session, actor, found, form.wanted_channels(), now)
    flash(_("บันทึกแล้ว"))
    return redirect(url_for("accounts.organisation", public_id=public_id), 303)


def _organisation_page(
    public_id: str,
    description: DescriptionForm | None,
    channels: ContactsForm | None,
    status: int,
) -> ResponseReturnValue:
    actor = require_signed_in()
    session = reader()
    found = queries.own_organisation(session, actor, public_id)
    # The form that was not sent shows what is kept, whatever the other one holds.
    description = description or DescriptionForm(obj=found)
    channels = channels or ContactsForm(channels=channel_rows(found.channels))
    reveals = queries.reveals_of(session, found.id) if can_see_reveals(actor, found.id) else None
    page = render_template(
        "accounts/organisation.html",
        organisation=found,
        description=description,
        channels=channels,
        reveals=reveals,
        can_edit=can_edit_organisation(actor, found.id),
        labels=labels,
    )
    return page, status
