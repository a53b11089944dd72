"""Pieces of public pages are made once, hold nothing of a person, and go with the catalogue."""

from pathlib import Path

from flask import Flask, render_template_string
from jinja2 import Environment, nodes
from sqlalchemy.orm import Session

from marketplace.events import raise_catalogue_version
from marketplace.web.pages import pages_around
from marketplace.web.pieces import Shelf, kept_by_id, kept_value
from tests.support.clients import HouseClient
from tests.support.runner.machine import ROOT

# What belongs to one reader, one request or one moment.
_FLEETING = frozenset(
    {
        *("actor", "me", "slot", "csrf_field", "request", "get_flashed_messages", "session", "g"),
        *("canonical", "alternate_url", "page_address", "when", "ago", "time_or_date"),
    }
)


def test_a_piece_is_made_again_after_a_change_and_a_fixed_one_is_not(
    app: Flask, client: HouseClient, session: Session
) -> None:
    made: list[str] = []
    source = (
        '{% call piece("p", 1) %}{{ note("piece " ~ lang) }}{% endcall %}'
        '{% call fixed("f", 1) %}{{ note("fixed " ~ lang) }}{% endcall %}'
    )
    app.add_url_rule(
        "/probe/pieces", "pieces", lambda: render_template_string(source, note=made.append)
    )

    client.get("/probe/pieces")
    client.get("/probe/pieces")
    assert made == ["piece th", "fixed th"]
    client.get("/en/probe/pieces")
    assert made[2:] == ["piece en", "fixed en"]
    raise_catalogue_version(session)
    client.get("/probe/pieces")
    assert made[4:] == ["piece th"]


def test_values_are_made_again_after_a_change_and_loaded_together(
    app: Flask, client: HouseClient, session: Session
) -> None:
    asked: list[list[int]] = []

    def load(ids: list[int]) -> dict[int, str]:
        asked.append(ids)
        return {one: f"card {one}" for one in ids if one != 9}

    def page() -> str:
        made = kept_value("words", lambda: f"made {len(asked)}", 10)
        return f"{made} {kept_by_id('card', [3, 9, 1], load, 10)}"

    app.add_url_rule("/probe/values", "values", page)

    first = client.get("/probe/values").text
    assert first == "made 0 ['card 3', 'card 1']"
    assert client.get("/probe/values").text == first
    assert asked == [[3, 9, 1], [9]]
    raise_catalogue_version(session)
    assert client.get("/probe/values").text == "made 2 ['card 3', 'card 1']"


def test_a_shelf_keeps_what_is_asked_for_within_its_room() -> None:
    shelf = Shelf(capacity=1_000)

    for number in range(200):
        shelf.keep(number, f"thing {number}", 50)
        assert shelf.find(0) == "thing 0"

    assert len(shelf) <= 20
    assert shelf.find(199) == "thing 199"
    assert shelf.find(100) is None
    shelf.keep("big", "thing", 300)
    assert shelf.find("big") is None


def test_no_piece_holds_what_belongs_to_one_reader() -> None:
    found = [
        f"{path.name}:{inner.lineno}"
        for path in (ROOT / "templates").rglob("*.html")
        for block in _pieces(path)
        for inner in block.find_all((nodes.Name, nodes.Filter))
        if getattr(inner, "name", "") in _FLEETING
    ]
    assert found == []


def _pieces(path: Path) -> list[nodes.CallBlock]:
    house = Environment(autoescape=True, extensions=["jinja2.ext.do"])
    blocks = house.parse(path.read_text(encoding="utf-8")).find_all(nodes.CallBlock)
    return [block for block in blocks if _called(block) in {"piece", "fixed"}]


def _called(block: nodes.CallBlock) -> str:
    return getattr(block.call.node, "name", "")


def test_a_pager_links_ends_and_neighbours() -> None:
    assert pages_around(1, 2) == [1, 2]
    assert pages_around(1, 9) == [1, 2, None, 9]
    assert pages_around(5, 9) == [1, None, 4, 5, 6, None, 9]
    assert pages_around(3, 4) == [1, 2, 3, 4]
    assert pages_around(12, 9) == [1, 9]
