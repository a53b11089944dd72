"""What the operator sees: health, readiness, figures, and one line for each request."""

import dataclasses
import io
import json

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from structlog.testing import capture_logs

from config import Settings
from marketplace.web import logs
from marketplace.web.settings import init_settings
from tests.factories.accounts import make_user
from tests.support.clients import HouseClient


def test_health_needs_nothing(client: HouseClient) -> None:
    assert client.get("/healthz").text == "ok\n"


def test_figures_are_for_this_machine_only(client: HouseClient) -> None:
    near = client.get("/metrics")
    assert near.status_code == 200
    assert "talat_requests_total" in near.text

    far = {"REMOTE_ADDR": "203.0.113.9"}
    assert client.get("/metrics", environ_base=far).status_code == 404
    forwarded = client.get("/metrics", headers={"X-Forwarded-For": "203.0.113.9"})
    assert forwarded.status_code == 404


def test_figures_open_with_the_token(app: Flask, client: HouseClient, settings: Settings) -> None:
    init_settings(app, dataclasses.replace(settings, metrics_token="a-long-enough-token"))
    far = {"REMOTE_ADDR": "203.0.113.9"}

    right = {"Authorization": "Bearer a-long-enough-token"}
    assert client.get("/metrics", environ_base=far, headers=right).status_code == 200
    for wrong in ("Bearer x", "", "Bearer ก"):
        found = client.get("/metrics", environ_base=far, headers={"Authorization": wrong.encode()})
        assert found.status_code == 404


def test_a_line_names_the_rule_and_no_secret(client: HouseClient, session: Session) -> None:
    user = make_user(session, email="canary@example.org")
    client.sign_in(user)

    with capture_logs() as lines:
        client.get("/probe/status/404?token=canary-query", headers={"X-Request-ID": "id-12345678"})

    (line,) = [line for line in lines if line["event"] == "request"]
    assert line["rule"] == "/probe/status/<int:status>"
    assert (line["method"], line["status"], line["address"]) == ("GET", 404, "127.0.0.1")
    assert line["request_id"] == "id-12345678"
    assert len(line["user"]) == 12
    assert "canary" not in json.dumps(lines, default=str)


@pytest.mark.parametrize("given", ["short", "a" * 65, "bad id with blanks", 'x"y"zzzzzz', ""])
def test_odd_request_ids_are_replaced(client: HouseClient, given: str) -> None:
    found = client.get("/probe/ok", headers={"X-Request-ID": given}).headers["X-Request-ID"]

    assert found != given
    assert len(found) == 32


def test_lines_are_json(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    line = logs._as_json({"event": "ไทย", "path": settings.instance})

    assert json.loads(line)["event"] == "ไทย"
    assert io.StringIO(line).readlines() == [line]
