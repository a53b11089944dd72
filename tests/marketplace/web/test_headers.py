"""Security headers on every answer, whoever made it."""

import dataclasses

import pytest
from flask import Flask
from flask.typing import ResponseReturnValue

from config import Mode, Settings
from marketplace.web.headers import HeaderLayer, Policy, SecurityHeaders, use_policy
from tests.support.clients import HouseClient

STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'"
)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/probe/ok", 200),
        ("/probe/moved", 302),
        ("/en", 308),
        ("/probe/status/400", 400),
        ("/probe/status/403", 403),
        ("/nowhere", 404),
        ("/probe/status/409", 409),
        ("/probe/status/413", 413),
        ("/probe/status/429", 429),
        ("/probe/crash", 500),
        ("/probe/status/503", 503),
        ("/static/nowhere.css", 404),
        ("/metrics", 200),
    ],
)
def test_every_answer_is_guarded(app: Flask, client: HouseClient, path: str, status: int) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False

    response = client.get(path)

    assert response.status_code == status
    assert response.headers["Content-Security-Policy"] == STRICT
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in response.headers["Permissions-Policy"]
    assert "Set-Cookie" not in response.headers
    assert "Server" not in response.headers


def test_a_wrong_method_is_guarded_and_says_what_is_right(client: HouseClient) -> None:
    response = client.delete("/probe/ok", headers={"X-CSRFToken": client._token()})

    assert response.status_code == 405
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    assert response.headers["Content-Security-Policy"] == STRICT


def test_a_foreign_host_is_refused_without_a_link(client: HouseClient) -> None:
    response = client.get("/probe/ok", headers={"Host": "evil.example"})

    assert response.status_code == 400
    assert "evil" not in response.text
    assert response.headers["Content-Security-Policy"] == STRICT


def test_production_asks_for_https_for_a_year(settings: Settings) -> None:
    common = dict(SecurityHeaders.of(dataclasses.replace(settings, mode=Mode.PRODUCTION)).common)

    assert common["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


@pytest.mark.parametrize(
    ("policy", "has", "has_not"),
    [
        (Policy.MAP, ["https://tiles.example"], ["blob:", "require-trusted-types-for"]),
        (Policy.PLACE_MAP, ["https://tiles.example"], ["blob:", "require-trusted-types-for"]),
        (Policy.PHOTO_FORM, ["https://tiles.example", "blob:"], ["require-trusted-types-for"]),
        (Policy.STRICT, ["require-trusted-types-for"], ["blob:", "tiles.example"]),
        (Policy.FILE, ["sandbox"], ["script-src"]),
        (Policy.FRAMES, ["frame-src 'self'", "frame-ancestors 'none'"], ["tiles.example"]),
        (Policy.FRAMED, ["frame-ancestors 'self'"], ["frame-src", "tiles.example"]),
    ],
)
def test_a_page_gets_only_what_it_needs(
    app: Flask, client: HouseClient, policy: Policy, has: list[str], has_not: list[str]
) -> None:
    def view() -> ResponseReturnValue:
        use_policy(policy)
        return "x"

    app.add_url_rule("/probe/policy", "policy", view)
    settings = dataclasses.replace(
        app.extensions["talat_settings"], tile_url="https://tiles.example/{z}/{x}/{y}.png"
    )
    app.wsgi_app = HeaderLayer(app.wsgi_app._app, SecurityHeaders.of(settings))

    found = client.get("/probe/policy").headers["Content-Security-Policy"]

    assert all(part in found for part in has)
    assert not any(part in found for part in has_not)
