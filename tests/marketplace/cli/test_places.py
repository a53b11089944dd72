"""A real house begins empty: the command that brings places, and pages without them."""

import dataclasses
import re

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select, update

from config import Mode, Settings
from marketplace.db import Database
from marketplace.web.settings import init_settings
from models.communities import Category, Community, District, Term, TermKind
from models.journal import CatalogueVersion, JournalEntry
from models.knowledge import Article
from models.listings import Listing
from models.organisations import Organisation
from tests.factories.accounts import make_user
from tests.marketplace.cli.conftest import Run
from tests.support.clients import HouseClient

PAGES = ("/", "/about", "/communities", "/districts", "/knowledge", "/crafts", "/routes", "/help")


@pytest.fixture
def new_house(upgraded: Run, app: Flask, settings: Settings) -> Run:
    """Commands of a production house right after `db upgrade`; its pages are asked as usual."""

    def do(*arguments: str) -> Result:
        init_settings(app, dataclasses.replace(settings, mode=Mode.PRODUCTION))
        try:
            return upgraded(*arguments)
        finally:
            init_settings(app, settings)

    return do


def _counts(database: Database) -> list[int]:
    with database.reading() as session:
        tables = (District, Community, Category, Term, Article, JournalEntry)
        return [session.scalar(select(func.count()).select_from(table)) or 0 for table in tables]


def _dead_links(client: HouseClient) -> list[tuple[str, str, int]]:
    dead = []
    for prefix in ("", "/en"):
        for page in PAGES:
            answer = client.get(prefix + page)
            assert answer.status_code == 200, prefix + page
            links = set(re.findall(r'<a [^>]*href="(/[^"#]*)', answer.get_data(as_text=True)))
            for link in sorted(links - set(PAGES)):
                status = client.get(link.replace("&amp;", "&")).status_code
                if status >= 400:
                    dead.append((page, link, status))
    return dead


def test_a_new_house_gets_its_places_and_a_second_time_changes_nothing(
    new_house: Run, database: Database
) -> None:
    result = new_house("places", "load")

    assert result.exit_code == 0, result.output
    assert "rows added" in result.output
    counts = _counts(database)
    assert counts[:3] == [9, 15, 38]
    assert counts[3] > 100
    assert counts[4:] == [15, 1]
    with database.reading() as session:
        version = session.scalar(select(CatalogueVersion.value))
        assert set(session.scalars(select(Term.kind))) == set(TermKind)
        assert session.scalar(select(Organisation.id)) is None
        assert session.scalar(select(Listing.id)) is None
        # How many guests a village takes is for the village to say.
        assert set(session.scalars(select(Community.daily_capacity))) == {None}

    result = new_house("places", "load")

    assert result.exit_code == 0, result.output
    assert "all there already" in result.output
    assert _counts(database) == counts
    with database.reading() as session:
        assert session.scalar(select(CatalogueVersion.value)) == version


def test_what_the_office_changed_stays_and_what_is_missing_comes_back(
    new_house: Run, database: Database
) -> None:
    new_house("places", "load")
    with database.transaction() as session:
        session.execute(
            update(Community).where(Community.slug == "hat-siao").values(name_th="บ้านหาดเสี้ยวใต้")
        )
        session.delete(session.scalars(select(Article).limit(1)).one())

    result = new_house("places", "load")

    assert "1 rows added" in result.output
    with database.reading() as session:
        name = select(Community.name_th).where(Community.slug == "hat-siao")
        assert session.scalar(name) == "บ้านหาดเสี้ยวใต้"


def test_without_places_no_page_leads_nowhere(new_house: Run, client: HouseClient) -> None:
    assert _dead_links(client) == []


@pytest.mark.slow
def test_with_places_sellers_can_apply_and_no_page_leads_nowhere(
    new_house: Run, database: Database, client: HouseClient
) -> None:
    new_house("places", "load")
    assert client.prepared is not None
    client.sign_in(make_user(client.prepared))

    form = client.get("/apply").get_data(as_text=True)

    assert form.count("<option value=") >= 15
    assert "บ้านนาต้นจั่น" in form or "นาต้นจั่น" in form
    assert _dead_links(client) == []
    assert "/categories/sangkhalok" in client.get("/").get_data(as_text=True)
