"""The page for developers: its examples hold, and it tells of everything there is."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from marketplace import demo
from marketplace.api.examples import EXAMPLES, holds
from marketplace.api.operations import OPERATIONS
from marketplace.db import Database
from marketplace.ports import MemoryPorts
from marketplace.search.documents import documents
from marketplace.web.dates import bangkok_day
from marketplace.web.i18n import speaking
from search_index.contract import Backend
from tests.support.clients import HouseClient

BASE = "http://localhost"


@pytest.fixture
def demo_client(app: Flask, database: Database, ports: MemoryPorts, search: Backend) -> FlaskClient:
    """A program that reads the demo."""
    demo.load(database, ports.bundle(), ports.clock.now(), pictures=False)
    with database.reading() as session:
        search.rebuild(documents(session, bangkok_day(ports.clock.now())))
    return app.test_client()


@pytest.mark.slow
def test_every_example_is_what_the_demo_answers(demo_client: FlaskClient) -> None:
    missed = []
    for lang in ("th", "en"):
        for example in EXAMPLES:
            with speaking(lang):
                asked, sent, told = example.asked, example.sent, example.expected(BASE)
            answer = demo_client.get(asked, headers=sent)
            if not holds(told, answer.json):
                missed.append((example.name, lang, answer.text[:2000]))
    assert not missed


def test_the_page_tells_every_operation_and_example(client: HouseClient) -> None:
    for path in ("/developers", "/en/developers"):
        page = client.get(path).text

        assert all(operation.path in page for operation in OPERATIONS)
        assert all(f'id="{example.name}"' in page for example in EXAMPLES)
        assert all(f'id="{kind}"' in page for kind in ("parameters", "rate", "not-found"))


def test_a_part_of_an_answer_is_found_only_where_it_stands() -> None:
    assert holds({"a": [{"b": 1}]}, {"a": [{"b": 1, "c": 2}, {}], "d": 3})
    assert not holds({"a": [{"b": 1}]}, {"a": [{}, {"b": 1}]})
    assert not holds({"a": 1}, {})
    assert not holds([1, 2], [1])
