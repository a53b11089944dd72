"""A few made-up pages on the real application, for tests of what surrounds every page."""

from typing import NoReturn

import pytest
from flask import Flask, abort, redirect, render_template_string, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from marketplace.web.caching import public_page
from marketplace.web.guards import require_acting_for, require_actor, require_officer
from marketplace.web.identity import current_actor
from models.accounts import OfficerRole
from models.errors import RateLimitedError

CALLS = "probe_calls"


@pytest.fixture
def app(app: Flask) -> Flask:
    app.extensions[CALLS] = []
    app.add_url_rule("/probe/ok", "ok", lambda: "fine")
    app.add_url_rule("/probe/whoami", "whoami", _whoami)
    app.add_url_rule("/probe/mine", "mine", require_actor(lambda: "mine"))
    app.add_url_rule("/probe/office", "office_any", require_officer()(lambda: "office"))
    reviewers = require_officer(OfficerRole.REVIEWER)(lambda: "reviewers")
    app.add_url_rule("/probe/reviewers", "reviewers", reviewers)
    app.add_url_rule("/probe/group", "group", require_acting_for(lambda: "group"))
    app.add_url_rule("/probe/form", "form", _form, methods=["GET", "POST"])
    app.add_url_rule("/probe/list", "list", public_page(lambda: _list(app)))
    app.add_url_rule("/probe/moved", "moved", lambda: redirect("/probe/ok"))
    app.add_url_rule("/probe/status/<int:status>", "status", _status)
    app.add_url_rule("/probe/crash", "crash", _crash)
    return app


def _whoami() -> ResponseReturnValue:
    actor = current_actor()
    return "nobody" if actor is None else f"{actor.user_id} {sorted(actor.officer_roles)}"


def _form() -> ResponseReturnValue:
    if request.method == "POST":
        return f"took {request.form.get('note', '')}"
    return render_template_string('<form method="post">{{ csrf_field() }}</form>')


def _list(app: Flask) -> str:
    app.extensions[CALLS].append(request.full_path)
    seen = "nobody" if current_actor() is None else "somebody"
    return render_template_string(
        '<p>{{ slot("account") }}</p><p>{{ seen }} {{ lang }}</p>' + "งานฝีมือ " * 300, seen=seen
    )


def _status(status: int) -> ResponseReturnValue:
    if status == 429:
        raise RateLimitedError("rate.many", 61)
    if status == 413:
        raise RequestEntityTooLarge
    abort(status)


def _crash() -> NoReturn:
    raise ZeroDivisionError
