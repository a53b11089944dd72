"""What no page of ours sends: it costs little, breaks nothing, and stays out of the log."""

import time
from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from structlog.testing import capture_logs

from marketplace.accounts.forms.passwords import StrongPassword
from marketplace.web.forms import (
    Day,
    Form,
    Line,
    MaxLength,
)
from marketplace.web.i18n import speaking
from marketplace.web.limits import client_network
from marketplace.web.richtext import markdown
from models.accounts import OfficerRole
from search_index.numbers import MOST, amount
from tests.factories.accounts import make_officer, make_user
from tests.factories.listings import make_route
from tests.support.clients import HouseClient

BOUNDARY = "of-a-made-up-body"
NAMELESS = (
    f"--{BOUNDARY}\r\nContent-Disposition: form-data\r\n\r\nno name\r\n"
    f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="email"\r\n\r\na@example.com\r\n'
    f"--{BOUNDARY}--\r\n"
)


class Door(Form):
    name = Line("ชื่อ", [MaxLength(100)])
    password = Line("รหัสผ่าน", [MaxLength(200), StrongPassword("name")])


def test_an_over_long_password_is_not_taken_apart(app: Flask) -> None:
    long = "ab" * 200_000
    with app.test_request_context(method="POST", data={"name": long, "password": long}):
        form = Door.bind()
        started = time.process_time()
        assert not form.validate()

    assert time.process_time() - started < 1
    assert [len(field.errors) for field in form] == [1, 1]


def test_parts_without_a_name_are_left_out(client: HouseClient) -> None:
    answer = client.post(
        "/sign-in", data=NAMELESS, content_type=f"multipart/form-data; boundary={BOUNDARY}",
        token=False,
    )  # fmt: skip

    assert answer.status_code < 500


@pytest.mark.parametrize("index", ["²", "①", "9" * 5000, "๒"])
def test_rows_whose_number_cannot_be_read_are_left_out(
    client: HouseClient, session: Session, index: str
) -> None:
    client.sign_in(make_user(session))

    answer = client.post("/apply", data={f"channels-{index}-value": "0812345678"})

    assert answer.status_code == 422


@pytest.mark.parametrize(
    "said", ["9,999,999,999,999 hours", "99999999k baht", "999,999,999,999 คน"]
)
def test_nobody_asks_for_more_than_numbers_hold(client: HouseClient, said: str) -> None:
    assert amount("9,999,999,999,999") == MOST
    assert client.get("/search", query_string={"q": said}).status_code == 200


def test_a_calendar_begins_within_two_years(
    client: HouseClient, session: Session, commit: Callable[[], None]
) -> None:
    make_route(session, slug="na-ton-chan-ride")
    commit()

    far = client.get("/routes/na-ton-chan-ride.ics?date=9999-12-31")
    near = client.get("/routes/na-ton-chan-ride.ics?date=2027-03-06")

    assert far.status_code == 200
    assert "DTSTART;TZID=Asia/Bangkok:9999" not in far.text
    assert "DTSTART;TZID=Asia/Bangkok:20270306" in near.text


@pytest.mark.parametrize("typed", ["1-1-1", "9999-12-31", "31/12/1899", "1/1/2201"])
def test_dates_at_the_ends_of_the_calendar_are_refused(
    app: Flask, client: HouseClient, session: Session, typed: str
) -> None:
    class Asked(Form):
        day = Day("วันที่")

    with app.test_request_context(method="POST", data={"day": typed}):
        form = Asked.bind()
        assert not form.validate()
        assert form.day.data is None
    client.sign_in(make_officer(session, OfficerRole.MANAGER))
    assert client.get("/office/journal", query_string={"since": typed}).status_code < 500


def test_a_date_of_our_time_is_taken(app: Flask) -> None:
    class Asked(Form):
        day = Day("วันที่")

    with app.test_request_context(method="POST", data={"day": "20/11/2569"}):
        form = Asked.bind()
        assert form.validate()
        assert form.day.data == date(2026, 11, 20)


def test_a_fault_is_logged_without_the_path(app: Flask, client: HouseClient) -> None:
    app.testing = False
    app.config["PROPAGATE_EXCEPTIONS"] = False

    @app.get("/reset-probe/<word>")
    def broken(word: str) -> str:
        raise RuntimeError(f"of {len(word)} signs")

    said: list[str] = []
    app.logger.error = lambda text, *args, **_kw: said.append(text % args)  # type: ignore[method-assign]  # listens

    with capture_logs() as lines:
        answer = client.get("/reset-probe/a-secret-word")

    assert answer.status_code == 500
    assert said == ["fault at GET /reset-probe/<word>"]
    assert "a-secret-word" not in str(lines)


def test_errors_of_the_database_hold_no_values(app: Flask) -> None:
    assert all(
        engine.hide_parameters
        for engine in (
            app.extensions["talat_database"].engine,
            app.extensions["talat_database"].reads,
        )
    )


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::"),
        ("no address", "unknown"),
    ],
)
def test_limits_count_whom_they_should(app: Flask, address: str, network: str) -> None:
    with app.test_request_context(environ_base={"REMOTE_ADDR": address}):
        assert client_network() == network


def test_a_text_is_drawn_for_the_language_of_the_page(app: Flask) -> None:
    with app.test_request_context("/"):
        thai = markdown("ผ้าของหาดเสี้ยว")
        with speaking("en"):
            english = markdown("ผ้าของหาดเสี้ยว")

    assert 'lang="th"' not in thai
    assert 'lang="th"' in english
