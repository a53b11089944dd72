"""A kept page is answered before Flask, and nobody can tell the difference."""

import gzip
from collections.abc import Callable, Iterator
from datetime import timedelta

import brotli
import pytest
from flask import Flask, flash
from prometheus_client import REGISTRY
from sqlalchemy import update
from sqlalchemy.orm import Session
from structlog.testing import capture_logs
from werkzeug.test import TestResponse

from marketplace.events import raise_catalogue_version
from marketplace.ports import MemoryPorts
from marketplace.web.caching import store_of
from models.accounts import UserSession
from tests.factories.accounts import make_user
from tests.support.clients import HouseClient

PAGE = "/probe/list"


@pytest.fixture
def asked(app: Flask) -> Iterator[list[str]]:
    """Paths that reached Flask."""
    reached: list[str] = []
    whole = app.full_dispatch_request

    def noting() -> object:
        from flask import request  # noqa: PLC0415 - of the moment

        reached.append(request.full_path)
        return whole()

    app.full_dispatch_request = noting  # type: ignore[method-assign,assignment]  # the layer is taken off for one test
    yield reached
    app.full_dispatch_request = whole  # type: ignore[method-assign]  # and put back


def headers_of(response: TestResponse) -> list[tuple[str, str]]:
    # A page is packed better for its second reader.
    own = {"X-Request-ID", "Content-Length"}
    return sorted(pair for pair in response.headers if pair[0] not in own)


def plain(response: TestResponse) -> bytes:
    assert response.content_length == len(response.data)
    unpack = {"gzip": gzip.decompress, "br": brotli.decompress}.get(
        response.headers.get("Content-Encoding", ""), bytes
    )
    return bytes(unpack(response.data))


@pytest.mark.parametrize("accepted", ["gzip, br", "identity", "br"])
@pytest.mark.parametrize("path", [PAGE, f"/en{PAGE}", f"{PAGE}?b=1&a=2"])
def test_both_ways_answer_alike(
    app: Flask, client: HouseClient, session: Session, path: str, accepted: str
) -> None:
    client.sign_in(make_user(session))
    ask = {"Accept-Encoding": accepted}
    first, second = client.get(path, headers=ask), client.get(path, headers=ask)
    known = ask | {"If-None-Match": first.headers["ETag"]}
    short = client.get(path, headers=known)
    store_of(app)._places.clear()
    long = client.get(path, headers=known)

    assert first.status == second.status == "200 OK"
    assert plain(first) == plain(second)
    assert headers_of(first) == headers_of(second)
    assert (short.status, short.data) == (long.status, long.data) == ("304 NOT MODIFIED", b"")
    assert headers_of(short) == headers_of(long)
    for response in (first, second, short, long):
        assert len(response.headers["X-Request-ID"]) == 32
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]


def test_flask_is_asked_once(client: HouseClient, session: Session, asked: list[str]) -> None:
    client.get(PAGE)
    client.get(PAGE)
    assert len(asked) == 1
    client.sign_in(make_user(session))
    client.get(PAGE)  # the person's own piece is made
    client.get(PAGE)
    etag = client.get(PAGE).headers["ETag"]
    assert client.get(PAGE, headers={"If-None-Match": etag}).status_code == 304
    assert len(asked) == 2


def test_a_revisit_outlives_the_page(app: Flask, client: HouseClient, asked: list[str]) -> None:
    etag = client.get(PAGE).headers["ETag"]
    store_of(app)._pages.clear()

    assert client.get(PAGE, headers={"If-None-Match": etag}).status_code == 304
    assert len(asked) == 1
    assert client.get(PAGE).status_code == 200
    assert len(asked) == 2


def test_a_change_is_seen_at_once(
    client: HouseClient, session: Session, asked: list[str], ports: MemoryPorts
) -> None:
    client.get(PAGE)
    raise_catalogue_version(session)
    client.get(PAGE)
    assert len(asked) == 2
    ports.clock.move(timedelta(hours=1))
    client.get(PAGE)
    assert len(asked) == 3


def test_a_session_revoked_is_refused_at_once(
    client: HouseClient, session: Session, ports: MemoryPorts
) -> None:
    client.sign_in(make_user(session, name="สมชาย ก"))
    for _ in range(2):
        assert "สมชาย ก" in client.get(PAGE).text

    session.execute(update(UserSession).values(revoked_at=ports.clock.now()))
    session.commit()

    assert "สมชาย ก" not in client.get(PAGE).text


def test_the_use_of_a_session_is_still_noted(
    client: HouseClient, session: Session, ports: MemoryPorts
) -> None:
    client.sign_in(make_user(session))
    for _ in range(2):
        client.get(PAGE)
    ports.clock.move(timedelta(minutes=6))
    client.get(PAGE)

    session.expire_all()
    (seen,) = session.query(UserSession.last_seen_at).one()
    assert seen == ports.clock.now()


def test_a_notice_is_shown(app: Flask, client: HouseClient) -> None:
    def note() -> str:
        flash("saved")
        return "noted"

    app.add_url_rule("/probe/notice", "notice", note)
    for _ in range(2):
        assert "ETag" in client.get(PAGE).headers
    client.get("/probe/notice")

    assert "ETag" not in client.get(PAGE).headers


@pytest.mark.parametrize(
    "change",
    [
        lambda client: client.head(PAGE),
        lambda client: client.get(PAGE + "?n=1"),
        lambda client: client.get("/" + PAGE),
        lambda client: client.set_cookie("talat-form", ".packed") or client.get(PAGE),
        lambda client: client.set_cookie("talat-form", "not*base64.x.y") or client.get(PAGE),
    ],
)
def test_the_extraordinary_is_for_flask(
    client: HouseClient, asked: list[str], change: Callable[[HouseClient], TestResponse]
) -> None:
    client.get(PAGE)
    asked.clear()

    change(client)

    assert len(asked) == 1


def test_a_foreign_host_is_refused(app: Flask, client: HouseClient) -> None:
    client.get(PAGE)
    hosts = app.config["TRUSTED_HOSTS"]
    assert hosts
    assert client.get(PAGE, headers={"Host": "evil.example"}).status_code == 400


def test_answers_have_their_line_and_their_figure(client: HouseClient, session: Session) -> None:
    def figure(status: int) -> float:
        labels = {"rule": PAGE, "method": "GET", "status": str(status)}
        return REGISTRY.get_sample_value("talat_requests_total", labels) or 0.0

    client.sign_in(make_user(session))
    etag = client.get(PAGE).headers["ETag"]
    pages, revisits = figure(200), figure(304)

    with capture_logs() as lines:
        client.get(PAGE + "?canary=1")
        client.get(PAGE)
        client.get(PAGE, headers={"If-None-Match": etag, "X-Request-ID": "id-12345678"})

    made, page, revisit = [line for line in lines if line["event"] == "request"]
    assert set(made) == set(page) == set(revisit)
    assert [line["status"] for line in (made, page, revisit)] == [200, 200, 304]
    assert {line["rule"] for line in (made, page, revisit)} == {PAGE}
    assert {line["address"] for line in (made, page, revisit)} == {"127.0.0.1"}
    assert len({line["user"] for line in (made, page, revisit)}) == 1
    assert revisit["request_id"] == "id-12345678"
    assert (figure(200) - pages, figure(304) - revisits) == (2, 1)
