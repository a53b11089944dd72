"""Who works in an organisation."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.accounts import labels
from marketplace.accounts.actions import invitations
from marketplace.accounts.actions import members as actions
from marketplace.accounts.forms.organisations import InviteForm, RoleForm
from marketplace.accounts.policies import can_manage_members
from marketplace.accounts.queries import members as queries
from marketplace.accounts.queries.organisations import own_organisation
from marketplace.accounts.views import guarding
from marketplace.accounts.views.blueprint import bp
from marketplace.db import reader, transaction
from marketplace.web.guards import require_actor, require_signed_in
from marketplace.web.i18n import _
from marketplace.web.limits import INVITE
from marketplace.web.messages import sentence_of
from marketplace.web.ports import current_ports
from models.errors import ConflictError, InputRejectedError, RateLimitedError
from models.organisations import MemberRole


@bp.get("/organisations/<public_id>/members")
@require_actor
def members(public_id: str) -> ResponseReturnValue:
    """List members and open invitations."""
    return _page(public_id, InviteForm(), 200)


@bp.post("/organisations/<public_id>/invitations")
@require_actor
def invite(public_id: str) -> ResponseReturnValue:
    """Invite somebody by mail."""
    form = InviteForm.bind()

    def page(form: InviteForm, status: int) -> ResponseReturnValue:
        return _page(public_id, form, status)

    actor = require_signed_in()
    own_organisation(reader(), actor, public_id)
    if not form.validate():
        return page(form, 422)
    try:
        guarding.count_mail(INVITE, str(actor.user_id))
        with transaction() as session:
            found = own_organisation(session, actor, public_id)
            now = current_ports().clock.now()
            invitations.invite(session, actor, found, form.to_request(), now)
    except RateLimitedError as error:
        return guarding.refused(error, form, page)
    except InputRejectedError as error:
        form.pin(error)
        return page(form, 422)
    flash(_("ส่งคำเชิญแล้ว"))
    return redirect(url_for("accounts.members", public_id=public_id), 303)


@bp.post("/organisations/<public_id>/invitations/<invitation_id>/withdraw")
@require_actor
def withdraw_invitation(public_id: str, invitation_id: str) -> ResponseReturnValue:
    """Take an open invitation back."""
    with transaction() as session:
        actor = require_signed_in()
        found = own_organisation(session, actor, public_id)
        now = current_ports().clock.now()
        invitations.withdraw(session, actor, found, invitation_id, now)
    flash(_("ถอนคำเชิญแล้ว"))
    return redirect(url_for("accounts.members", public_id=public_id), 303)


@bp.post("/organisations/<public_id>/members/<user_id>/role")
@require_actor
def change_role(public_id: str, user_id: str) -> ResponseReturnValue:
    """Make a member owner or staff."""
    form = RoleForm.bind()
    if not form.validate():
        return _page(public_id, InviteForm(formdata=None), 422)
    try:
        with transaction() as session:
            actor = require_signed_in()
            place = actions.Place(own_organisation(session, actor, public_id), user_id)
            now = current_ports().clock.now()
            actions.change_role(session, actor, place, MemberRole(form.role.data), now)
    except ConflictError as error:
        return _refused(public_id, error)
    flash(_("บันทึกแล้ว"))
    return redirect(url_for("accounts.members", public_id=public_id), 303)


def _refused(public_id: str, error: ConflictError) -> ResponseReturnValue:
    """Say on the page of the members why nobody was changed."""
    return _page(public_id, InviteForm(), 409, sentence_of(error))


@bp.route("/organisations/<public_id>/members/<user_id>/remove", methods=["GET", "POST"])
@require_actor
def remove_member(public_id: str, user_id: str) -> ResponseReturnValue:
    """Ask once more, then take a person, or oneself, out of the organisation."""
    actor = require_signed_in()
    found = own_organisation(reader(), actor, public_id)
    rows = queries.members_of(reader(), found.id)
    member = next((row for row in rows if row.public_id == user_id), None)
    is_self = member is not None and member.user_id == actor.user_id
    if request.method == "GET":
        if member is None or not (is_self or can_manage_members(actor, found.id)):
            return redirect(url_for("accounts.members", public_id=public_id), 303)
        return render_template(
            "accounts/member_remove.html", organisation=found, member=member, is_self=is_self
        )
    try:
        with transaction() as session:
            place = actions.Place(own_organisation(session, actor, public_id), user_id)
            actions.remove_member(session, actor, place, current_ports().clock.now())
    except ConflictError as error:
        return _refused(public_id, error)
    flash(_("ออกจากกลุ่มแล้ว") if is_self else _("นำออกจากกลุ่มแล้ว"))
    if is_self:
        return redirect(url_for("accounts.organisations"), 303)
    return redirect(url_for("accounts.members", public_id=public_id), 303)


def _page(public_id: str, form: InviteForm, status: int, refused: str = "") -> ResponseReturnValue:
    actor = require_signed_in()
    session = reader()
    found = own_organisation(session, actor, public_id)
    now = current_ports().clock.now()
    manages = can_manage_members(actor, found.id)
    page = render_template(
        "accounts/members.html",
        organisation=found,
        members=queries.members_of(session, found.id),
        open_invitations=queries.open_invitations_of(session, found.id, now) if manages else [],
        form=form,
        refused=refused,
        manages=manages,
        labels=labels,
    )
    return page, status
