"""Public pages are made once for all; what is personal is put in for each."""

import gzip
from collections.abc import Callable

import brotli
from flask import Flask
from sqlalchemy.orm import Session

from marketplace.events import raise_catalogue_version
from marketplace.web.caching import public_page, store_of
from marketplace.web.headers import Policy, use_policy
from marketplace.web.page_store import KeptPage, PageStore
from marketplace.web.transfer import join_gzip, join_plain, pack
from tests.factories.accounts import make_user
from tests.marketplace.web.conftest import CALLS
from tests.support.clients import HouseClient


def test_a_page_is_made_once_and_again_after_a_change(
    app: Flask, client: HouseClient, session: Session
) -> None:
    calls = app.extensions[CALLS]

    first, second = client.get("/probe/list"), client.get("/probe/list")
    assert first.text == second.text
    assert len(calls) == 1

    raise_catalogue_version(session)
    client.get("/probe/list")
    assert len(calls) == 2


def test_languages_and_queries_are_kept_apart_and_order_does_not_matter(
    app: Flask, client: HouseClient
) -> None:
    calls = app.extensions[CALLS]

    assert "nobody th" in client.get("/probe/list").text
    assert "nobody en" in client.get("/en/probe/list").text
    client.get("/probe/list?a=1&b=2")
    client.get("/probe/list?b=2&a=1")

    assert len(calls) == 3


def test_nothing_personal_is_kept(
    client: HouseClient, another_client: Callable[[], HouseClient], session: Session
) -> None:
    somchai, malee = another_client(), another_client()
    somchai.sign_in(make_user(session, name="สมชาย ก"))
    malee.sign_in(make_user(session, name="มาลี ข"))

    pages = [browser.get("/probe/list").text for browser in (somchai, malee, client)]

    assert all("nobody th" in page for page in pages)
    assert ["สมชาย ก" in page for page in pages] == [True, False, False]
    assert ["มาลี ข" in page for page in pages] == [False, True, False]
    assert ["เข้าสู่ระบบ" in page for page in pages] == [False, False, True]


def test_a_revisit_is_answered_with_304_until_something_changes(
    app: Flask, client: HouseClient, session: Session
) -> None:
    first = client.get("/probe/list")
    etag = first.headers["ETag"]
    assert first.headers["Cache-Control"] == "private, no-cache"
    assert first.headers["Vary"] == "Cookie, Accept-Encoding"

    again = client.get("/probe/list", headers={"If-None-Match": etag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", etag)

    client.sign_in(make_user(session))
    assert client.get("/probe/list", headers={"If-None-Match": etag}).status_code == 200
    raise_catalogue_version(session)
    assert client.get("/probe/list", headers={"If-None-Match": etag}).status_code == 200


def test_the_spliced_page_unpacks_to_the_plain_one(client: HouseClient, session: Session) -> None:
    client.sign_in(make_user(session))
    plain = client.get("/probe/list")
    packed = client.get("/probe/list", headers={"Accept-Encoding": "gzip"})

    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) // 4


def test_a_reader_without_gzip_gets_it_plain(client: HouseClient) -> None:
    for accepted in ("", "identity", "gzip;q=0", "br;q=0, gzip;q=0"):
        page = client.get("/probe/list", headers={"Accept-Encoding": accepted})
        assert "Content-Encoding" not in page.headers


def test_parts_join_in_any_order() -> None:
    parts = [pack(b"one " * 100), pack(b""), pack("สอง".encode()), pack(b"three")]

    for chosen in (parts, parts[::-1], parts[:1], parts[2:]):
        assert gzip.decompress(join_gzip(chosen)) == join_plain(chosen)


def test_the_store_keeps_within_its_room() -> None:
    store = PageStore(capacity=40_000)
    page = KeptPage((pack(b"x" * 8000),), (), ())

    for number in range(50):
        store.keep(number, page)
    assert len(store) == 40_000 // page.size
    assert store.page(49) is not None
    assert store.page(0) is None

    store.keep("big", KeptPage((pack(b"x" * 20_000),), (), ()))
    assert store.page("big") is None


def test_fresh_pages_are_compressed(client: HouseClient) -> None:
    plain = client.get("/nowhere")
    packed = client.get("/nowhere", headers={"Accept-Encoding": "gzip, br"})

    assert plain.status_code == packed.status_code == 404
    if len(plain.data) > 860:
        assert packed.headers["Content-Encoding"] == "br"
        assert len(brotli.decompress(packed.data)) > 860


def test_a_kept_page_keeps_its_content_policy(app: Flask, client: HouseClient) -> None:
    def with_map() -> str:
        use_policy(Policy.MAP)
        return "a map"

    app.add_url_rule("/probe/map", "map", public_page(with_map))
    first, second = client.get("/probe/map"), client.get("/probe/map")
    third = client.get("/probe/map", headers={"If-None-Match": first.headers["ETag"]})
    app.extensions["talat_pages"] = PageStore(build=store_of(app).build)
    elsewhere = client.get("/probe/map", headers={"If-None-Match": first.headers["ETag"]})

    assert [r.status_code for r in (first, second, third)] == [200, 200, 304]
    assert elsewhere.status_code == 304
    policies = {r.headers["Content-Security-Policy"] for r in (first, second, third, elsewhere)}
    assert len(policies) == 1
    assert "require-trusted-types-for" not in policies.pop()


def test_a_page_opened_for_a_few_minutes_is_not_kept(app: Flask, client: HouseClient) -> None:
    calls = app.extensions[CALLS]

    client.get("/probe/list?contact=word")
    answer = client.get("/probe/list?contact=word")

    assert len(calls) == 2
    assert "ETag" not in answer.headers


def test_personal_pages_stay_on_no_shared_phone(client: HouseClient, session: Session) -> None:
    assert client.get("/sign-in").headers["Cache-Control"] == "private, no-cache"
    client.sign_in(make_user(session))

    assert client.get("/account").headers["Cache-Control"] == "no-store"
    assert client.get("/probe/list").headers["Cache-Control"] == "private, no-cache"
