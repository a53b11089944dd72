"""Answering an invitation, with the link from the mail or from one's own list."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.accounts import labels
from marketplace.accounts.actions import invitations as actions
from marketplace.accounts.forms.door import JoinForm
from marketplace.accounts.queries.members import (
    InvitationPage,
    invitation_by_token,
    invitation_for,
)
from marketplace.accounts.views.blueprint import bp
from marketplace.accounts.views.entering import begin
from marketplace.db import reader, transaction
from marketplace.web.guards import require_actor, require_signed_in
from marketplace.web.i18n import _, current_lang
from marketplace.web.identity import current_actor
from marketplace.web.ports import current_ports
from marketplace.web.tokens import token_digest
from models.errors import NotFoundError


@bp.get("/invitations/<token>")
def invitation(token: str) -> ResponseReturnValue:
    """Show who invites to what, and how to answer."""
    found = _find(token)
    if found is None:
        return _closed()
    return _page(token, found, JoinForm.bind(locale=current_lang()), 200)


@bp.post("/invitations/<token>/accept")
@require_actor
def accept_invitation(token: str) -> ResponseReturnValue:
    """Join as the person who is signed in."""
    now = current_ports().clock.now()
    with transaction() as session:
        found = invitation_by_token(session, token_digest(token), now)
        if found is None:
            raise NotFoundError("link.expired")
        actions.accept(session, require_signed_in(), found.invitation, now)
    flash(_("เข้าร่วมกลุ่มแล้ว"))
    return redirect(url_for("accounts.organisations"), 303)


@bp.post("/invitations/<token>/join")
def join(token: str) -> ResponseReturnValue:
    """Make an account for the invited address, join, and sign in."""
    found = _find(token)
    if found is None:
        return _closed()
    form = JoinForm.bind(locale=current_lang())
    if current_actor() is not None or found.has_account or not form.validate():
        return _page(token, found, form, 422)
    wanted = form.to_request(found.invitation.email)
    now = current_ports().clock.now()
    with transaction() as session:
        fresh = invitation_by_token(session, token_digest(token), now)
        if fresh is None:
            raise NotFoundError("link.expired")
        user = actions.join_with_new_account(session, fresh.invitation, wanted, now)
        begin(session, user)
    flash(_("เข้าร่วมกลุ่มแล้ว"))
    return redirect(url_for("accounts.organisations"), 303)


@bp.post("/invitations/<token>/decline")
def decline_invitation(token: str) -> ResponseReturnValue:
    """Say "not this time"."""
    now = current_ports().clock.now()
    with transaction() as session:
        found = invitation_by_token(session, token_digest(token), now)
        if found is None:
            raise NotFoundError("link.expired")
        actions.decline(session, current_actor(), found.invitation, now)
    flash(_("บอกกลุ่มแล้วว่าครั้งนี้ไม่สะดวก"))
    return redirect(url_for("pages.home"), 303)


@bp.post("/account/invitations/<public_id>")
@require_actor
def answer_invitation(public_id: str) -> ResponseReturnValue:
    """Answer an invitation to one's own address, without the mail."""
    actor = require_signed_in()
    now = current_ports().clock.now()
    joins = request.form.get("answer") == "join"
    with transaction() as session:
        found = invitation_for(session, actor.user_id, public_id, now)
        if found is None:
            raise NotFoundError("link.expired")
        if joins:
            actions.accept(session, actor, found, now)
        else:
            actions.decline(session, actor, found, now)
    flash(_("เข้าร่วมกลุ่มแล้ว") if joins else _("บอกกลุ่มแล้วว่าครั้งนี้ไม่สะดวก"))
    return redirect(url_for("accounts.organisations"), 303)


def _find(token: str) -> InvitationPage | None:
    return invitation_by_token(reader(), token_digest(token), current_ports().clock.now())


def _page(token: str, found: InvitationPage, form: JoinForm, status: int) -> ResponseReturnValue:
    page = render_template(
        "accounts/invitation.html", token=token, found=found, form=form, labels=labels
    )
    return page, status


def _closed() -> ResponseReturnValue:
    return render_template("accounts/invitation_closed.html"), 410
