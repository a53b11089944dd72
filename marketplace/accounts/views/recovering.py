"""A new password for people who forgot theirs."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.accounts.actions.recovery import reset_password
from marketplace.accounts.actions.sign_up import LinkWanted, ask_link
from marketplace.accounts.forms.door import AddressForm, NewPasswordForm
from marketplace.accounts.passwords import MIN_LENGTH, hash_password, is_weak
from marketplace.accounts.queries.people import OpenLink, open_link
from marketplace.accounts.views import guarding
from marketplace.accounts.views.blueprint import bp
from marketplace.accounts.views.entering import forget_form_token
from marketplace.db import reader, transaction
from marketplace.web.i18n import _, current_lang
from marketplace.web.limits import RESET
from marketplace.web.ports import current_ports
from marketplace.web.tokens import token_digest
from models.accounts import Locale, TokenPurpose
from models.errors import InputRejectedError, RateLimitedError


@bp.route("/forgot", methods=["GET", "POST"])
def forgot() -> ResponseReturnValue:
    """Ask for a link; the answer is the same for every address."""
    form = AddressForm.bind()
    if request.method == "GET":
        return _page(form, 200)
    if not form.validate():
        return _page(form, 422)
    try:
        guarding.count_mail(RESET, form.address)
    except RateLimitedError as error:
        return guarding.refused(error, form, _page)
    now = current_ports().clock.now()
    with transaction() as session:
        purpose = TokenPurpose.RESET_PASSWORD.value
        ask_link(session, LinkWanted(purpose, form.address, Locale(current_lang())), now)
    return redirect(url_for("accounts.forgot_sent"), 303)


@bp.get("/forgot/sent")
def forgot_sent() -> ResponseReturnValue:
    """Say that a mail is on its way if the address has an account."""
    return render_template("accounts/forgot_sent.html")


@bp.route("/reset/<token>", methods=["GET", "POST"])
def reset(token: str) -> ResponseReturnValue:
    """Set a new password with the link from the mail; all devices are signed out."""
    now = current_ports().clock.now()
    link = open_link(reader(), token_digest(token), TokenPurpose.RESET_PASSWORD, now)
    if link is None:
        return _expired()
    form = NewPasswordForm.bind()
    if request.method == "POST" and form.validate():
        try:
            return _reset(link, form.password.data or "")
        except InputRejectedError as error:
            form.pin(error)
    status = 422 if request.method == "POST" else 200
    return render_template("accounts/reset.html", form=form, link=link), status


def _reset(link: OpenLink, password: str) -> ResponseReturnValue:
    if is_weak(password, (link.email, link.name)):
        raise InputRejectedError("password.weak", "password", min=MIN_LENGTH)
    password_hash = hash_password(password)
    with transaction() as session:
        reset_password(session, link.digest, password_hash, current_ports().clock.now())
    forget_form_token()
    flash(_("ตั้งรหัสผ่านใหม่แล้ว เข้าสู่ระบบได้เลย"))
    return redirect(url_for("accounts.sign_in"), 303)


def _page(form: AddressForm, status: int) -> ResponseReturnValue:
    return render_template("accounts/forgot.html", form=form), status


def _expired() -> ResponseReturnValue:
    page = render_template(
        "accounts/link_expired.html", form=AddressForm.bind(), action=url_for("accounts.forgot")
    )
    return page, 410
