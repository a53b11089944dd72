"""Known devices: the owner of an account gets in while somebody else is guessing its password.

A device that signed in once carries a signed cookie for that account. Its tries are counted
apart from those of unknown devices, so a stranger cannot lock the owner out
(OWASP, "Device cookies").
"""

import hashlib
from typing import Final

from flask import Response, current_app, g, request
from itsdangerous import BadData, URLSafeSerializer

from marketplace.web.settings import current_settings
from marketplace.web.tokens import new_token

_LONG_S: Final = 365 * 24 * 3600


def _name() -> str:
    return "__Host-talat-device" if current_settings().is_production else "talat-device"


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.secret_key), salt="known-device")


def _digest(account: str) -> str:
    return hashlib.sha256(account.encode("utf-8", "replace")).hexdigest()[:32]


def limit_key(account: str) -> str:
    """Return the name under which tries on an account are counted for this device.

    Args:
        account: what was typed to name the account, normalised.
    """
    try:
        found = _serializer().loads(request.cookies.get(_name(), ""))
    except BadData:
        return account
    known = isinstance(found, list) and len(found) == 2 and found[0] == _digest(account)  # noqa: PLR2004 - account and device
    return f"{account}\n{found[1]}" if known else account


def remember_device(account: str) -> None:
    """Mark this device as the account's own; call it after a successful sign-in."""
    g.device_cookie = _serializer().dumps([_digest(account), new_token()])


def set_device_cookie(response: Response) -> Response:
    """Send the device cookie; an after-request hook."""
    value: str | None = g.get("device_cookie")
    if value is not None:
        name = _name()
        response.set_cookie(
            name,
            value,
            max_age=_LONG_S,
            secure=name.startswith("__Host-"),
            httponly=True,
            samesite="Lax",
        )
    return response
