"""Changes need our own form; what was typed is never lost to an old page."""

import re
from collections.abc import Callable

from tests.support.clients import HouseClient

HOME = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}


def token_of(page: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def test_a_form_of_ours_is_taken(client: HouseClient) -> None:
    token = token_of(client.get("/probe/form").text)

    response = client.post("/probe/form", data={"csrf_token": token, "note": "ผ้า"}, token=False)

    assert response.text == "took ผ้า"


def test_only_pages_with_a_form_set_a_cookie(client: HouseClient) -> None:
    assert "Set-Cookie" not in client.get("/probe/ok").headers
    cookie = client.get("/probe/form").headers["Set-Cookie"]
    assert cookie.startswith("talat-form=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_a_change_without_token_is_refused(client: HouseClient) -> None:
    response = client.post("/probe/form", data={"note": "x"}, token=False)

    assert response.status_code == 400
    assert "took" not in response.text


def test_another_persons_token_is_refused(
    client: HouseClient, another_client: Callable[[], HouseClient]
) -> None:
    client.get("/probe/form")
    token = token_of(another_client().get("/probe/form").text)

    assert client.post("/probe/form", data={"csrf_token": token}, token=False).status_code == 400


def test_a_change_from_another_site_is_refused_even_with_a_token(client: HouseClient) -> None:
    for headers in (
        {"Origin": "https://evil.example"},
        {"Origin": "http://[::1"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://localhost"},
    ):
        assert client.post("/probe/form", headers=headers).status_code == 400


def test_an_old_page_gives_everything_typed_back_to_send_again(client: HouseClient) -> None:
    typed = {"note": 'ผ้า "ลาย" <b>', "more": "\n  first line\nsecond", "csrf_token": "stale"}

    page = client.post("/probe/form", data=typed, headers=HOME, token=False)

    assert page.status_code == 400
    assert "หน้านี้เปิดค้างไว้นาน" in page.text
    assert "ผ้า &#34;ลาย&#34; &lt;b&gt;" in page.text
    assert 'action="/probe/form"' in page.text
    again = {"note": typed["note"], "csrf_token": token_of(page.text)}
    sent = client.post("/probe/form", data=again, headers=HOME, token=False)
    assert sent.text == f"took {typed['note']}"


def test_a_password_is_sent_back_to_nobody(client: HouseClient) -> None:
    typed = {"name": "ฟ้า", "password": "a long secret", "current": "the old one", "csrf_token": "x"}

    page = client.post("/sign-up", data=typed, headers=HOME, token=False)

    assert page.status_code == 400
    assert "ฟ้า" in page.text
    assert "a long secret" not in page.text
    assert "the old one" not in page.text
    assert "ต้องใส่รหัสผ่านอีกครั้ง" in page.text


def test_a_forged_form_gets_no_fresh_token(client: HouseClient) -> None:
    page = client.post("/probe/form", data={"note": "x"}, token=False)

    assert "csrf_token" not in page.text
