"""Every error becomes a page of ours with the right status, and never fails itself."""

import sqlite3

import pytest
from flask import Flask
from sqlalchemy.exc import DataError, OperationalError

from config import Settings
from marketplace import db
from marketplace.db import Database
from marketplace.ports.storage import ObjectMissing, StorageDown, StorageFull
from marketplace.web.i18n import speaking
from marketplace.web.messages import SENTENCES, sentence
from models.errors import (
    ConflictError,
    DomainError,
    IllegalTransitionError,
    InputRejectedError,
    NotAllowedError,
    NotFoundError,
    RateLimitedError,
)
from models.listings import ListingAction, ListingState
from tests.support.clients import HouseClient


def raising(app: Flask, error: Exception) -> None:
    def view() -> str:
        raise error

    app.add_url_rule("/probe/raise", "raise", view)


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NotFoundError(), 404),
        (NotAllowedError("permission.own_group", org="กลุ่มทอผ้า"), 403),
        (ConflictError("conflict.decided", time="09.30 น.", state="อนุมัติแล้ว"), 409),
        (IllegalTransitionError(ListingState.PUBLISHED, ListingAction.LIFT), 409),
        (InputRejectedError("price.format"), 422),
        (RateLimitedError("rate.signin", 120), 429),
        (StorageFull(), 507),
        (StorageDown(), 503),
        (ObjectMissing(), 404),
        (DomainError("a.code.nobody.knows"), 400),
        (OperationalError("x", None, sqlite3.OperationalError("database is locked")), 503),
        (OperationalError("x", None, sqlite3.OperationalError("database or disk is full")), 507),
        (DataError("x", None, sqlite3.DataError("too large")), 400),
    ],
)
def test_errors_have_their_status(
    app: Flask, client: HouseClient, error: Exception, status: int
) -> None:
    raising(app, error)

    response = client.get("/probe/raise")

    assert response.status_code == status
    assert response.mimetype == "text/html"
    assert response.headers["Cache-Control"] == "no-store"
    assert ("Retry-After" in response.headers) is (status in {429, 503, 507})


def test_a_fault_tells_the_reference_and_nothing_else(app: Flask, client: HouseClient) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False

    response = client.get("/probe/crash", headers={"X-Request-ID": "abcd-1234"})

    assert response.status_code == 500
    assert "abcd-1234" in response.text
    assert "ZeroDivision" not in response.text
    assert "Traceback" not in response.text


def test_a_database_that_is_away_is_said_in_words(
    app: Flask, client: HouseClient, settings: Settings
) -> None:
    app.extensions[db.EXTENSION] = Database(f"sqlite:///{settings.instance}/no/such/folder.db")
    client.prepared = None
    client.set_cookie("talat", "somebody")

    response = client.get("/probe/whoami")

    assert response.status_code == 503
    assert "\x02" not in response.text  # the mark of a piece that each reader gets
    assert response.headers["Retry-After"] == "5"
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503


def test_every_sentence_speaks_both_languages() -> None:
    for code in SENTENCES:
        with speaking("th"):
            thai = sentence(code)
        with speaking("en"):
            english = sentence(code)
        assert thai != english, code
        assert not any("ก" <= letter <= "ฮ" for letter in english), code
        assert "%(" not in thai + english, code


def test_unknown_codes_and_missing_values_never_fail() -> None:
    assert sentence("no.such.code") == sentence("request.bad")
    assert sentence("number.range", field="ราคา") == "ราคาใส่ได้ตั้งแต่  ถึง "


@pytest.mark.parametrize("status", [403, 500, 503])
def test_pages_that_stop_people_say_how_to_reach_the_office(
    client: HouseClient, status: int
) -> None:
    html = client.get(f"/probe/status/{status}").text

    main = html[html.index("<main") : html.index("</main>")]
    assert 'href="tel:055000000"' in main
    assert 'href="mailto:office@demo.example"' in main
