"""How the API answers: JSON, validators, limits, leave for other sites, and problems (RFC 9457)."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final
from urllib.parse import urlencode

import msgspec
from flask import Flask, Response, g, request
from flask.typing import ResponseReturnValue

from marketplace.api.answers import Problem, ProblemError
from marketplace.api.labels import problem_words
from marketplace.api.octo_answers import OctoError
from marketplace.api.operations import Operation
from marketplace.api.parameters import UnfitParameters
from marketplace.api.views.blueprint import bp
from marketplace.web.errors import tell_errors_with
from marketplace.web.headers import Policy, use_policy
from marketplace.web.i18n import LANGUAGES, current_lang, set_lang
from marketplace.web.limits import READ, limits
from marketplace.web.settings import current_settings

PREFIX: Final = "/api/"
OCTO_PREFIX: Final = "/octo/"
_UNPROCESSABLE: Final = 422
_OURS: Final = 500
_EXPOSED: Final = (
    "ETag, Link, Octo-Capabilities, RateLimit, RateLimit-Policy, RateLimit-Limit, RateLimit-Remaining, "
    "RateLimit-Reset, Retry-After, X-Request-ID"
)
_ASKED: Final = "Accept, Accept-Language, If-None-Match, Octo-Capabilities"
_DAY_S: Final = "86400"

View = Callable[..., Any]


def answers_to(operation: Operation) -> Callable[[View], View]:
    """Hang a view on the path of an operation.

    The view gets the parameters as read and the parts of the path, and returns the typed answer.
    """

    def decorate(view: View) -> View:
        @bp.get(operation.rule, endpoint=operation.name)
        @wraps(view)
        def answered(**parts: str) -> ResponseReturnValue:
            try:
                given = operation.read(request.args.to_dict(flat=False))
                body = view(given, **parts)
            except UnfitParameters as error:
                return refuse(error)
            return answer_json(body, operation.seconds)

        return view

    return decorate


def answer_json(body: Any, seconds: int, following: str | None = None) -> Response:
    """Answer with a value as JSON that anybody may keep for some seconds.

    Args:
        body: the value; its ``next`` becomes a Link to the next page too.
        seconds: for which it may be kept.
        following: cursor of the next page where the value has no ``next``.
    """
    response = Response(msgspec.json.encode(body), content_type="application/json")
    response.headers["Cache-Control"] = f"public, max-age={seconds}"
    following = following or getattr(body, "next", None)
    if following is not None:
        response.headers["Link"] = f'<{_next_url(following)}>; rel="next"'
    response.add_etag()
    response.make_conditional(request.environ)
    return response


def _next_url(cursor: str) -> str:
    pairs = [
        (name, value)
        for name, value in request.args.items(multi=True)
        if name not in {"cursor", "page"} and value
    ]
    path = request.script_root + request.path
    query = urlencode([*pairs, ("cursor", cursor)], errors="replace")
    return f"{current_settings().base_url}{path}?{query}"


def refuse(error: UnfitParameters) -> Response:
    """Tell which parameters do not fit, and why."""
    faults = [ProblemError(fault.parameter, fault.code, fault.detail) for fault in error.faults]
    return _problem(_UNPROCESSABLE, "", faults)


def _problem(status: int, detail: str, errors: list[ProblemError]) -> Response:
    kind, title, detail = problem_words(status, detail)
    where = f"{current_settings().base_url}/developers#{kind}"
    body = msgspec.json.encode(Problem(where, title, status, detail, errors))
    response = Response(body, status, content_type="application/problem+json")
    response.headers["Cache-Control"] = "no-store"
    return response


def write_problem(status: int, sentence: str, retry_after_s: int | None) -> Response:
    """Tell of an error that some view or hook raised."""
    response = _problem(status, sentence, [])
    if retry_after_s is not None:
        response.headers["Retry-After"] = str(retry_after_s)
    return response


def write_octo_error(status: int, sentence: str, retry_after_s: int | None) -> Response:
    """Tell of an error in the form of OCTO, which has a code for few of them."""
    code: Any = "BAD_REQUEST" if status < _OURS else "INTERNAL_SERVER_ERROR"
    response = octo_error(status, OctoError(code, problem_words(status, sentence)[2]))
    if retry_after_s is not None:
        response.headers["Retry-After"] = str(retry_after_s)
    return response


def octo_error(status: int, error: OctoError) -> Response:
    """Answer with an error of OCTO."""
    response = Response(msgspec.json.encode(error), status, content_type="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response


def begin() -> None:
    """Prepare a request of a program: nobody's session, the language asked for, one try counted."""
    # Whoever asks is a stranger here: the session cookie is never looked at.
    g.visit = None
    lang = request.args.get("lang", "")
    if request.path.startswith(OCTO_PREFIX):
        lang = request.accept_languages.best_match(LANGUAGES, "")
    if lang in LANGUAGES:
        set_lang(lang)
    if request.method != "OPTIONS":
        limits().count(READ)


def finish(response: Response) -> Response:
    """Let programs of any site read the answer, and say how often they may ask."""
    use_policy(Policy.FILE)
    headers = response.headers
    if request.path.startswith(OCTO_PREFIX):
        headers["Content-Language"] = current_lang()
        headers["Vary"] = "Accept-Language, Octo-Capabilities, Accept-Encoding"
    headers["Access-Control-Allow-Origin"] = "*"
    headers["Access-Control-Expose-Headers"] = _EXPOSED
    headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    if request.method == "OPTIONS":
        headers["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
        headers["Access-Control-Allow-Headers"] = _ASKED
        headers["Access-Control-Max-Age"] = _DAY_S
        return response
    left = limits().left(READ)
    headers["RateLimit-Policy"] = f'"read";q={left.most};w={left.window_s}'
    headers["RateLimit"] = f'"read";r={left.remaining};t={left.reset_s}'
    headers["RateLimit-Limit"] = str(left.most)
    headers["RateLimit-Remaining"] = str(left.remaining)
    headers["RateLimit-Reset"] = str(left.reset_s)
    return response


def init_api(app: Flask) -> None:
    """Make everything under the API's paths answer as an API, errors and unknown paths too."""
    tell_errors_with(app, PREFIX, write_problem)
    tell_errors_with(app, OCTO_PREFIX, write_octo_error)
    paths = (PREFIX, OCTO_PREFIX)

    @app.before_request
    def begin_api() -> None:
        if request.path.startswith(paths):
            begin()

    @app.after_request
    def finish_api(response: Response) -> Response:
        return finish(response) if request.path.startswith(paths) else response
