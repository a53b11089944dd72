"""One's own details, password, address and devices."""

import re
from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.ports.mail import MemoryMail
from models.accounts import Locale, User, UserSession
from tests.factories.accounts import PASSWORD, make_user
from tests.support.clients import COOKIE, HouseClient

Drain = Callable[[], int]
NEW_PASSWORD = "ทอผ้าใต้ถุนบ้านยาย"


@pytest.fixture
def user(client: HouseClient, session: Session) -> User:
    user = make_user(session, email="malee@example.org")
    client.sign_in(user)
    return user


@pytest.mark.parametrize(
    "path", ["/account", "/account/password", "/account/email", "/account/devices"]
)
def test_settings_need_somebody_signed_in(client: HouseClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 303
    assert answer.location == f"/sign-in?next={path}"


def test_name_and_language_are_kept(client: HouseClient, session: Session, user: User) -> None:
    answer = client.post("/account", data={"name": "มาลี", "locale": "en"})
    assert (answer.status_code, answer.location) == (303, "/en/account")
    session.expire_all()
    assert (user.name, user.locale) == ("มาลี", Locale.EN)


def test_a_new_password_signs_the_other_devices_out(
    client: HouseClient,
    session: Session,
    user: User,
    another_client: Callable[[], HouseClient],
) -> None:
    other = another_client()
    other.sign_in(user)
    before = client.get_cookie(COOKIE)
    wrong = {"current": "not it", "password": NEW_PASSWORD}
    assert client.post("/account/password", data=wrong).status_code == 422
    weak = {"current": PASSWORD, "password": "malee1234567"}
    assert client.post("/account/password", data=weak).status_code == 422
    right = {"current": PASSWORD, "password": NEW_PASSWORD}
    assert client.post("/account/password", data=right).status_code == 303
    after = client.get_cookie(COOKIE)
    assert before is not None
    assert after is not None
    assert before.value != after.value
    assert client.get("/account").status_code == 200
    assert other.get("/account").status_code == 303


def test_a_new_address_counts_once_its_link_is_opened(
    client: HouseClient,
    session: Session,
    user: User,
    drain_outbox: Drain,
    mail: MemoryMail,
    another_client: Callable[[], HouseClient],
) -> None:
    form = {"email": "New@example.org", "current": PASSWORD}
    assert client.post("/account/email", data=form).status_code == 303
    drain_outbox()
    session.expire_all()
    assert user.email == "malee@example.org"
    assert mail.sent[-1].to == "new@example.org"
    found = re.search(r"http://localhost(/account/email/\S+)", mail.sent[-1].text)
    assert found
    stranger = another_client()
    stranger.sign_in(make_user(session))
    assert stranger.post(found.group(1)).location == "/account/email"
    assert client.get(found.group(1)).status_code == 200
    assert client.post(found.group(1)).location == "/account"
    session.expire_all()
    assert user.email == "new@example.org"
    drain_outbox()
    assert [letter.to for letter in mail.sent][-1] == "malee@example.org"


def test_an_address_that_has_an_account_is_told_so_by_mail_alone(
    client: HouseClient, session: Session, user: User, drain_outbox: Drain, mail: MemoryMail
) -> None:
    make_user(session, email="taken@example.org")
    form = {"email": "taken@example.org", "current": PASSWORD}
    assert client.post("/account/email", data=form).location == "/account"
    drain_outbox()
    assert [(letter.to, letter.subject) for letter in mail.sent] == [
        ("taken@example.org", "คุณมีบัญชีตลาดปสานอยู่แล้ว")
    ]


def test_a_device_is_signed_out_from_the_list(
    client: HouseClient,
    session: Session,
    user: User,
    another_client: Callable[[], HouseClient],
) -> None:
    other = another_client()
    other.sign_in(user)
    rows = session.scalars(select(UserSession).order_by(UserSession.id)).all()
    page = client.get("/account/devices")
    assert page.text.count("setrow") == 2
    path = f"/account/devices/{rows[1].public_id}/sign-out"
    assert client.post(path).status_code == 303
    assert other.get("/account").status_code == 303
    assert client.get("/account").status_code == 200
    assert client.post(path).status_code == 404


def test_somebody_elses_device_is_not_there(
    client: HouseClient, session: Session, user: User, another_client: Callable[[], HouseClient]
) -> None:
    other = make_user(session)
    device = another_client()
    device.sign_in(other)
    row = session.scalars(select(UserSession).where(UserSession.user_id == other.id)).one()
    assert client.post(f"/account/devices/{row.public_id}/sign-out").status_code == 404
    assert device.get("/account").status_code == 200


def test_the_other_devices_are_signed_out_at_once(
    client: HouseClient, user: User, another_client: Callable[[], HouseClient]
) -> None:
    others = [another_client() for _ in range(3)]
    for other in others:
        other.sign_in(user)
    assert client.post("/sign-out/everywhere", data={"keep_here": "1"}).status_code == 303
    assert client.get("/account").status_code == 200
    assert [other.get("/account").status_code for other in others] == [303] * 3


def test_signing_out_everywhere_includes_this_device(
    client: HouseClient, user: User, another_client: Callable[[], HouseClient]
) -> None:
    other = another_client()
    other.sign_in(user)
    assert client.post("/sign-out/everywhere").location == "/sign-in"
    assert client.get("/account").status_code == 303
    assert other.get("/account").status_code == 303
