"""Limits on guessing and on mail: per account, per address and altogether."""

from collections.abc import Callable
from typing import Final, TypeVar

from flask import Response, make_response
from flask.typing import ResponseReturnValue

from marketplace.accounts.queries.people import Credentials
from marketplace.accounts.views.device_cookie import device_mark
from marketplace.web.forms import Form
from marketplace.web.limits import CONFIRM, SIGN_IN, Rule, limits
from marketplace.web.messages import sentence_of
from models.errors import RateLimitedError

F = TypeVar("F", bound=Form)

# A device the person has used before counts for itself, so that an attack on the account, or on
# all of them, does not shut its owner out (OWASP, device cookies).
SIGN_IN_KNOWN_DEVICE: Final = Rule(
    "sign_in_known", "10 per 5 minutes", "60 per 5 minutes", None, "rate.signin"
)


def check_sign_in(address: str, found: Credentials | None) -> None:
    """Refuse when too many tries have failed. Raises RateLimitedError."""
    limits().check(*_rule(address, found))


def count_failure(address: str, found: Credentials | None) -> None:
    """Count a failed try. It is answered all the same; the next one may be refused."""
    try:
        limits().count(*_rule(address, found))
    except RateLimitedError:
        return


def forgive(address: str, found: Credentials | None) -> None:
    """Forget the failed tries of somebody who has signed in."""
    limits().forgive(*_rule(address, found))


def count_mail(rule: Rule, address: str) -> None:
    """Count a mail somebody asks us to send to an address. Raises RateLimitedError."""
    limits().count(rule, address)


def count_sign_up(rule: Rule, address: str) -> None:
    """Count a new account, and the mail that goes with it. Raises RateLimitedError."""
    limits().count(rule)
    limits().count(CONFIRM, address)


def refused(
    error: RateLimitedError, form: F, page: Callable[[F, int], ResponseReturnValue]
) -> Response:
    """Show the page again with how long to wait; what was typed stays."""
    form.form_errors = [*form.form_errors, sentence_of(error)]
    response = make_response(page(form, 429))
    response.headers["Retry-After"] = str(error.retry_after_s)
    return response


def _rule(address: str, found: Credentials | None) -> tuple[Rule, str]:
    mark = None if found is None else device_mark(found.user_id)
    return (SIGN_IN, address) if mark is None else (SIGN_IN_KNOWN_DEVICE, f"{address} {mark}")
