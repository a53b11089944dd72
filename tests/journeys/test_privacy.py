"""Nothing more is taken than a form asks for, and nothing more is told than somebody may know."""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from flask import Flask
from sqlalchemy import String, Table, select, text, update
from sqlalchemy.orm import Session

from marketplace.db import Database
from marketplace.ports.mail import MemoryMail
from marketplace.ports.storage import MemoryStorage
from models import Base
from models.journal import JournalEntry
from models.organisations import ContactChannel
from tests.factories.accounts import PASSWORD
from tests.support.access_table import Line, lines
from tests.support.clients import COOKIE
from tests.support.rows import written
from tests.support.snapshots import Baseline, snapshot
from tests.support.village import (
    BUYER_EMAIL,
    CHANNEL_OF_NOBODY,
    CHANNEL_ON_REQUEST,
    INVITED_TOKEN,
    OWNER_EMAIL,
    RESET_TOKEN,
    STRANGER_EMAIL,
    Role,
    Village,
    found_village,
)

if TYPE_CHECKING:
    from tests.support.clients import HouseClient

EXTRA = {
    "id": "1", "public_id": "000000000000", "slug": "mine", "version_id": "1", "created_at": "2020-01-01",
    "user_id": "1", "owner_id": "1", "seller_id": "1", "organisation_id": "1", "author_id": "1",
    "officer_id": "1", "acting_for_id": "1", "session_id": "1", "listing_id": "1", "community_id": "1",
    "state": "published", "admission": "admitted", "side": "seller", "demo": "1", "is_admin": "1",
    "verified": "1", "officer_roles": "administrator", "role": "owner", "password_hash": "x",
    "email_confirmed_at": "2020-01-01", "published_at": "2020-01-01", "admitted_at": "2020-01-01",
    "approved_version_id": "1", "price_satang": "1", "price_from_satang": "1", "wholesale_price_satang": "1",
    "granted_by_id": "1", "decided_at": "2020-01-01", "papers": "{}", "document": "{}", "expires_at": "2099",
}  # fmt: skip
"""Columns that no form of the house has, and the role, which only some have."""

PAYLOAD = "\"'><img src=x onerror=alert(1)></title></textarea><script>alert('ก')</script>{{7*7}}"
RAW = ("<img src=x", "<script>alert(", "onerror=alert(1)>", "</textarea><script", ">49<")
MARKUP = frozenset({"text/html", "application/atom+xml", "application/xml", "image/svg+xml"})
# Words of these columns are codes, keys and addresses: the house makes them, or checks them.
CODES = re.compile(
    r"(^|_)(id|slug|code|hash|key|kind|state|phone|email|digest|previous|fact|subject|locale|unit"
    r"|topic|level|postcode|lease_token|error|variants|token|address)$"
)
ADDED = (
    "INSERT INTO journal_entry (seq, at, fact, subject, data, previous, digest)"
    " SELECT 5, at, fact, subject, data, digest, digest FROM journal_entry WHERE seq = 4"
)
READERS = (Role.ANONYMOUS, Role.BUYER, Role.OWNER, Role.REVIEWER, Role.ADMINISTRATOR)


@pytest.fixture
def village(session: Session, storage: MemoryStorage, commit: Callable[[], None]) -> Village:
    village = found_village(session, storage)
    commit()
    return village


def pages(
    app: Flask,
    client: "HouseClient",
    village: Village,
    prefix: str = "",
    reader: Role | None = None,
) -> Iterator[tuple[str, str, str]]:
    """Read every page of the table, or those that a reader is shown: line, type, text."""
    adapter = app.url_map.bind("localhost")
    for line in lines():
        if line.method == "GET" if reader is None else line.shows(reader):
            url = prefix + adapter.build(line.endpoint, village.named(line.values))
            answer = client.get(url, follow_redirects=False)
            yield (
                f"{prefix} {line}",
                str(answer.mimetype),
                answer.text if answer.is_json is False else "",
            )


@pytest.mark.parametrize(
    "role", [Role.ANONYMOUS, Role.BUYER, Role.OWNER, Role.APPLICANT, Role.REVIEWER, Role.ADMINISTRATOR]
)  # fmt: skip
def test_fields_that_no_form_has_change_nothing(
    app: Flask, client: "HouseClient", village: Village, database: Database, role: Role
) -> None:
    village.enter(client, role)
    client.get("/healthz")
    cookie = client.get_cookie(COOKIE)
    adapter = app.url_map.bind("localhost")

    def sent(start: Baseline, line: Line, extra: dict[str, str]) -> tuple[int, list[str]]:
        if cookie is not None:
            client.set_cookie(COOKIE, cookie.value)
        form = extra | village.named(line.form)
        url = adapter.build(line.endpoint, village.named(line.values))
        status = client.post(url, data=form).status_code
        rows = written(start.rows, start.now())
        start.restore()
        return status, rows

    faults = []
    with Baseline(database) as start:
        for line in lines():
            if line.method == "POST":
                plain, stuffed = sent(start, line, {}), sent(start, line, EXTRA)
                if plain != stuffed:
                    only = set(stuffed[1]) ^ set(plain[1])
                    faults.append(f"{line}: {plain[0]} and {stuffed[0]}, differing in {only}")

    assert faults == []


def poisoned_columns(table: Table) -> list[str]:
    return [
        column.name
        for column in table.columns
        if type(column.type) is String and not CODES.search(column.name)
    ]


def poison(value: Any) -> Any:
    """Put the payload in the place of every text of a document that is no code."""
    if isinstance(value, dict):
        return {
            key: poison(item) if not CODES.search(key) and item not in ("", None) else item
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [poison(item) if isinstance(item, dict) else item for item in value]
    if isinstance(value, str) and not re.fullmatch(r"[a-z0-9_:.-]+", value):
        return PAYLOAD
    return value


@pytest.fixture
def poisoned(village: Village, database: Database) -> Village:
    """The village with the payload in every text."""
    with database.engine.begin() as connection:
        for table in Base.metadata.sorted_tables:
            names = poisoned_columns(table)
            if names and not table.name.startswith(("journal", "outbox")):
                connection.execute(update(table).values(dict.fromkeys(names, PAYLOAD)))
        versions = Base.metadata.tables["listing_version"]
        for row in connection.execute(select(versions.c.id, versions.c.document)).all():
            document = poison(row.document)
            connection.execute(
                update(versions).where(versions.c.id == row.id).values(document=document)
            )
        connection.execute(text("UPDATE catalogue_version SET value = value + 1"))
    return village


@pytest.mark.parametrize("prefix", ["", "/en"], ids=["th", "en"])
@pytest.mark.parametrize("role", READERS)
def test_markup_in_any_stored_text_stays_text(
    app: Flask, client: "HouseClient", poisoned: Village, role: Role, prefix: str
) -> None:
    poisoned.enter(client, role)

    faults, shown = [], 0
    for line, mimetype, page in pages(app, client, poisoned, prefix, role):
        if mimetype in MARKUP:
            shown += "&lt;img src=x" in page
            faults += [f"{line}: {raw!r}" for raw in RAW if raw in page]

    assert faults == []
    assert shown >= 3, "the payload was hardly shown: this proves nothing"


def test_a_contact_with_a_script_for_an_address_is_no_link(
    app: Flask, client: "HouseClient", village: Village, database: Database
) -> None:
    with database.engine.begin() as connection:
        channels = update(ContactChannel).values(
            kind="website", value="javascript:alert(1)", visibility="everyone"
        )
        connection.execute(channels)

    links = [line for line, _, page in pages(app, client, village) if 'href="javascript' in page]

    assert links == []


def test_markup_in_names_stays_text_in_mails(
    client: "HouseClient",
    poisoned: Village,
    drain_outbox: Callable[[], int],
    mail: MemoryMail,
    another_client: Callable[[], "HouseClient"],
) -> None:
    names = poisoned.names
    owner = poisoned.enter(client, Role.OWNER)
    invite = {"email": "friend@example.org", "role": "staff"}
    reviewer = poisoned.enter(another_client(), Role.REVIEWER)
    verdict = {"outcome": "changes_requested", "reasons": "photo_dark", "note": PAYLOAD}
    grounds = {"reasons": "photo_dark", "note": PAYLOAD}

    answers = [
        owner.post(f"/organisations/{names['weavers']}/invitations", data=invite),
        reviewer.post(f"/office/reviews/{names['waiting_version']}", data=verdict),
        reviewer.post(f"/office/listings/{names['craft']}/suspend", data=grounds),
    ]
    drain_outbox()

    assert [answer.status_code for answer in answers] == [303] * 3
    htmls = [letter.html or "" for letter in mail.sent]
    assert len(htmls) >= 3
    assert any("&lt;img src=x" in html for html in htmls)
    assert [raw for raw in RAW for html in htmls if raw in html] == []
    heads = [f"{letter.subject}{letter.to}" for letter in mail.sent]
    assert not any("\n" in head or "\r" in head for head in heads)


@pytest.mark.parametrize("role", [Role.ANONYMOUS, Role.BUYER, Role.OPERATOR, Role.OTHER])
def test_strangers_read_no_address_and_no_number_that_was_not_published(
    app: Flask, client: "HouseClient", village: Village, role: Role
) -> None:
    village.enter(client, role)
    secrets = {OWNER_EMAIL, STRANGER_EMAIL, CHANNEL_ON_REQUEST, CHANNEL_OF_NOBODY, BUYER_EMAIL}
    if role is Role.BUYER:
        secrets.remove(BUYER_EMAIL)

    told = [
        f"{line}: {secret}"
        for line, _, page in pages(app, client, village)
        for secret in secrets
        # Who holds a link knows the address it was sent to.
        if secret in page and "token=@" not in line
    ]

    assert told == []


def test_a_contact_on_request_is_told_after_the_click_and_one_for_nobody_never(
    client: "HouseClient", village: Village
) -> None:
    slug = village.names["weavers_slug"]

    page = client.post(f"/organisations/{slug}/contact", follow_redirects=True).text

    assert "081" in page and CHANNEL_ON_REQUEST.replace("-", "") in page.replace("-", "")
    assert CHANNEL_OF_NOBODY.replace("-", "") not in page.replace("-", "")


def test_no_log_and_no_row_holds_a_password_or_a_token(
    client: "HouseClient",
    village: Village,
    drain_outbox: Callable[[], int],
    database: Database,
    another_client: Callable[[], "HouseClient"],
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    canary = "ขมิ้นอ้อย-นกกระจิบ-"
    new = f"{canary}ใหม่-๒๕๖๙"
    sign_up = {"name": "สายใจ", "email": "new@village.example.org", "locale": "th", "terms": "y"}
    told = {"email": OWNER_EMAIL, "password": PASSWORD}

    client.post("/sign-in", data=told | {"password": f"{canary}ผิด"})
    client.post("/sign-in", data=told)
    session_token = client.get_cookie(COOKIE)
    client.post("/account/password", data={"current": PASSWORD, "password": new})
    stranger = another_client()
    stranger.post("/sign-up", data=sign_up | {"password": f"{canary}แรก-๒๕๖๙"})
    stranger.post("/forgot", data={"email": BUYER_EMAIL})
    stranger.post(f"/reset/{RESET_TOKEN}", data={"password": f"{canary}คืน-๒๕๖๙"})
    stranger.get(f"/invitations/{INVITED_TOKEN}?q={canary}", headers={"Referer": canary})
    join = {"name": "ใจ", "password": f"{canary}เข้า-๒๕๖๙", "locale": "th", "terms": "y"}
    joined = stranger.post(f"/invitations/{INVITED_TOKEN}/join", data=join)
    drain_outbox()

    said = "".join(capfd.readouterr()) + caplog.text
    rows = repr(snapshot(database))
    assert joined.status_code == 303 and session_token is not None
    assert "rule=" in said
    for secret in (canary, PASSWORD, RESET_TOKEN, INVITED_TOKEN, session_token.value):
        assert secret not in said
        assert secret not in rows


@pytest.mark.parametrize(
    ("tamper", "named"),
    [
        ("UPDATE journal_entry SET fact = 'ListingPaused' WHERE seq = 3", "entry 3 was changed"),
        ("UPDATE journal_entry SET actor_id = NULL WHERE seq = 2", "entry 2 was changed"),
        ("DELETE FROM journal_entry WHERE seq = 2", "entry 2 is missing"),
        ("DELETE FROM journal_entry WHERE seq = 4", "entries after 3 are missing"),
        (ADDED, "entry 5 was changed"),
    ],
)
def test_the_journal_names_the_first_entry_that_was_tampered_with(
    app: Flask,
    client: "HouseClient",
    village: Village,
    database: Database,
    tamper: str,
    named: str,
) -> None:
    village.enter(client, Role.OWNER)
    for _ in range(4):
        client.post("/sell/listings/new", data={"kind": "craft"})
    runner = app.test_cli_runner()
    sound = runner.invoke(args=["journal", "verify"])

    with database.engine.begin() as connection:
        if database.is_sqlite:
            connection.execute(text("DROP TRIGGER journal_entry_no_update"))
            connection.execute(text("DROP TRIGGER journal_entry_no_delete"))
        else:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(text(tamper))
    found = runner.invoke(args=["journal", "verify"])

    assert sound.exit_code == 0, sound.output
    assert found.exit_code == 1
    assert named in found.output


def test_the_database_itself_refuses_to_change_the_journal(
    client: "HouseClient", village: Village, database: Database
) -> None:
    village.enter(client, Role.OWNER)
    client.post("/sell/listings/new", data={"kind": "craft"})
    before = snapshot(database)

    for statement in ("UPDATE journal_entry SET fact = 'x'", "DELETE FROM journal_entry"):
        with pytest.raises(Exception, match="append-only"), database.engine.begin() as connection:
            connection.execute(text(statement))

    assert snapshot(database) == before
    assert before[JournalEntry.__tablename__]
