"""The names of every cookie the house sets, in one place: the page about cookies shows them."""

from dataclasses import dataclass

from flask import current_app

from marketplace.web.identity import cookie_name
from marketplace.web.settings import current_settings


@dataclass(frozen=True, slots=True)
class CookieNames:
    """What the cookies are called here; in production `__Host-` stands in front.

    Attributes:
        session: says who is signed in.
        form: carries the secret of forms and notices that are shown once.
        device: says who signed in from this device before.
    """

    session: str
    form: str
    device: str


def cookie_names() -> CookieNames:
    """Return the names for these settings."""
    return CookieNames(
        session=cookie_name(),
        form=current_app.config["SESSION_COOKIE_NAME"],
        device=device_cookie_name(),
    )


def device_cookie_name() -> str:
    """Return the name of the mark on known devices."""
    return "__Host-talat-device" if current_settings().is_production else "talat-device"
