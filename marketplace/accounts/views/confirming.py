"""Confirming an address with the link from the first mail."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.accounts.actions.sign_up import confirm_email
from marketplace.accounts.forms.door import AddressForm, ConfirmForm
from marketplace.accounts.passwords import verify_password
from marketplace.accounts.queries.people import OpenLink, credentials_of_user, open_link
from marketplace.accounts.views import guarding
from marketplace.accounts.views.blueprint import bp
from marketplace.accounts.views.entering import begin, landing
from marketplace.db import reader, transaction
from marketplace.web.i18n import _
from marketplace.web.ports import current_ports
from marketplace.web.redirects import safe_next
from marketplace.web.tokens import token_digest
from models.accounts import TokenPurpose
from models.errors import InputRejectedError, RateLimitedError


@bp.route("/confirm/<token>", methods=["GET", "POST"])
def confirm(token: str) -> ResponseReturnValue:
    """Confirm the address and sign in with the password chosen at sign-up.

    The password is asked for because the link alone must not open an account that somebody else
    made with this address and a password of theirs.
    """
    now = current_ports().clock.now()
    link = open_link(reader(), token_digest(token), TokenPurpose.CONFIRM_EMAIL, now)
    if link is None:
        return _expired()
    form = ConfirmForm.bind()

    def page(form: ConfirmForm, status: int) -> ResponseReturnValue:
        return render_template("accounts/confirm.html", form=form, link=link), status

    if request.method == "GET":
        return page(form, 200)
    if not form.validate():
        return page(form, 422)
    try:
        return _confirm(link, form.password.data or "")
    except RateLimitedError as error:
        return guarding.refused(error, form, page)
    except InputRejectedError as error:
        form.pin(error)
        return page(form, 422)


def _confirm(link: OpenLink, password: str) -> ResponseReturnValue:
    found = credentials_of_user(reader(), link.user_id)
    guarding.check_sign_in(link.email, found)
    checked = None if found is None else found.password_hash
    if not verify_password(checked, password):
        guarding.count_failure(link.email, found)
        raise InputRejectedError("signin.failed", "password")
    now = current_ports().clock.now()
    with transaction() as session:
        user = confirm_email(session, link.digest, checked, now)
        begin(session, user)
    flash(_("ยืนยันอีเมลแล้ว"))
    return redirect(_goal(), 303)


def _goal() -> str:
    """Return where the person wanted to go when they signed up.

    The page they were on their way to comes first; an organisation is registered before it, so
    that they come there in its name.
    """
    goal, way_on = request.args.get("for"), safe_next("")
    if goal == "trade":
        return url_for("accounts.register", next=way_on or None)
    if way_on:
        return way_on
    return url_for("accounts.apply") if goal == "sell" else landing()


def _expired() -> ResponseReturnValue:
    page = render_template(
        "accounts/link_expired.html",
        form=AddressForm.bind(),
        action=url_for("accounts.sign_up_again"),
        next=safe_next(""),
    )
    return page, 410
