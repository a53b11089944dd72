"""Making an account."""

from dataclasses import replace

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from marketplace.accounts.actions import sign_up as actions
from marketplace.accounts.forms.door import AddressForm, SignUpForm
from marketplace.accounts.views import guarding
from marketplace.accounts.views.blueprint import bp
from marketplace.accounts.views.entering import landing, send_again, to_sent_page
from marketplace.db import transaction
from marketplace.web.i18n import current_lang
from marketplace.web.identity import current_actor
from marketplace.web.limits import CONFIRM, SIGN_UP
from marketplace.web.ports import current_ports
from marketplace.web.redirects import safe_next
from models.errors import ConflictError, RateLimitedError


@bp.route("/sign-up", methods=["GET", "POST"])
def sign_up() -> ResponseReturnValue:
    """Make an account; the answer is the same whether or not the address has one."""
    if current_actor() is not None:
        return redirect(safe_next(landing()), 303)
    goal = request.args.get("for", "buy")
    form = SignUpForm.bind(goal=goal, locale=current_lang())
    if request.method == "GET":
        return _page(form, 200)
    if not form.validate():
        return _page(form, 422)
    wanted = replace(form.to_request(), next_path=safe_next(""))
    try:
        guarding.count_sign_up(SIGN_UP, wanted.email)
        with transaction() as session:
            actions.sign_up(session, wanted, current_ports().clock.now())
    except RateLimitedError as error:
        return guarding.refused(error, form, _page)
    except ConflictError:
        # Two forms with the same new address at the same moment: the other one sends the mail.
        return to_sent_page()
    return to_sent_page()


@bp.get("/sign-up/sent")
def sign_up_sent() -> ResponseReturnValue:
    """Say that a mail is on its way, and offer to send it again."""
    return _sent_page(AddressForm.bind(), 200)


@bp.post("/sign-up/again")
def sign_up_again() -> ResponseReturnValue:
    """Send the link once more; the answer is the same for every address."""
    form = AddressForm.bind()
    if not form.validate():
        return _sent_page(form, 422)
    try:
        guarding.count_mail(CONFIRM, form.address)
    except RateLimitedError as error:
        return guarding.refused(error, form, _sent_page)
    return send_again(form.address)


def _page(form: SignUpForm, status: int) -> ResponseReturnValue:
    return render_template("accounts/sign_up.html", form=form, next=safe_next("")), status


def _sent_page(form: AddressForm, status: int) -> ResponseReturnValue:
    page = render_template("accounts/sign_up_sent.html", form=form, next=safe_next(""))
    return page, status
