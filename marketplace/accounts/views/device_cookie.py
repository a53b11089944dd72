"""A mark on devices from which a person has signed in before.

While somebody guesses at an account, its limit closes for strangers; a device with the mark has
a limit of its own, so that the owner still gets in (OWASP, device cookies). The mark opens
nothing by itself.
"""

import secrets
from datetime import timedelta
from typing import Final

from flask import Response, after_this_request, request
from itsdangerous import BadSignature, URLSafeTimedSerializer

from marketplace.web.cookies import device_cookie_name
from marketplace.web.settings import current_settings

_LIFETIME: Final = timedelta(days=180)
_SALT: Final = "accounts.device"
_OTHER_PEOPLE: Final = 3
"""People one device remembers at most: a family or a group shares a phone."""


def remember_device(user_id: int) -> None:
    """Mark this device as one that the person has signed in from."""
    known = {person: nonce for person, nonce in _known().items() if person != user_id}
    kept = list(known.items())[-_OTHER_PEOPLE:]
    marks = dict([*kept, (user_id, secrets.token_urlsafe(9))])
    value = _signer().dumps(list(marks.items()))

    @after_this_request
    def _send(response: Response) -> Response:
        name = device_cookie_name()
        response.set_cookie(
            name,
            value,
            max_age=int(_LIFETIME.total_seconds()),
            secure=name.startswith("__Host-"),
            httponly=True,
            samesite="Strict",
            path="/",
        )
        return response


def device_mark(user_id: int) -> str | None:
    """Return this device's mark for a person, or None on a device they never used."""
    return _known().get(user_id)


def _known() -> dict[int, str]:
    raw = request.cookies.get(device_cookie_name())
    if not raw:
        return {}
    try:
        pairs = _signer().loads(raw, max_age=int(_LIFETIME.total_seconds()))
    except BadSignature:
        return {}
    return {int(person): str(nonce) for person, nonce in pairs}


def _signer() -> URLSafeTimedSerializer:
    settings = current_settings()
    keys = [*reversed(settings.secret_key_fallbacks), settings.secret_key]
    return URLSafeTimedSerializer(keys, salt=_SALT)
