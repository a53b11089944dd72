"""What a visitor searched for in vain is still there once they have an account."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.events import record
from marketplace.facts import CatalogueRebuilt
from marketplace.ports.mail import MemoryMail
from models.journal import JournalEntry, OutboxMessage
from tests.factories.accounts import PASSWORD, make_user
from tests.factories.listings import make_craft
from tests.factories.sequence import NOW
from tests.support.clients import HouseClient

Drain = Callable[[], int]

NEW_PASSWORD = "ทอผ้าใต้ถุนบ้านยาย"
TEXT = {
    "": "โคมไฟหวายสาน ขายส่ง 40 ชิ้น & ไม่เกิน 300",
    "/en": "rattan lamps wholesale 40 pieces & under 300",
}
LINK = {"": "ฝากความต้องการ", "/en": "Post what you need"}
PERSON = {"goal": "buy", "name": "ฟ้า", "email": "fah@example.org", "password": NEW_PASSWORD, "terms": "y"}  # fmt: skip
LANGUAGES = pytest.mark.parametrize("lang", ["", "/en"])


@pytest.fixture
def nothing_fits(session: Session, drain_outbox: Drain) -> None:
    """A market in which nobody makes lamps."""
    make_craft(session)
    record(session, CatalogueRebuilt(reason="test"), None, NOW)
    drain_outbox()


def link_on(page: str, words: str) -> str:
    """Return where the link with these words leads."""
    found = re.search(rf'href="([^"]+)"[^>]*>(?:<[^>]+>)*{words}', page)
    assert found, words
    return unescape(found.group(1))


def hidden(page: str, name: str = "next") -> str:
    """Return the value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, name
    return unescape(found.group(1))


def to_the_door(client: HouseClient, lang: str) -> str:
    """Search in vain, choose to post the need; return the page that asks to sign in."""
    results = client.get(f"{lang}/search", query_string={"q": TEXT[lang]}).text
    answer = client.get(link_on(results, LINK[lang]))
    assert answer.status_code == 303
    return client.get(answer.location).text


def link_in(mail: MemoryMail) -> str:
    found = re.search(r"http://localhost(/\S+)", mail.sent[-1].text)
    assert found, mail.sent[-1].text
    return found.group(1)


def sign_up(client: HouseClient, lang: str, **changes: str) -> str:
    """Go from the search to the form for a new account and send it; return the page after."""
    door = to_the_door(client, lang)
    form = client.get(link_on(door, {"": "สมัครใช้งาน", "/en": "Create account"}[lang])).text
    locale = "en" if lang else "th"
    data = PERSON | {"locale": locale, "next": hidden(form)} | changes
    refused = client.post(f"{lang}/sign-up", data=data | {"name": ""})
    assert (refused.status_code, hidden(refused.text)) == (422, data["next"])
    answer = client.post(f"{lang}/sign-up", data=data)
    assert answer.status_code == 303
    return client.get(answer.location).text


def arrives(client: HouseClient, answer_location: str, lang: str) -> None:
    """Prove that the form of the need opens with the words that were typed."""
    form = client.get(answer_location)
    assert form.status_code == 200
    assert unescape(form.text).count(TEXT[lang]) >= 1
    assert 'value="40"' in form.text


@LANGUAGES
@pytest.mark.usefixtures("nothing_fits")
def test_words_of_a_visitor_survive_sign_up_confirmation_and_sign_in(
    client: HouseClient, drain_outbox: Drain, mail: MemoryMail, lang: str
) -> None:
    sign_up(client, lang)
    drain_outbox()

    answer = client.post(link_in(mail), data={"password": NEW_PASSWORD})

    assert answer.status_code == 303
    arrives(client, answer.location, lang)


@LANGUAGES
@pytest.mark.usefixtures("nothing_fits")
def test_words_survive_on_another_device_and_a_link_sent_again(
    client: HouseClient,
    another_client: Callable[[], HouseClient],
    drain_outbox: Drain,
    mail: MemoryMail,
    lang: str,
) -> None:
    sent = sign_up(client, lang)
    again = client.post(
        f"{lang}/sign-up/again", data={"email": PERSON["email"], "next": hidden(sent)}
    )
    assert hidden(client.get(again.location).text) == hidden(sent)
    drain_outbox()
    phone = another_client()

    answer = phone.post(link_in(mail), data={"password": NEW_PASSWORD})

    arrives(phone, answer.location, lang)


@LANGUAGES
@pytest.mark.usefixtures("nothing_fits")
def test_words_survive_signing_in(client: HouseClient, session: Session, lang: str) -> None:
    make_user(session, email="nok@example.org")
    door = to_the_door(client, lang)

    answer = client.post(
        f"{lang}/sign-in",
        data={"email": "nok@example.org", "password": PASSWORD, "next": hidden(door)},
    )

    arrives(client, answer.location, lang)


@pytest.mark.usefixtures("nothing_fits")
def test_a_trade_buyer_registers_the_organisation_and_then_finds_the_words(
    client: HouseClient, drain_outbox: Drain, mail: MemoryMail
) -> None:
    sign_up(client, "", goal="trade")
    drain_outbox()
    answer = client.post(link_in(mail), data={"password": NEW_PASSWORD})
    assert answer.location.startswith("/account/organisations/new?next=")
    page = client.get(answer.location).text
    action = re.search(r'action="(/account/organisations/new\?next=[^"]+)"', page)
    assert action

    made = client.post(
        unescape(action.group(1)), data={"kind": "tour_operator", "name_th": "ทัวร์ฟ้า"}
    )

    assert made.status_code == 303, made.text
    arrives(client, made.location, "")


@pytest.mark.usefixtures("nothing_fits")
def test_whoever_has_an_account_already_is_told_by_mail_and_comes_to_the_words(
    client: HouseClient, session: Session, drain_outbox: Drain, mail: MemoryMail
) -> None:
    make_user(session, email=PERSON["email"])
    sign_up(client, "")
    drain_outbox()

    door = client.get(link_in(mail)).text
    answer = client.post(
        "/sign-in", data={"email": PERSON["email"], "password": PASSWORD, "next": hidden(door)}
    )

    arrives(client, answer.location, "")


@pytest.mark.usefixtures("nothing_fits")
def test_the_words_of_people_without_an_account_are_kept_nowhere(
    client: HouseClient, session: Session, drain_outbox: Drain, mail: MemoryMail
) -> None:
    sign_up(client, "")
    drain_outbox()
    assert "need" in mail.sent[-1].text
    session.expire_all()

    rows = [str(row) for row in session.scalars(select(OutboxMessage.payload))]
    rows += [str(row) for row in session.scalars(select(JournalEntry.data))]

    assert not [row for row in rows if "need" in row or "โคมไฟ" in row or PERSON["email"] in row]


@pytest.mark.parametrize("way", ["//evil.example", "https://evil.example/", "/\\evil.example"])
def test_a_link_leads_to_our_own_pages_only(
    client: HouseClient, drain_outbox: Drain, mail: MemoryMail, way: str
) -> None:
    client.post("/sign-up", data=PERSON | {"locale": "th", "next": way})
    drain_outbox()
    link = link_in(mail)
    assert "evil" not in link

    answer = client.post(f"{link}&next={way}", data={"password": NEW_PASSWORD})

    assert answer.location == "/"
