"""Thousands of requests that nobody should send, half on each database: none ends in our fault."""

import traceback
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from flask import Flask, got_request_exception
from sqlalchemy.orm import Session
from werkzeug.datastructures import Headers
from werkzeug.test import run_wsgi_app

from marketplace.db import Database
from marketplace.ports.storage import MemoryStorage
from tests.support.access_table import lines
from tests.support.clients import COOKIE
from tests.support.mischief import Mischief, Request, SentForm, forms_of
from tests.support.snapshots import Baseline
from tests.support.village import Role, Village, found_village

if TYPE_CHECKING:
    from tests.support.clients import HouseClient

FEW, MANY = 25, 125
"""Requests of each of eleven roles: 275 in the fast run, 2,750 on both databases, in `make soak` 55,000."""
BACK_EVERY = 110
"""After so many requests the village is put back, and whenever the visitor was signed out."""


class Visitor:
    """Sends requests as one role and keeps what broke."""

    def __init__(self, app: Flask, client: "HouseClient", database: Database) -> None:
        self.app, self.client, self.database = app, client, database
        self.raised: list[BaseException] = []
        self.is_out = False
        self.faults: list[str] = []
        self.statuses: dict[int, int] = {}
        app.testing = False
        app.config["PROPAGATE_EXCEPTIONS"] = False
        got_request_exception.connect(self._note, app)

    def _note(self, _app: Flask, exception: BaseException) -> None:
        self.raised.append(exception)

    def send(self, request: Request, number: int, remote: str) -> None:
        self.raised.clear()
        environ = request.environ(remote, self.client._token())
        if "HTTP_COOKIE" not in environ:
            environ["HTTP_COOKIE"] = "; ".join(
                f"{cookie.key}={cookie.value}" for cookie in (self.client._cookies or {}).values()
            )
        status, headers, body = self._answered(environ)
        where, cookies = headers.get("Location", ""), headers.getlist("Set-Cookie")
        self.is_out = "/sign-in" in where or any(c.startswith(f"{COOKIE}=") for c in cookies)
        self.statuses[status] = self.statuses.get(status, 0) + 1
        # No worker runs here, so after a minute readiness says rightly that the index lags.
        is_answer = status == 503 and request.path.endswith("/readyz")
        if status >= 500 and not is_answer:
            told = "".join("".join(traceback.format_exception(e)[-6:]) for e in self.raised)
            self.faults.append(f"request {number} got {status}: {request}\n{told or body[-800:]!r}")

    def _answered(self, environ: dict[str, Any]) -> tuple[int, Headers, bytes]:
        parts, line, headers = run_wsgi_app(self.app.wsgi_app, environ, buffered=True)
        return int(line[:3]), headers, b"".join(parts)


def forms_seen(
    client: "HouseClient", app: Flask, village: Village, role: Role
) -> Iterator[SentForm]:
    """Collect the forms of every page that this role may read by the table of access, each once."""
    seen = set()
    adapter = app.url_map.bind("localhost")
    for line in lines():
        if line.shows(role):
            url = adapter.build(line.endpoint, village.named(line.values))
            answer = client.get(url)
            if answer.status_code == 200 and answer.mimetype == "text/html":
                for form in forms_of(answer.text):
                    form.action = form.action or url
                    if (form.action, *form.choices) not in seen:
                        seen.add((form.action, *form.choices))
                        yield form


@pytest.fixture
def village(session: Session, storage: MemoryStorage, commit: Callable[[], None]) -> Village:
    village = found_village(session, storage)
    commit()
    return village


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize(
    "count",
    [
        pytest.param(FEW, marks=pytest.mark.sample),
        pytest.param(MANY, marks=[pytest.mark.slow, pytest.mark.soak]),
    ],
)
@pytest.mark.filterwarnings("ignore::ResourceWarning")  # werkzeug's, of multipart cut short
def test_no_request_ends_in_a_fault_of_ours(
    app: Flask,
    client: "HouseClient",
    village: Village,
    database: Database,
    role: Role,
    count: int,
    depth: int,
    luck: str,
) -> None:
    village.enter(client, role)
    forms = list(forms_seen(client, app, village, role))
    cookie = client.get_cookie(COOKIE)
    visitor = Visitor(app, client, database)
    seed = f"{luck}:{database.url.get_backend_name()}:{role}"
    mischief = Mischief(list(app.url_map.iter_rules()), village.names, forms, seed)

    with Baseline(database) as start:
        for number in range(count * depth):
            if number % BACK_EVERY == 0 or (visitor.is_out and cookie is not None):
                start.restore()
            if cookie is not None:
                client.set_cookie(COOKIE, cookie.value)
            visitor.send(mischief.request(number), number, f"10.0.{number // 250}.{number % 250}")

    assert visitor.faults == [], "\n".join(visitor.faults[:5])
    assert len(visitor.statuses) > 3, visitor.statuses
