"""Limits on guessing and on mail, per account, per address and in all."""

from collections.abc import Callable
from typing import TypeVar

from flask import Response, make_response
from flask.typing import ResponseReturnValue

from marketplace.accounts.queries.people import Credentials
from marketplace.web.forms import Form
from marketplace.web.messages import sentence_of
from models.errors import RateLimitedError

F = TypeVar("F", bound=Form)


def count_sign_in(address: str, found: Credentials | None) -> None:
    """Count a try."""


def forget_sign_in(address: str) -> None:
    """Forget the tries."""


def count_mail(address: str) -> None:
    """Count a mail."""


def refused(
    error: RateLimitedError, form: F, page: Callable[[F, int], ResponseReturnValue]
) -> Response:
    """Show the page again with how long to wait; what was typed stays."""
    form.form_errors = [*form.form_errors, sentence_of(error)]
    response = make_response(page(form, 429))
    response.headers["Retry-After"] = str(error.retry_after_s)
    return response
