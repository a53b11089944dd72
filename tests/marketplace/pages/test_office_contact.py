"""Where people are sent to the office, they find how to reach it."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from config import OfficeSettings
from marketplace import facts
from marketplace.events import record
from marketplace.ports.mail import MemoryMail
from tests.factories.accounts import make_officer, make_user
from tests.factories.listings import make_craft
from tests.factories.moderation import make_suspension
from tests.factories.organisations import make_seller
from tests.factories.sequence import NOW
from tests.support.clients import HouseClient

PHONE, MAIL, DPO = "055 000 000", "office@demo.example", "dpo@demo.example"
CALL = 'href="tel:055000000"'


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("path", ["/", "/help", "/privacy", "/accessibility", "/terms", "/no-page"])
def test_pages_say_how_to_reach_the_office(client: HouseClient, prefix: str, path: str) -> None:
    html = client.get(prefix + path).text

    assert CALL in html
    assert f'href="mailto:{MAIL}"' in html


def test_help_and_accessibility_say_it_in_the_page_and_privacy_names_the_officer_for_data(
    client: HouseClient,
) -> None:
    for path in ("/help", "/accessibility", "/privacy"):
        html = client.get(path).text
        assert CALL in html[html.index("<main") : html.index("</main>")], path
    assert 'id="contact"' in client.get("/help").text
    assert f'href="mailto:{DPO}"' in client.get("/privacy").text


def test_no_page_promises_a_case_number(client: HouseClient) -> None:
    for path in ("/help", "/terms"):
        assert "เลขเรื่อง" not in client.get(path).text
        assert "number at once" not in client.get(f"/en{path}").text


def test_what_is_not_set_is_left_out(
    client: HouseClient, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.jinja_env.globals, "office_contact", OfficeSettings())

    for path in ("/", "/help", "/privacy", "/accessibility"):
        html = client.get(path).text
        assert "tel:" not in html
        assert "mailto:" not in html
        assert "None" not in html


def test_mails_that_send_people_to_the_office_say_how_to_reach_it(
    session: Session, drain_outbox: Callable[[], int], mail: MemoryMail
) -> None:
    user = make_user(session, email="owner@example.org")
    listing = make_craft(session, make_seller(session, owner=user))
    suspension = make_suspension(session, listing, make_officer(session))
    left = facts.AddressLeft(user_id=user.id, email="old@example.org")
    stopped = facts.ListingSuspended(listing_id=listing.id, suspension_id=suspension.id)
    for fact in (left, stopped):
        record(session, fact, None, NOW)

    drain_outbox()

    assert {letter.to for letter in mail.sent} == {"old@example.org", "owner@example.org"}
    for letter in mail.sent:
        assert f"{PHONE} · {MAIL}" in letter.text.replace("\u00a0", " ")
        assert letter.html is not None
        assert MAIL in letter.html
    (alarm,) = (letter for letter in mail.sent if letter.to == "old@example.org")
    assert "/help#contact" in alarm.text
