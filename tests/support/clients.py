"""A browser without a browser: the test client that carries cookies and the form token."""

import secrets
from collections.abc import Callable
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from marketplace.web.csrf import FIELD
from models.accounts import User
from models.organisations import Organisation
from tests.factories.accounts import make_session_row

COOKIE = "talat"
_CSRF_SALT = "wtf-csrf-token"


class HouseClient(FlaskClient):
    """Commits what the test has prepared, then asks.

    Attributes:
        prepared: the test's session; None asks without committing anything.
        commit: commits it.
        token_of: the cookie of the last form, and its token; to make one is work.
    """

    prepared: Session | None = None
    commit: Callable[[], None] = staticmethod(lambda: None)
    token_of: tuple[str, str] = ("", "")

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Ask for a page, after committing what is pending."""
        if self.prepared is not None and self.prepared.in_transaction():
            self.commit()
        return super().open(*args, **kwargs)

    def post(self, *args: Any, token: bool = True, **kwargs: Any) -> TestResponse:
        """Send a form with its token.

        Args:
            args: as for Flask's client.
            token: False sends none, as a forged form would.
            kwargs: as for Flask's client.
        """
        if token:
            kwargs["headers"] = {**(kwargs.get("headers") or {}), "X-CSRFToken": self._token()}
        return super().post(*args, **kwargs)

    def sign_in(self, user: User, acting_for: Organisation | None = None) -> None:
        """Put a valid session cookie into this client, without the sign-in page.

        Args:
            user: whose session.
            acting_for: the organisation this device acts for.
        """
        if self.prepared is None:
            raise RuntimeError("this client has no database session to prepare with")
        token = secrets.token_urlsafe(24)
        make_session_row(
            self.prepared, user, token, acting_for_id=None if acting_for is None else acting_for.id
        )
        self.set_cookie(COOKIE, token)

    def _token(self) -> str:
        held = self.get_cookie(self.application.config["SESSION_COOKIE_NAME"])
        if held is not None and held.value == self.token_of[0]:
            return self.token_of[1]
        with self.session_transaction() as cookie:
            raw = cookie.setdefault(FIELD, secrets.token_hex(20))
        key = str(self.application.secret_key)
        token = str(URLSafeTimedSerializer(key, salt=_CSRF_SALT).dumps(raw))
        held = self.get_cookie(self.application.config["SESSION_COOKIE_NAME"])
        self.token_of = ("" if held is None else held.value, token)
        return token


def client_of(app: Flask, session: Session, commit: Callable[[], None]) -> HouseClient:
    """Return a fresh client without cookies, tied to the test's session."""
    app.test_client_class = HouseClient
    client = app.test_client()
    if not isinstance(client, HouseClient):
        raise TypeError("Flask gave another client")
    client.prepared = session
    client.commit = commit
    return client
