"""The page about cookies names what the code sets, all of it and nothing else."""

import re
from pathlib import Path

from sqlalchemy.orm import Session

from config import ROOT
from tests.factories.accounts import PASSWORD, make_user
from tests.support.clients import HouseClient

SETTERS = {"marketplace/web/sessions.py", "marketplace/accounts/views/device_cookie.py"}
"""Besides Flask's own session, which is the cookie of forms."""


def _named(client: HouseClient) -> set[str]:
    return set(
        re.findall(r'<th scope="row" translate="no">([^<]+)</th>', client.get("/cookies").text)
    )


def _holding(folder: str, pattern: str) -> set[str]:
    files = [path for path in (ROOT / folder).rglob("*") if path.suffix in {".py", ".js"}]
    return {
        Path(path).relative_to(ROOT).as_posix()
        for path in files
        if "dist" not in path.parts and re.search(pattern, path.read_text(encoding="utf-8"))
    }


def test_the_cookies_of_a_visit_are_those_on_the_page(
    client: HouseClient, session: Session
) -> None:
    make_user(session, email="fah@example.org")
    answers = [
        client.get("/sign-in"),
        client.post("/sign-in", data={"email": "fah@example.org", "password": PASSWORD}),
        client.get("/account"),
    ]

    assert [answer.status_code for answer in answers] == [200, 303, 200]
    given = {
        header.partition("=")[0]
        for answer in answers
        for header in answer.headers.getlist("Set-Cookie")
    }
    assert given == _named(client)
    assert len(given) == 3


def test_no_other_code_leaves_anything_in_the_browser() -> None:
    assert _holding("marketplace", r"\.set_cookie\(") == SETTERS
    assert _holding("static/js", r"document\.cookie|sessionStorage") == set()
    # Unsent photos and drafts, and recent searches, which the page tells of.
    assert _holding("static/js", r"indexedDB") == {"static/js/selling/kept.js"}
    assert _holding("static/js", r"localStorage") == {
        "static/js/selling/autosave.js",
        "static/js/suggest.js",
    }


def test_the_page_tells_of_recent_searches_and_of_the_position(client: HouseClient) -> None:
    html = client.get("/en/cookies").text

    assert "Recent searches stay on this device only" in html
    assert "rounds it to about 1" in html


def test_neither_language_nor_basket_is_remembered(client: HouseClient) -> None:
    html = client.get("/en/cookies").text

    main = html[html.index("<main") : html.index("</main>")]
    assert "basket" not in main
    assert "180 days" in main
