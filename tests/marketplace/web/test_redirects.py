"""After signing in, people go to a path of ours and nowhere else."""

import pytest
from flask import Flask

from marketplace.web.redirects import is_own_path, safe_next
from tests.support.clients import HouseClient

GOOD = [
    "/",
    "/crafts",
    "/en/crafts?kind=route&page=2",
    "/search?q=%E0%B8%9C%E0%B9%89%E0%B8%B2",
    "/sell/listings/0a1b2c3d4e5f/edit#photos",
    "/account?next=https%3A%2F%2Fevil.example",
    "/a.b/c-d_e~f",
]
BAD = [
    "",
    " ",
    "crafts",
    "?q=1",
    "#top",
    "https://evil.example",
    "http://evil.example/",
    "//evil.example",
    "//evil.example/%2f..",
    "///evil.example",
    "////evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "\\/evil.example",
    "/\\/evil.example",
    "/%5cevil.example",
    "/%5Cevil.example",
    "/%2fevil.example",
    "/%2Fevil.example",
    "/%252fevil.example",
    "/%255cevil.example",
    "%2f%2fevil.example",
    "/\tevil.example",
    "/\t/evil.example",
    "/%09/evil.example",
    "\t//evil.example",
    "/\n/evil.example",
    "/%0a/evil.example",
    "/%0d%0aSet-Cookie:x=1",
    "/crafts\r\nLocation: https://evil.example",
    "/ /evil.example",
    "/\x00/evil.example",
    "/%00",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "mailto:x@evil.example",
    "ftp://evil.example",
    "http:evil.example",
    "https:/evil.example",
    "https:///evil.example",
    "://evil.example",
    "@evil.example",
    "user:pass@evil.example",
    "http://localhost@evil.example",
    "http://localhost:80@evil.example/",
    "http://localhost",
    "localhost/crafts",
    "evil.example",
    "www.evil.example",
    "/\u2044evil.example/..//x",
    "/\uff0fevil.example",
    "\uff0f\uff0fevil.example",
    "/\u3000/evil.example",
    "/..//evil.example",
    "/a//evil.example",
    "/%2e%2e//evil.example",
    "/" + "a" * 2001,
]


@pytest.mark.parametrize("target", GOOD)
def test_own_paths_are_taken(target: str) -> None:
    assert is_own_path(target)


@pytest.mark.parametrize("target", BAD)
def test_all_else_is_refused(target: str) -> None:
    assert not is_own_path(target)


def test_the_next_page_of_a_form_is_checked(app: Flask) -> None:
    with app.test_request_context("/sign-in?next=//evil.example"):
        assert safe_next("/account") == "/account"
    with app.test_request_context("/sign-in?next=/sell"):
        assert safe_next("/account") == "/sell"
    with app.test_request_context("/sign-in", method="POST", data={"next": "/sell"}):
        assert safe_next("/account") == "/sell"


@pytest.mark.parametrize(
    ("asked", "right"),
    [
        ("/crafts/", "/crafts"),
        ("/en/crafts/", "/en/crafts"),
        ("/search/?q=%E0%B8%9C%E0%B9%89%E0%B8%B2&page=2", "/search?q=%E0%B8%9C%E0%B9%89%E0%B8%B2&page=2"),
        ("/en/communities/hat-siao/", "/en/communities/hat-siao"),
        ("/sign-in/?next=//evil.example", "/sign-in?next=//evil.example"),
    ],
)  # fmt: skip
def test_a_slash_at_the_end_leads_to_the_page_without_it(
    client: HouseClient, asked: str, right: str
) -> None:
    answer = client.get(asked)

    assert (answer.status_code, answer.location) == (308, right)


@pytest.mark.parametrize(
    "path",
    [
        "/nothing/", "/en/nothing/", "//evil.example/", "/%2Fevil.example/", "/%5Cevil.example/",
        "/crafts/%2F%2Fevil.example/", "/api/v1/nothing/",
    ],
)  # fmt: skip
def test_a_slash_at_the_end_leads_nowhere_else(client: HouseClient, path: str) -> None:
    answer = client.get(path)

    own = str(answer.location).removeprefix("http://localhost")
    # Slashes that stand together are made one, on this host.
    assert answer.status_code in {400, 404} or (answer.status_code == 308 and is_own_path(own))


def test_only_who_looks_is_sent_on(client: HouseClient) -> None:
    assert client.post("/sign-in/").status_code in {400, 404, 405}
    assert client.head("/crafts/").status_code == 308
