"""Signing in and out."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.accounts.actions import sign_in as actions
from marketplace.accounts.forms.door import SignInForm
from marketplace.accounts.passwords import verify_password
from marketplace.accounts.queries.people import Credentials, credentials_of
from marketplace.accounts.views import guarding
from marketplace.accounts.views.blueprint import bp
from marketplace.accounts.views.entering import enter, forget_form_token, landing, send_again
from marketplace.db import reader, transaction
from marketplace.web.guards import require_actor, require_signed_in
from marketplace.web.i18n import _
from marketplace.web.identity import current_actor
from marketplace.web.limits import CONFIRM
from marketplace.web.ports import current_ports
from marketplace.web.redirects import safe_next
from marketplace.web.sessions import end_session
from models.errors import InputRejectedError, RateLimitedError


@bp.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> ResponseReturnValue:
    """Sign in with address and password."""
    form = SignInForm.bind()
    if current_actor() is not None:
        return redirect(safe_next(landing()), 303)
    if request.method == "GET":
        return _page(form, 200)
    return _try(form) if form.validate() else _page(form, 422)


def _try(form: SignInForm) -> ResponseReturnValue:
    password = form.password.data or ""
    found = credentials_of(reader(), form.address)
    try:
        guarding.check_sign_in(form.address, found)
    except RateLimitedError as error:
        return guarding.refused(error, form, _page)
    # Checked in either case, so that an unknown address takes as long as a wrong password.
    matches = verify_password(None if found is None else found.password_hash, password)
    if found is None or not matches:
        guarding.count_failure(form.address, found)
        form.pin(InputRejectedError("signin.failed"))
        return _page(form, 422)
    return _let_in(form, found, password) if found.confirmed else _ask_to_confirm(form)


def _let_in(form: SignInForm, found: Credentials, password: str) -> ResponseReturnValue:
    try:
        enter(found, password)
    except InputRejectedError as error:
        form.pin(error)
        return _page(form, 422)
    guarding.forgive(form.address, found)
    return redirect(safe_next(landing()), 303)


def _ask_to_confirm(form: SignInForm) -> ResponseReturnValue:
    """Send the link again: the password was right, so nothing is given away."""
    try:
        guarding.count_mail(CONFIRM, form.address)
    except RateLimitedError as error:
        return guarding.refused(error, form, _page)
    return send_again(form.address)


def _page(form: SignInForm, status: int) -> ResponseReturnValue:
    return render_template("accounts/sign_in.html", form=form, next=safe_next("")), status


@bp.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """Sign this device out."""
    actor = current_actor()
    if actor is not None:
        with transaction() as session:
            actions.sign_out(session, actor, current_ports().clock.now())
        forget_form_token()
        flash(_("ออกจากระบบแล้ว"))
    return redirect(url_for("pages.home"), 303)


@bp.post("/sign-out/everywhere")
@require_actor
def sign_out_everywhere() -> ResponseReturnValue:
    """Sign out every device: all of them, or all but this one (``keep_here``)."""
    actor = require_signed_in()
    now = current_ports().clock.now()
    if request.form.get("keep_here"):
        with transaction() as session:
            actions.sign_out_everywhere(session, actor, now, keep_here=True)
        flash(_("ออกจากระบบที่เครื่องอื่นแล้ว"))
        return redirect(url_for("accounts.devices"), 303)
    with transaction() as session:
        actions.sign_out_everywhere(session, actor, now)
        end_session(session, now)
    forget_form_token()
    flash(_("ออกจากระบบทุกเครื่องแล้ว"))
    return redirect(url_for("accounts.sign_in"), 303)
