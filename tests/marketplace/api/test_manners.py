"""How the API behaves on the wire: validators, other sites, limits, problems, nobody's session."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from marketplace.api.views import answering, listings
from tests.factories.accounts import make_user
from tests.factories.listings import make_craft
from tests.support.clients import HouseClient

PATH = "/api/v1/listings"


def test_what_did_not_change_is_not_sent_again(client: HouseClient, session: Session) -> None:
    make_craft(session)
    first = client.get(PATH)

    same = client.get(PATH, headers={"If-None-Match": first.headers["ETag"]})
    make_craft(session)
    other = client.get(PATH, headers={"If-None-Match": first.headers["ETag"]})

    assert (same.status_code, same.data) == (304, b"")
    assert same.headers["ETag"] == first.headers["ETag"]
    assert other.status_code == 200
    assert first.headers["Cache-Control"] == "public, max-age=60"
    assert "Accept-Encoding" in first.headers["Vary"]


def test_programs_of_any_site_may_read(client: HouseClient) -> None:
    answer = client.get(PATH, headers={"Origin": "https://hotel.example"})
    asked = client.options(
        PATH,
        headers={
            "Origin": "https://hotel.example",
            "Access-Control-Request-Method": "GET",
            "Access-Control-Request-Headers": "if-none-match",
        },
    )

    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert (
        "ETag, Link, Octo-Capabilities, RateLimit"
        in answer.headers["Access-Control-Expose-Headers"]
    )
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert asked.status_code == 200
    assert asked.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "If-None-Match" in asked.headers["Access-Control-Allow-Headers"]


def test_a_head_request_gets_the_headers_alone(client: HouseClient) -> None:
    whole, head = client.get(PATH), client.head(PATH)

    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["ETag"] == whole.headers["ETag"]


def test_a_session_is_neither_read_nor_begun(client: HouseClient, session: Session) -> None:
    stranger = client.get(PATH)
    client.sign_in(make_user(session))

    known = client.get(PATH)

    assert "Set-Cookie" not in known.headers
    assert "Cookie" not in known.headers["Vary"]
    assert known.data == stranger.data


def test_an_answer_can_run_nothing(client: HouseClient) -> None:
    headers = client.get(PATH).headers

    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_every_answer_tells_what_is_left_and_a_flood_is_sent_away(
    client: HouseClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering, "READ", replace(answering.READ, address="2 per minute"))

    first, second, third = (client.get(f"{PATH}?lang=en") for _ in range(3))
    asked = client.options(PATH)

    assert first.headers["RateLimit-Policy"] == '"read";q=2;w=60'
    assert first.headers["RateLimit"].startswith('"read";r=1;t=')
    assert second.headers["RateLimit-Remaining"] == "0"
    assert third.status_code == (third.json or {})["status"] == 429
    assert third.content_type == "application/problem+json"
    assert 1 <= int(third.headers["Retry-After"]) <= 60
    assert asked.status_code == 200


@pytest.mark.parametrize("path", ["/api/", "/api/v1", "/api/v1/nothing", "/api/v2/search"])
def test_an_unknown_path_is_a_problem(client: HouseClient, path: str) -> None:
    answer = client.get(f"{path}?lang=en")

    assert answer.status_code == 404
    assert answer.content_type == "application/problem+json"
    assert (answer.json or {})["title"] == "Not found"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_changed_here(client: HouseClient, method: str) -> None:
    answer = client.open(PATH, method=method)

    assert answer.status_code == 405
    assert answer.content_type == "application/problem+json"
    assert "GET" in answer.headers["Allow"]


def test_a_database_that_is_away_is_a_problem_to_wait_for(
    client: HouseClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> Session:
        raise OperationalError("SELECT", {}, Exception("gone"))

    monkeypatch.setattr(listings, "reader", away)

    answer = client.get(PATH)

    assert answer.status_code == (answer.json or {})["status"] == 503
    assert answer.headers["Retry-After"]


def test_a_fault_is_a_problem_too(
    app: Flask, client: HouseClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> Session:
        raise RuntimeError("nobody foresaw this")

    app.testing = False
    monkeypatch.setattr(listings, "reader", broken)

    answer = client.get(PATH)

    assert answer.status_code == 500
    assert answer.content_type == "application/problem+json"
    assert "nobody foresaw" not in answer.text


def test_pages_of_people_keep_their_own_errors(client: HouseClient) -> None:
    page = client.get("/nothing-here")

    assert page.status_code == 404
    assert page.mimetype == "text/html"
    assert "Access-Control-Allow-Origin" not in page.headers
