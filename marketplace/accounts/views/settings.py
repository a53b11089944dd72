"""A person's own settings: name and language, password, address, devices."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.accounts.actions import profile, recovery, sign_in
from marketplace.accounts.forms.settings import ChangeEmailForm, ChangePasswordForm, ProfileForm
from marketplace.accounts.labels import device_name
from marketplace.accounts.passwords import MIN_LENGTH, hash_password, is_weak, verify_password
from marketplace.accounts.queries.people import (
    Credentials,
    Person,
    credentials_of_user,
    devices_of,
    open_link,
    person,
)
from marketplace.accounts.views import guarding
from marketplace.accounts.views.blueprint import bp
from marketplace.db import reader, transaction
from marketplace.web import sessions
from marketplace.web.guards import require_actor, require_signed_in
from marketplace.web.i18n import _
from marketplace.web.languages import alternate_path
from marketplace.web.limits import CHANGE_EMAIL
from marketplace.web.ports import current_ports
from marketplace.web.tokens import token_digest
from models.accounts import TokenPurpose
from models.errors import InputRejectedError, NotFoundError, RateLimitedError


@bp.route("/account", methods=["GET", "POST"])
@require_actor
def settings() -> ResponseReturnValue:
    """Show one's details and keep name and language."""
    me = _me()
    form = ProfileForm.bind(name=me.name, locale=me.locale.value)
    if request.method == "POST" and form.validate():
        wanted = form.to_request()
        with transaction() as session:
            now = current_ports().clock.now()
            profile.save_profile(session, require_signed_in(), wanted, now)
        flash(_("บันทึกแล้ว"))
        return redirect(alternate_path(wanted.locale.value), 303)
    status = 422 if request.method == "POST" else 200
    return render_template("accounts/settings.html", form=form, me=me), status


@bp.route("/account/password", methods=["GET", "POST"])
@require_actor
def password() -> ResponseReturnValue:
    """Change the password; every other device is signed out."""
    form = ChangePasswordForm.bind()
    if request.method == "GET":
        return _password_page(form, 200)
    if not form.validate():
        return _password_page(form, 422)
    try:
        _change_password(form.current.data or "", form.password.data or "")
    except RateLimitedError as error:
        return guarding.refused(error, form, _password_page)
    except InputRejectedError as error:
        form.pin(error)
        return _password_page(form, 422)
    flash(_("เปลี่ยนรหัสผ่านแล้ว เครื่องอื่นออกจากระบบแล้ว"))
    return redirect(url_for("accounts.settings"), 303)


def _change_password(current: str, new: str) -> None:
    me = _me()
    found = _prove(me, current)
    if is_weak(new, (me.name, me.email or "")):
        raise InputRejectedError("password.weak", "password", min=MIN_LENGTH)
    new_hash = hash_password(new)
    now = current_ports().clock.now()
    with transaction() as session:
        actor = require_signed_in()
        recovery.change_password(session, actor, found.password_hash or "", new_hash, now)
        sessions.rotate(session, actor, now)


@bp.route("/account/email", methods=["GET", "POST"])
@require_actor
def email() -> ResponseReturnValue:
    """Ask for a link at a new address; the answer is the same for every address."""
    form = ChangeEmailForm.bind()
    if request.method == "GET":
        return _email_page(form, 200)
    if not form.validate():
        return _email_page(form, 422)
    me = _me()
    try:
        _prove(me, form.current.data or "")
        guarding.count_mail(CHANGE_EMAIL, str(me.user_id))
    except RateLimitedError as error:
        return guarding.refused(error, form, _email_page)
    except InputRejectedError as error:
        form.pin(error)
        return _email_page(form, 422)
    with transaction() as session:
        now = current_ports().clock.now()
        recovery.ask_email_change(session, require_signed_in(), form.address, now)
    flash(_("ส่งลิงก์ไปที่อีเมลใหม่แล้ว เปิดลิงก์นั้นเพื่อเปลี่ยน"))
    return redirect(url_for("accounts.settings"), 303)


@bp.route("/account/email/<token>", methods=["GET", "POST"])
@require_actor
def confirm_email_change(token: str) -> ResponseReturnValue:
    """Take the new address, with the link sent to it."""
    now = current_ports().clock.now()
    digest = token_digest(token)
    link = open_link(reader(), digest, TokenPurpose.CHANGE_EMAIL, now)
    if link is None or link.user_id != require_signed_in().user_id:
        flash(_("ลิงก์นี้หมดอายุหรือใช้ไปแล้ว บัญชียังอยู่ตามเดิม ขอลิงก์ใหม่ได้ด้านล่าง"), "warning")
        return redirect(url_for("accounts.email"), 303)
    if request.method == "GET":
        return render_template("accounts/email_confirm.html", link=link)
    with transaction() as session:
        actor = require_signed_in()
        recovery.change_email(session, actor, digest, now)
        sessions.rotate(session, actor, now)
    flash(_("เปลี่ยนอีเมลแล้ว"))
    return redirect(url_for("accounts.settings"), 303)


@bp.get("/account/devices")
@require_actor
def devices() -> ResponseReturnValue:
    """List the devices one is signed in on."""
    actor = require_signed_in()
    now = current_ports().clock.now()
    rows = devices_of(reader(), actor.user_id, actor.session_id, now)
    return render_template("accounts/devices.html", devices=rows, device_name=device_name)


@bp.post("/account/devices/<public_id>/sign-out")
@require_actor
def sign_out_device(public_id: str) -> ResponseReturnValue:
    """Sign one device out."""
    with transaction() as session:
        now = current_ports().clock.now()
        sign_in.sign_out_device(session, require_signed_in(), public_id, now)
    flash(_("ออกจากระบบที่เครื่องนั้นแล้ว"))
    return redirect(url_for("accounts.devices"), 303)


def _me() -> Person:
    found = person(reader(), require_signed_in().user_id)
    if found is None:
        raise NotFoundError
    return found


def _prove(me: Person, current: str) -> Credentials:
    """Return what opens the account, after the password was typed once more.

    Raises:
        InputRejectedError: ``signin.wrong_password`` on ``current``.
        RateLimitedError: too many tries have failed.
    """
    found = credentials_of_user(reader(), me.user_id)
    address = me.email or str(me.user_id)
    guarding.check_sign_in(address, found)
    if not verify_password(None if found is None else found.password_hash, current):
        guarding.count_failure(address, found)
        raise InputRejectedError("signin.wrong_password", "current")
    if found is None:
        raise NotFoundError
    return found


def _password_page(form: ChangePasswordForm, status: int) -> ResponseReturnValue:
    return render_template("accounts/password.html", form=form, me=_me()), status


def _email_page(form: ChangeEmailForm, status: int) -> ResponseReturnValue:
    return render_template("accounts/email.html", form=form, me=_me()), status
