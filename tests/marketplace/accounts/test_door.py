"""Signing up, confirming, signing in and out, and recovering, through the pages."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.accounts.actions.sign_up import SignUp, sign_up
from marketplace.accounts.passwords import hash_password, verify_password
from marketplace.accounts.views import confirming
from marketplace.db import Database
from marketplace.ports.clock import FixedClock
from marketplace.ports.mail import MemoryMail
from models.accounts import Locale, User, UserSession, UserState
from tests.factories.accounts import PASSWORD, make_user
from tests.factories.organisations import make_seller
from tests.factories.sequence import NOW
from tests.support.clients import COOKIE, HouseClient

NEW_PASSWORD = "ทอผ้าใต้ถุนบ้านยาย"
SIGN_UP = {
    "goal": "sell",
    "name": "ฟ้า",
    "email": "fah@example.org",
    "password": NEW_PASSWORD,
    "locale": "th",
    "terms": "y",
}
Drain = Callable[[], int]


def link_in(mail: MemoryMail, at: int = -1) -> str:
    found = re.search(r"http://localhost(/\S+)", mail.sent[at].text)
    assert found, mail.sent[at].text
    return found.group(1)


def test_a_person_signs_up_confirms_and_is_signed_in_where_they_wanted_to_go(
    client: HouseClient, session: Session, drain_outbox: Drain, mail: MemoryMail
) -> None:
    assert client.get("/sign-up?for=sell").status_code == 200
    answer = client.post("/sign-up", data=SIGN_UP)
    assert (answer.status_code, answer.location) == (303, "/sign-up/sent")
    assert client.get("/sign-up/sent").status_code == 200

    drain_outbox()
    assert [letter.to for letter in mail.sent] == ["fah@example.org"]
    link = link_in(mail)
    assert client.get(link).status_code == 200
    assert client.post(link, data={"password": "not the one I chose"}).status_code == 422
    answer = client.post(link, data={"password": NEW_PASSWORD})
    assert (answer.status_code, answer.location) == (303, "/apply")

    user = session.scalars(select(User)).one()
    assert user.email_confirmed_at is not None
    assert client.get("/account").status_code == 200
    assert client.get(link).status_code == 410


def test_the_answer_to_a_sign_up_does_not_tell_whether_the_address_is_known(
    client: HouseClient,
    session: Session,
    drain_outbox: Drain,
    mail: MemoryMail,
    another_client: Callable[[], HouseClient],
) -> None:
    make_user(session, email="known@example.org", name="เจ้าของ")
    known = client.post("/sign-up", data=SIGN_UP | {"email": "Known@example.org"})
    unknown = another_client().post("/sign-up", data=SIGN_UP)
    assert known.status_code == unknown.status_code
    assert known.location == unknown.location
    assert known.data == unknown.data

    drain_outbox()
    subjects = {letter.to: letter.subject for letter in mail.sent}
    assert subjects == {
        "known@example.org": "คุณมีบัญชีตลาดปสานอยู่แล้ว",
        "fah@example.org": "ยืนยันอีเมลเพื่อเริ่มใช้ตลาดปสาน",
    }
    session.expire_all()
    owner = session.scalars(select(User).where(User.email == "known@example.org")).one()
    assert owner.name == "เจ้าของ"


def test_somebody_elses_sign_up_cannot_be_confirmed_without_their_password(
    client: HouseClient, session: Session, drain_outbox: Drain, mail: MemoryMail
) -> None:
    """A stranger signs up with my address; my own sign-up replaces theirs."""
    client.post("/sign-up", data=SIGN_UP | {"password": "stranger-chose-this-one"})
    client.post("/sign-up", data=SIGN_UP | {"name": "ฟ้าตัวจริง"})
    drain_outbox()
    first = link_in(mail, 0)
    assert client.post(first, data={"password": "stranger-chose-this-one"}).status_code == 422
    assert client.post(first, data={"password": NEW_PASSWORD}).status_code == 303
    assert session.scalars(select(User)).one().name == "ฟ้าตัวจริง"


def test_a_password_set_while_mine_was_checked_is_not_confirmed(
    client: HouseClient,
    session: Session,
    drain_outbox: Drain,
    mail: MemoryMail,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client.post("/sign-up", data=SIGN_UP)
    drain_outbox()

    def check_slowly(kept: str | None, password: str) -> bool:
        request = SignUp("ใครไม่รู้", SIGN_UP["email"], Locale.TH, hash_password(PASSWORD))
        with database.transaction() as other:
            sign_up(other, request, NOW)
        return verify_password(kept, password)

    monkeypatch.setattr(confirming, "verify_password", check_slowly)
    answer = client.post(link_in(mail), data={"password": NEW_PASSWORD})

    assert answer.status_code == 422
    session.expire_all()
    assert session.scalars(select(User)).one().email_confirmed_at is None
    assert session.scalars(select(UserSession)).all() == []
    assert client.get(link_in(mail)).status_code == 200


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("terms", "", "ต้องยอมรับข้อตกลง"),
        ("email", "fah@", "อีเมลยังไม่ครบ"),
        ("name", " ", "ยังไม่ได้ใส่"),
        ("password", "short", "สั้นหรือเดาง่าย"),
        ("password", "sukhothai2569", "สั้นหรือเดาง่าย"),
        ("password", "fah@example.org", "สั้นหรือเดาง่าย"),
    ],
)
def test_a_form_with_a_fault_comes_back_with_what_was_typed(
    client: HouseClient, field: str, value: str, words: str
) -> None:
    answer = client.post("/sign-up", data=SIGN_UP | {field: value})
    assert answer.status_code == 422
    assert words in answer.text
    if field != "name":
        assert 'value="ฟ้า"' in answer.text
    assert NEW_PASSWORD not in answer.text


def test_signing_in_lands_where_the_link_asked_or_at_home(
    client: HouseClient, session: Session
) -> None:
    make_user(session, email="malee@example.org")
    form = {"email": " Malee@Example.org ", "password": PASSWORD}
    answer = client.post("/sign-in", data=form | {"next": "/crafts?page=2"})
    assert (answer.status_code, answer.location) == (303, "/crafts?page=2")
    assert client.get("/sign-in").location == "/"


@pytest.mark.parametrize(
    "target",
    ["//evil.example", "https://evil.example", "/\\evil.example", "/%2f/evil.example", "/\tevil"],
)
def test_signing_in_never_leads_to_another_site(
    client: HouseClient, session: Session, target: str
) -> None:
    make_user(session, email="malee@example.org")
    form = {"email": "malee@example.org", "password": PASSWORD, "next": target}
    assert client.post("/sign-in", data=form).location == "/"


def test_known_and_unknown_addresses_get_the_same_page(
    client: HouseClient, session: Session
) -> None:
    make_user(session, email="known@example.org")
    make_user(session, email="gone@example.org", state=UserState.SUSPENDED)
    pages = []
    for address in ("known@example.org", "other@example.org", "gone@example.org"):
        answer = client.post("/sign-in", data={"email": address, "password": "wrong"})
        assert answer.status_code == 422
        text = re.sub(r'name="csrf_token" value="[^"]*"', "", answer.text)
        pages.append(
            text.replace(address, "…").replace(answer.headers.get("X-Request-ID", "#"), "")
        )
    assert pages[0] == pages[1] == pages[2]


def test_the_right_password_of_a_suspended_account_opens_nothing(
    client: HouseClient, session: Session
) -> None:
    make_user(session, email="gone@example.org", state=UserState.SUSPENDED)
    form = {"email": "gone@example.org", "password": PASSWORD}
    assert client.post("/sign-in", data=form).status_code == 422


def test_an_unconfirmed_account_gets_its_link_again_instead_of_a_session(
    client: HouseClient, session: Session, drain_outbox: Drain, mail: MemoryMail
) -> None:
    make_user(session, email="fah@example.org", confirmed=False)
    answer = client.post("/sign-in", data={"email": "fah@example.org", "password": PASSWORD})
    assert answer.location == "/sign-up/sent"
    assert client.get("/account").status_code == 303
    drain_outbox()
    assert link_in(mail).startswith("/confirm/")


def test_a_session_gets_a_new_id_at_sign_in_and_dies_at_sign_out(
    client: HouseClient, session: Session
) -> None:
    user = make_user(session, email="malee@example.org")
    client.set_cookie(COOKIE, "planted-by-somebody-else")
    client.post("/sign-in", data={"email": "malee@example.org", "password": PASSWORD})
    cookie = client.get_cookie(COOKIE)
    assert cookie is not None
    assert cookie.value != "planted-by-somebody-else"
    assert client.get("/account").status_code == 200

    client.post("/sign-out")
    client.set_cookie(COOKIE, cookie.value)
    assert client.get("/account").location.startswith("/sign-in")
    rows = session.scalars(select(UserSession).where(UserSession.user_id == user.id)).all()
    assert all(row.revoked_at is not None for row in rows)


def test_signing_in_twice_ends_the_session_the_device_had(
    client: HouseClient, session: Session
) -> None:
    user = make_user(session, email="malee@example.org")
    other = make_user(session, email="kanda@example.org")
    client.sign_in(other)
    old = client.get_cookie(COOKIE)
    assert old is not None
    client.post("/sign-out")
    client.post("/sign-in", data={"email": "malee@example.org", "password": PASSWORD})
    live = session.scalars(select(UserSession).where(UserSession.revoked_at.is_(None))).all()
    assert [row.user_id for row in live] == [user.id]


def test_a_form_without_its_token_changes_nothing(client: HouseClient, session: Session) -> None:
    make_user(session, email="malee@example.org")
    form = {"email": "malee@example.org", "password": PASSWORD}
    assert client.post("/sign-in", data=form, token=False).status_code == 400
    assert client.get_cookie(COOKIE) is None


def test_forgetting_a_password_answers_alike_and_the_link_works_once(
    client: HouseClient,
    session: Session,
    drain_outbox: Drain,
    mail: MemoryMail,
    another_client: Callable[[], HouseClient],
) -> None:
    user = make_user(session, email="malee@example.org")
    device = another_client()
    device.sign_in(user)
    assert device.get("/account").status_code == 200
    known = client.post("/forgot", data={"email": "malee@example.org"})
    unknown = client.post("/forgot", data={"email": "nobody@example.org"})
    assert (known.status_code, known.location, known.data) == (
        unknown.status_code,
        unknown.location,
        unknown.data,
    )
    drain_outbox()
    assert [letter.to for letter in mail.sent] == ["malee@example.org"]
    link = link_in(mail)
    assert client.post(link, data={"password": "malee1234567"}).status_code == 422
    assert client.post(link, data={"password": NEW_PASSWORD}).location == "/sign-in"
    assert client.post(link, data={"password": NEW_PASSWORD}).status_code == 410
    assert device.get("/account").status_code == 303

    form = {"email": "malee@example.org"}
    assert client.post("/sign-in", data=form | {"password": PASSWORD}).status_code == 422
    assert client.post("/sign-in", data=form | {"password": NEW_PASSWORD}).status_code == 303
    drain_outbox()
    assert "เปลี่ยนรหัสผ่านแล้ว" in [letter.subject for letter in mail.sent]


def test_a_reset_link_is_good_for_half_an_hour(
    client: HouseClient,
    session: Session,
    drain_outbox: Drain,
    mail: MemoryMail,
    clock: FixedClock,
) -> None:
    make_user(session, email="malee@example.org")
    client.post("/forgot", data={"email": "malee@example.org"})
    drain_outbox()
    link = link_in(mail)
    clock.move(timedelta(minutes=29))
    assert client.get(link).status_code == 200
    clock.move(timedelta(minutes=2))
    assert client.get(link).status_code == 410


def test_a_mail_speaks_its_readers_language(
    client: HouseClient, session: Session, drain_outbox: Drain, mail: MemoryMail
) -> None:
    make_user(session, email="anna@example.org", locale=Locale.EN)
    client.post("/forgot", data={"email": "anna@example.org"})
    drain_outbox()
    letter = mail.sent[-1]
    assert link_in(mail).startswith("/en/reset/")
    assert letter.html is not None
    assert 'lang="en"' in letter.html


def test_too_many_wrong_passwords_close_the_door_but_not_for_the_owners_device(
    client: HouseClient, session: Session, another_client: Callable[[], HouseClient]
) -> None:
    make_user(session, email="malee@example.org", password_hash=hash_password(PASSWORD))
    right = {"email": "malee@example.org", "password": PASSWORD}
    owner = another_client()
    owner.post("/sign-in", data=right)
    owner.post("/sign-out")
    for _ in range(11):
        client.post("/sign-in", data=right | {"password": "guess"})
    shut = client.post("/sign-in", data=right)
    assert shut.status_code == 429
    assert int(shut.headers["Retry-After"]) > 0
    assert 'value="malee@example.org"' in shut.text
    assert owner.post("/sign-in", data=right).status_code == 303


def test_an_unknown_address_is_limited_like_a_known_one(client: HouseClient) -> None:
    form = {"email": "nobody@example.org", "password": "guess"}
    answers = [client.post("/sign-in", data=form).status_code for _ in range(12)]
    assert answers[:10] == [422] * 10
    assert answers[-1] == 429


def test_a_device_that_was_never_used_is_reported_by_mail(
    client: HouseClient, session: Session, drain_outbox: Drain, mail: MemoryMail
) -> None:
    make_user(session, email="malee@example.org")
    form = {"email": "malee@example.org", "password": PASSWORD}
    phone = {"User-Agent": "Mozilla/5.0 (Linux; Android 14) Chrome/130 Mobile"}
    client.post("/sign-in", data=form, headers=phone)
    client.post("/sign-out")
    drain_outbox()
    assert mail.sent == []
    client.post("/sign-in", data=form, headers={"User-Agent": "Mozilla/5.0 (Windows) Firefox/130"})
    drain_outbox()
    assert [letter.subject for letter in mail.sent] == ["มีการเข้าสู่ระบบจากเครื่องใหม่"]
    assert "คอมพิวเตอร์ Windows · Firefox" in mail.sent[0].text
    assert link_in(mail) == "/account/devices"


def test_a_member_of_one_group_acts_for_it_from_the_start(
    client: HouseClient, session: Session
) -> None:
    user = make_user(session, email="malee@example.org")
    seller = make_seller(session, owner=user)
    client.post("/sign-in", data={"email": "malee@example.org", "password": PASSWORD})
    row = session.scalars(select(UserSession)).one()
    assert row.acting_for_id == seller.id


def test_an_old_hash_is_renewed_at_sign_in(client: HouseClient, session: Session) -> None:
    user = make_user(session, email="malee@example.org")
    old = user.password_hash
    client.post("/sign-in", data={"email": "malee@example.org", "password": PASSWORD})
    session.expire_all()
    assert user.password_hash != old
    assert user.password_hash is not None
    assert "m=19456,t=2,p=1" in user.password_hash


def test_a_page_without_the_password_does_not_say_that_all_is_kept(client: HouseClient) -> None:
    page = client.post("/sign-up", data=SIGN_UP | {"terms": ""}).text

    assert "ที่กรอกไว้ยังอยู่ครบ ยกเว้นรหัสผ่าน" in page
    assert 'href="#password"' in page
    assert "หน้านี้ไม่เก็บรหัสผ่านไว้" in page
    assert NEW_PASSWORD not in page
    english = client.post("/en/sign-up", data=SIGN_UP | {"password": ""}).text
    assert "Password is empty." in english
    assert "Everything you typed is still here except the password." in english
