"""The one way into an account, shared by every page that ends signed in."""

import flask
from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from marketplace.accounts.actions import sign_in
from marketplace.accounts.actions.sign_up import LinkWanted, ask_link
from marketplace.accounts.passwords import hash_password, needs_rehash
from marketplace.accounts.queries.people import Credentials
from marketplace.accounts.views.device_cookie import remember_device
from marketplace.db import transaction
from marketplace.web import sessions
from marketplace.web.csrf import FIELD
from marketplace.web.i18n import current_lang
from marketplace.web.identity import current_actor
from marketplace.web.ports import current_ports
from marketplace.web.redirects import safe_next
from models.accounts import Locale, TokenPurpose, User
from models.organisations import OrganisationSide


def enter(found: Credentials, password: str) -> None:
    """Sign a person in whose password was just checked.

    Raises:
        InputRejectedError: ``signin.failed``: the account changed meanwhile.
    """
    kept = found.password_hash or ""
    renewed = hash_password(password) if needs_rehash(kept) else None
    with transaction() as session:
        user = sign_in.admit_person(session, found.user_id, found.password_hash)
        if renewed is not None:
            sign_in.renew_hash(session, user, kept, renewed)
        begin(session, user)


def begin(session: Session, user: User) -> None:
    """Start this device's session for a person, with a new id and a new form token."""
    now = current_ports().clock.now()
    row = sessions.start_session(session, user.id, now)
    sign_in.note_sign_in(session, row, now)
    remember_device(user.id)
    forget_form_token()


def forget_form_token() -> None:
    """Let forms opened before a change of person go stale."""
    flask.session.pop(FIELD, None)


def send_again(address: str) -> ResponseReturnValue:
    """Send the link that confirms an address once more; it leads on to where the person was going."""
    purpose = TokenPurpose.CONFIRM_EMAIL.value
    wanted = LinkWanted(purpose, address, Locale(current_lang()), safe_next(""))
    with transaction() as session:
        ask_link(session, wanted, current_ports().clock.now())
    return to_sent_page()


def to_sent_page() -> ResponseReturnValue:
    """Lead to the page that says a mail is on its way, and remember where the person was going."""
    return redirect(url_for("accounts.sign_up_sent", next=safe_next("") or None), 303)


def landing() -> str:
    """Return where a person goes after signing in when they came for nothing special."""
    actor = current_actor()
    if actor is None:
        return url_for("pages.home")
    if actor.is_officer:
        return url_for("office.home")
    if actor.acting_for is not None and actor.acting_for.side is OrganisationSide.SELLER:
        return url_for("selling.home")
    if len(actor.memberships) > 1 and actor.acting_for is None:
        return url_for("accounts.organisations")
    return url_for("pages.home")
