"""Doors in front of views: the decorators that demand a person, an officer or a group to act for.

flask-login asks (``current_user``, ``login_required``), `identity` answers through its request loader; its
cookie session and remember-me cookie stay unused (docs/decisions/0006-sessions.md).
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask import Flask, Request, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, UserMixin, current_user

from marketplace.actors import Actor
from marketplace.web.identity import current_actor
from models.accounts import OfficerRole
from models.errors import DomainError, NotAllowedError

P = ParamSpec("P")


class SignInNeeded(DomainError):
    """A page for people with an account was asked for without one. Shown as the sign-in page."""

    def __init__(self) -> None:
        """Use the code ``signin.needed``."""
        super().__init__("signin.needed")


class SignedIn(UserMixin):  # type: ignore[misc]  # flask-login ships no types
    """The person behind the request as flask-login sees them."""

    def __init__(self, actor: Actor) -> None:
        """Wrap the actor."""
        self.actor = actor

    def get_id(self) -> str:
        """Return the key of the device session; it never leaves the house."""
        return str(self.actor.session_id)


def init_login(app: Flask) -> None:
    """Let flask-login read people from the table of sessions."""
    manager = LoginManager()
    manager.request_loader(_signed_in)
    manager.unauthorized_handler(_refuse)
    app.config["SESSION_PROTECTION"] = None
    # A cookie of this name is never set; the default name could be sent to hide the loader.
    app.config["REMEMBER_COOKIE_NAME"] = "__no-remember-me"
    # init_app would also hook every answer to look for that cookie, which opens the form session.
    app.login_manager = manager  # type: ignore[attr-defined]  # where flask-login looks for it


def _signed_in(_request: Request) -> SignedIn | None:
    actor = current_actor()
    return None if actor is None else SignedIn(actor)


def _refuse() -> ResponseReturnValue:
    raise SignInNeeded


def require_signed_in() -> Actor:
    """Return the actor. Raises SignInNeeded for a visitor."""
    if not current_user.is_authenticated:
        raise SignInNeeded
    actor: Actor = current_user.actor
    return actor


def require_actor(
    view: Callable[P, ResponseReturnValue],
) -> Callable[P, ResponseReturnValue]:
    """Let only people with a session reach a view; others are sent to sign in and back."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        require_signed_in()
        return view(*args, **kwargs)

    return guarded


def require_officer(
    role: OfficerRole | None = None,
) -> Callable[[Callable[P, ResponseReturnValue]], Callable[P, ResponseReturnValue]]:
    """Let only officers reach a view.

    Args:
        role: the right that is needed; None means any officer.
    """

    def decorate(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            actor = require_signed_in()
            allowed = actor.is_officer if role is None else actor.has_office_role(role)
            if not allowed:
                raise NotAllowedError("permission.role", role=role or "officer")
            return view(*args, **kwargs)

        return guarded

    return decorate


def require_acting_for(
    view: Callable[P, ResponseReturnValue],
) -> Callable[P, ResponseReturnValue]:
    """Let only people who act for one of their organisations reach a view.

    Others are sent to choose one.
    """

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        if require_signed_in().acting_for is None:
            return redirect(url_for("accounts.organisations"), 303)
        return view(*args, **kwargs)

    return guarded
