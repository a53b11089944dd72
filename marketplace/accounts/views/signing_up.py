"""Making an account."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.accounts.actions import sign_up as actions
from marketplace.accounts.forms.door import AddressForm, SignUpForm
from marketplace.accounts.views import guarding
from marketplace.accounts.views.blueprint import bp
from marketplace.accounts.views.entering import landing
from marketplace.db import transaction
from marketplace.web.i18n import current_lang
from marketplace.web.identity import current_actor
from marketplace.web.limits import CONFIRM, SIGN_UP
from marketplace.web.ports import current_ports
from models.accounts import Locale, TokenPurpose
from models.errors import ConflictError, RateLimitedError


@bp.route("/sign-up", methods=["GET", "POST"])
def sign_up() -> ResponseReturnValue:
    """Make an account; the answer is the same whether or not the address has one."""
    if current_actor() is not None:
        return redirect(landing(), 303)
    goal = request.args.get("for", "buy")
    form = SignUpForm.bind(goal=goal, locale=current_lang())
    if request.method == "GET":
        return _page(form, 200)
    if not form.validate():
        return _page(form, 422)
    wanted = form.to_request()
    try:
        guarding.count_sign_up(SIGN_UP, wanted.email)
        with transaction() as session:
            actions.sign_up(session, wanted, current_ports().clock.now())
    except RateLimitedError as error:
        return guarding.refused(error, form, _page)
    except ConflictError:
        # Two forms with the same new address at the same moment: the other one sends the mail.
        return redirect(url_for("accounts.sign_up_sent"), 303)
    return redirect(url_for("accounts.sign_up_sent"), 303)


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
    now = current_ports().clock.now()
    with transaction() as session:
        purpose = TokenPurpose.CONFIRM_EMAIL.value
        actions.ask_link(session, purpose, form.address, Locale(current_lang()), now)
    return redirect(url_for("accounts.sign_up_sent"), 303)


def _page(form: SignUpForm, status: int) -> ResponseReturnValue:
    return render_template("accounts/sign_up.html", form=form), status


def _sent_page(form: AddressForm, status: int) -> ResponseReturnValue:
    return render_template("accounts/sign_up_sent.html", form=form), status
