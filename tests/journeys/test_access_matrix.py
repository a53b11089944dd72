"""Every route for every role, against the written table in `tests/support/access_table.py`."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from flask import Flask, url_for
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from marketplace.db import Database
from marketplace.ports.storage import MemoryStorage
from tests.support.access_table import Line, lines
from tests.support.clients import COOKIE
from tests.support.snapshots import Baseline, changes, snapshot
from tests.support.village import Role, Village, found_village

if TYPE_CHECKING:
    from tests.support.clients import HouseClient

SAFE = frozenset({"GET"})
IMPLIED = frozenset({"HEAD", "OPTIONS"})
DONE = frozenset({"200", "201", "204", "302", "303"})
TOKEN_FREE = frozenset({"listings.reveal_contact", "saved_searches.end_notices_now"})
"""Buttons on pages kept for everybody; the Origin guards them."""
READING = {
    "journal_entry": ["new"],
    "journal_head": ["digest", "seq"],
    "outbox_message": ["new"],
}
NOTED = {Role.MANAGER: READING, Role.ADMINISTRATOR: READING}
"""Who opens an application with its phone number and address is noted, and that alone."""


@pytest.fixture
def village(session: Session, storage: MemoryStorage, commit: Callable[[], None]) -> Village:
    village = found_village(session, storage)
    commit()
    return village


def address(app: Flask, village: Village, line: Line) -> str:
    with app.test_request_context(base_url="http://localhost"):
        return url_for(line.endpoint, **village.named(line.values))


def word(endpoint: str, answer: TestResponse) -> str:
    """Say in the table's words what came back."""
    where = (answer.location or "").partition("?")[0]
    if where == "/sign-in":
        return "door"
    if endpoint.startswith("selling."):
        doors = {"/apply": "apply", "/account/organisations": "choose"}
        return doors.get(where, str(answer.status_code))
    return str(answer.status_code)


def only(methods: frozenset[str] = SAFE, *, others: bool = False) -> list[Line]:
    return [line for line in lines() if (line.method in methods) is not others]


def test_every_route_has_a_line(app: Flask) -> None:
    known = {(line.endpoint, line.method) for line in lines()}
    served = {
        (rule.endpoint, method)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - IMPLIED
    }

    missing = sorted(served - known)
    gone = sorted(known - served)

    assert not missing, (
        "add a line with the word for each role to TABLE in tests/support/access_table.py: "
        + ", ".join(f"{endpoint} {method}" for endpoint, method in missing)
    )
    assert not gone, "these lines of tests/support/access_table.py name no route: " + ", ".join(
        f"{endpoint} {method}" for endpoint, method in gone
    )


@pytest.mark.parametrize("role", list(Role))
def test_each_role_reads_what_the_table_says_and_reading_changes_nothing(
    app: Flask, client: "HouseClient", village: Village, database: Database, role: Role
) -> None:
    village.enter(client, role)
    client.get("/healthz")
    start = snapshot(database)

    got = {
        str(line): word(line.endpoint, client.get(address(app, village, line))) for line in only()
    }

    assert differences(got, role) == []
    assert changes(start, snapshot(database)) == NOTED.get(role, {})


@pytest.mark.parametrize("role", list(Role))
def test_each_role_changes_what_the_table_says_and_refusals_change_nothing(
    app: Flask, client: "HouseClient", village: Village, database: Database, role: Role
) -> None:
    village.enter(client, role)
    client.get("/healthz")
    cookie = client.get_cookie(COOKIE)
    got, broken = {}, []

    with Baseline(database) as start:
        for line in only(others=True):
            if cookie is not None:
                client.set_cookie(COOKIE, cookie.value)  # the line before may have signed them out
            answer = client.post(address(app, village, line), data=village.named(line.form))
            got[str(line)] = word(line.endpoint, answer)
            changed = start.changes()
            start.restore()
            if changed and got[str(line)] not in DONE:
                broken.append(f"{line}: {got[str(line)]}, but changed {changed}")

    assert differences(got, role) == []
    assert broken == []


def differences(got: dict[str, str], role: Role) -> list[str]:
    expected = {str(line): line.expected[role] for line in lines()}
    return [
        f"{line}: {word}, the table says {expected[line]}"
        for line, word in got.items()
        if word != expected[line]
    ]


@pytest.mark.parametrize("role", [Role.ANONYMOUS, Role.OWNER, Role.ADMINISTRATOR])
def test_a_change_without_the_forms_token_is_refused(
    app: Flask, client: "HouseClient", village: Village, database: Database, role: Role
) -> None:
    village.enter(client, role)
    client.get("/healthz")
    start = snapshot(database)

    got = {
        str(line): client.post(address(app, village, line), token=False).status_code
        for line in only(others=True)
        if line.endpoint not in TOKEN_FREE
    }

    assert set(got.values()) == {400}, got
    assert changes(start, snapshot(database)) == {}


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://localhost"},
    ],
    ids=lambda headers: " ".join(headers.values()),
)
def test_a_change_from_another_site_is_refused_even_with_the_token(
    app: Flask,
    client: "HouseClient",
    village: Village,
    database: Database,
    headers: dict[str, str],
) -> None:
    village.enter(client, Role.OWNER)
    client.get("/healthz")
    start = snapshot(database)

    got = {
        str(line): client.post(address(app, village, line), headers=headers).status_code
        for line in only(others=True)
    }

    assert set(got.values()) == {400}, got
    assert changes(start, snapshot(database)) == {}


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
def test_other_methods_are_refused_everywhere(
    app: Flask, client: "HouseClient", village: Village, database: Database, method: str
) -> None:
    village.enter(client, Role.OWNER)
    client.get("/healthz")
    start = snapshot(database)

    got = {
        str(line): client.open(address(app, village, line), method=method).status_code
        for line in lines()
    }

    assert set(got.values()) == {405}, {k: v for k, v in got.items() if v != 405}
    assert changes(start, snapshot(database)) == {}
