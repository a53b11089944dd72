"""The office's pages: from a search in vain to a word in force, and back."""

import re
import time
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from marketplace.db import Database
from marketplace.events import record
from marketplace.facts import CatalogueRebuilt
from marketplace.words.queries import golden
from models.accounts import OfficerRole
from models.journal import JournalEntry
from models.words import HouseWord, IndexRun, WordKind, WordState
from search_index import open_backend
from search_index.contract import Backend, SearchQuery
from tests.factories.accounts import make_officer
from tests.factories.listing_content import craft_content
from tests.factories.listings import make_craft
from tests.factories.sequence import NOW
from tests.factories.words import make_tally, make_word
from tests.support.clients import HouseClient

Drain = Callable[[], int]
VAIN = "กระบวยวิเศษ"


@pytest.fixture
def office(client: HouseClient, session: Session, drain_outbox: Drain) -> HouseClient:
    """An officer's browser, in a house with one craft in its index."""
    make_craft(session, slug="tin-chok-skirt")
    record(session, CatalogueRebuilt(reason="test"), None, NOW)
    drain_outbox()
    client.sign_in(make_officer(session, OfficerRole.REVIEWER))
    return client


def soon(ask: Callable[[], bool]) -> bool:
    """Whether it comes true in three seconds; readers look for new words twice a second."""
    until = time.monotonic() + 3
    while not ask() and time.monotonic() < until:
        time.sleep(0.1)
    return ask()


def finds(client: HouseClient, words: str) -> bool:
    page = client.get("/search", query_string={"q": words}).text
    return "/tin-chok-skirt" in page.partition('id="results"')[2].partition('class="near"')[0]


def plain(page: str) -> str:
    """The words of a page, without the marks that let Thai lines break."""
    text = re.sub("<[^>]+>", " ", re.sub("</?span[^>]*>", "", page))
    return re.sub(r"\s+", " ", text)


def test_a_search_in_vain_becomes_findable_and_can_be_undone(
    office: HouseClient, app: Flask, database: Database, session: Session, drain_outbox: Drain
) -> None:
    for _ in range(2):
        assert not finds(office, VAIN)
    app.extensions["talat_query_counter"].write(database)
    assert VAIN in office.get("/office/searches").text

    answer = office.post(
        "/office/searches/new/synonym",
        data={"query": VAIN, "terms": f"{VAIN}\nตีนจก", "meaning": "", "step": "publish"},
    )
    assert (answer.status_code, answer.location) == (303, "/office/searches/words?state=published")
    assert "ค้นด้วยคำนี้เจอได้ในไม่กี่วินาที" in office.get("/office/searches/words").text
    assert VAIN not in office.get("/office/searches").text
    drain_outbox()
    assert soon(lambda: finds(office, VAIN))

    word = session.scalars(select(HouseWord)).one()
    assert office.post(f"/office/searches/words/{word.public_id}/withdraw").status_code == 303
    drain_outbox()

    assert soon(lambda: not finds(office, VAIN))
    assert VAIN in office.get("/office/searches").text
    facts = session.scalars(select(JournalEntry.fact).order_by(JournalEntry.seq))
    assert list(facts)[-2:] == ["SearchWordPublished", "SearchWordWithdrawn"]


def test_a_word_kept_whole_rebuilds_the_index_and_tells_how_far_it_is(
    office: HouseClient, session: Session, drain_outbox: Drain, settings: object, search: Backend
) -> None:
    make_craft(session, slug="bowl", content=craft_content(title_th="ชามตะไลหลวงใบใหญ่"))
    record(session, CatalogueRebuilt(reason="test"), None, NOW)
    drain_outbox()

    office.post("/office/searches/new/whole", data={"terms": "ตะไลหลวง", "step": "publish"})
    page = office.get("/office/searches/words")
    assert '<progress id="index-progress" max="100" value="0">' in page.text
    assert "ตะไลหลวง" in plain(page.text)
    assert search.whole_words() == ()

    drain_outbox()

    assert search.whole_words() == ("ตะไลหลวง",)
    other = open_backend(settings.index_folder)  # type: ignore[attr-defined]  # as another process
    assert [hit.slug for hit in other.search(SearchQuery(text="ตะไลหลวง")).hits] == ["bowl"]
    run = session.scalars(select(IndexRun)).one()
    assert (run.done, run.total, run.finished_at is not None) == (2, 2, True)
    assert soon(lambda: bool((office.get("/office/searches/progress").json or {})["settled"]))
    assert "กำลังอ่านทุกรายการใหม่" not in office.get("/office/searches/words").text


def test_while_the_index_is_rebuilt_the_pages_show_a_bar(
    office: HouseClient, session: Session, search: Backend, commit: Callable[[], None]
) -> None:
    officer = make_officer(session)
    make_word(session, officer, WordKind.WHOLE, terms=["ตะไลหลวง"])
    session.add(IndexRun(started_at=NOW, seen_at=NOW, done=40, total=80))
    commit()
    work_words = search.publish_words(lambda: _whole("ตะไลหลวง"))
    assert work_words.whole == ("ตะไลหลวง",)

    assert soon(lambda: (office.get("/office/searches/progress").json or {})["running"])
    page = office.get("/office/searches")

    assert '<progress id="index-progress" max="100" value="50">' in page.text
    assert office.get("/office/searches/progress").json == {
        "percent": 50,
        "running": True,
        "settled": False,
    }

    session.execute(update(IndexRun).values(seen_at=NOW.replace(year=2025)))
    assert (office.get("/office/searches/progress").json or {})["running"] is False


def _whole(word: str) -> object:
    from search_index.text.house_words import HouseWords  # noqa: PLC0415 - one test asks

    return HouseWords(whole=(word,))


def test_nothing_is_rebuilt_for_synonyms(
    office: HouseClient, session: Session, drain_outbox: Drain, search: Backend
) -> None:
    before = search.search(SearchQuery()).generation

    office.post("/office/searches/new/synonym", data={"terms": f"{VAIN}\nตีนจก", "step": "publish"})
    drain_outbox()

    assert search.search(SearchQuery()).generation == before
    assert session.scalar(select(func.count()).select_from(IndexRun)) == 0


def test_trying_a_word_shows_both_answers_and_saves_nothing(
    office: HouseClient, session: Session
) -> None:
    page = office.post(
        "/office/searches/new/synonym",
        data={"query": VAIN, "terms": f"{VAIN}\nตีนจก", "test": VAIN, "step": "try"},
    )

    assert page.status_code == 200
    now, _, then = page.text.partition('id="h-now"')[2].partition('id="h-then"')
    assert "ไม่พบเลย" in now
    assert "/tin-chok-skirt" not in now
    assert "/tin-chok-skirt" in then
    assert "เจอเพิ่มขึ้น 1 รายการ" in plain(page.text)
    assert session.scalar(select(func.count()).select_from(HouseWord)) == 0
    assert not finds(office, VAIN)


def test_a_house_without_demo_listings_says_that_it_cannot_measure(office: HouseClient) -> None:
    page = office.post(
        "/office/searches/new/synonym", data={"terms": f"{VAIN}\nตีนจก", "step": "try"}
    )

    assert "ตลาดนี้ยังไม่มีรายการเหล่านั้น จึงวัดไม่ได้" in page.text


def test_searches_that_get_worse_are_named(
    office: HouseClient,
    session: Session,
    drain_outbox: Drain,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one = golden.GoldenQuery("ตีนจก", "th", {"tin-chok-skirt": 3})
    monkeypatch.setattr(golden, "golden_queries", lambda: (one, one))
    for number in range(12):
        title = f"กระติบไผ่ กระติบไผ่ {number}"
        content = craft_content(title_th=title, title_en="", category="wood")
        make_craft(session, slug=f"box-{number}", content=content)
    record(session, CatalogueRebuilt(reason="test"), None, NOW)
    drain_outbox()
    time.sleep(0.6)

    page = office.post(
        "/office/searches/new/spelling",
        data={"terms": "ตีนจก", "right": "กระติบไผ่", "test": "ตีนจก", "step": "try"},
    )

    text = plain(page.text)
    assert "1.000 →" in text
    assert "คำค้นที่แย่ลง 2 คำ" in text


def test_a_word_kept_whole_is_shown_cut_and_uncut(office: HouseClient) -> None:
    page = office.post("/office/searches/new/whole", data={"terms": "ตะไลหลวง", "step": "try"})

    assert "<b>ตะไล · หลวง</b>" in page.text
    assert "<b>ตะไลหลวง</b>" in page.text


def test_meanings_are_found_by_name_and_kept_when_chosen(
    office: HouseClient, session: Session
) -> None:
    form = {"terms": "ผ้าของยาย", "find": "tin chok", "step": "find"}
    page = office.post("/office/searches/new/synonym", data=form)
    assert 'value="tin-chok"' in page.text
    assert 'value="category:tin-chok"' in page.text

    form |= {"find": "เตาเผา", "meaning": "tin-chok"}
    page = office.post("/office/searches/new/synonym", data=form)
    assert re.search(r'value="tin-chok" checked', page.text)
    assert 'value="kiln"' in page.text

    office.post("/office/searches/new/synonym", data=form | {"step": "publish"})
    word = session.scalars(select(HouseWord)).one()
    assert (word.target, word.terms) == ("tin-chok", ["ผ้าของยาย"])
    assert "ตีนจก · ผ้าตีนจก · ซิ่นตีนจก" in plain(office.get("/office/searches/words").text)


def test_what_is_refused_comes_back_with_everything_typed(
    office: HouseClient, session: Session
) -> None:
    page = office.post(
        "/office/searches/new/spelling",
        data={"terms": "สังขโหลก", "right": "", "note": "จดไว้", "step": "publish"},
    )

    assert page.status_code == 422
    assert "ยังไม่ได้ใส่คำที่สะกดถูก" in page.text
    assert "สังขโหลก</textarea>" in page.text
    assert "จดไว้</textarea>" in page.text
    assert session.scalar(select(func.count()).select_from(HouseWord)) == 0


def test_a_draft_is_kept_and_published_from_the_list(
    office: HouseClient, session: Session, drain_outbox: Drain
) -> None:
    data = {"terms": f"{VAIN}\nตีนจก", "note": "ถามกลุ่มทอผ้าก่อน", "step": "draft"}
    assert office.post("/office/searches/new/synonym", data=data).status_code == 303
    drain_outbox()
    assert not finds(office, VAIN)
    page = office.get("/office/searches/words?state=draft").text
    assert "ถามกลุ่มทอผ้าก่อน" in page

    word = session.scalars(select(HouseWord)).one()
    assert word.state is WordState.DRAFT
    assert office.post(f"/office/searches/words/{word.public_id}/publish").status_code == 303
    drain_outbox()

    assert soon(lambda: finds(office, VAIN))


def test_the_second_of_two_officers_keeps_what_was_typed(
    office: HouseClient,
    another_client: Callable[[], HouseClient],
    session: Session,
) -> None:
    make_tally(session, VAIN)
    colleague = another_client()
    colleague.sign_in(make_officer(session))
    assert colleague.post("/office/searches/leave", data={"q": VAIN}).status_code == 303

    answer = office.post(
        "/office/searches/new/synonym",
        data={"query": VAIN, "terms": f"{VAIN}\nตีนจก", "step": "publish"},
    )

    assert answer.status_code == 409
    assert "เจ้าหน้าที่อีกคนจัดการ" in answer.text
    assert f"{VAIN}\nตีนจก</textarea>" in answer.text
    assert session.scalar(select(func.count()).select_from(HouseWord)) == 0
    assert office.post("/office/searches/leave", data={"q": VAIN}).status_code == 409


def test_a_query_is_let_be_and_taken_back(office: HouseClient, session: Session) -> None:
    make_tally(session, VAIN)
    office.post("/office/searches/leave", data={"q": VAIN})
    assert VAIN in office.get("/office/searches?show=left").text
    assert f'value="{VAIN}"' not in office.get("/office/searches").text

    office.post("/office/searches/reopen", data={"q": VAIN})

    assert f'value="{VAIN}"' in office.get("/office/searches").text


def test_the_menu_counts_what_waits_and_strangers_see_neither(
    office: HouseClient, session: Session, another_client: Callable[[], HouseClient]
) -> None:
    make_tally(session, VAIN)
    make_tally(session, "ครั้งเดียว", count=1)

    page = office.get("/office").text

    assert re.search(r"คำค้นที่ไม่พบ <b class=\"dot\">1<", page)
    assert "ครั้งเดียว" not in office.get("/office/searches").text
    visitor = another_client()
    assert visitor.get("/office/searches").status_code in {302, 303}


def test_the_journal_says_which_word_it_was(
    office: HouseClient, session: Session, another_client: Callable[[], HouseClient]
) -> None:
    make_tally(session, "มือถือมือสอง")
    office.post("/office/searches/new/synonym", data={"terms": f"{VAIN}\nตีนจก", "step": "publish"})
    office.post("/office/searches/leave", data={"q": "มือถือมือสอง"})
    manager = another_client()
    manager.sign_in(make_officer(session, OfficerRole.MANAGER))

    page = plain(manager.get("/office/journal").text)

    assert "เพิ่มคำให้ช่องค้นหา" in page
    assert f"{VAIN} · ตีนจก" in page
    assert "ปล่อยคำค้นที่ไม่พบไว้" in page
    assert "มือถือมือสอง" in page


def test_the_pages_speak_english(office: HouseClient, session: Session) -> None:
    make_tally(session, VAIN)

    assert "Searches without results" in office.get("/en/office/searches").text
    assert "This word means…" in office.get("/en/office/searches/new/synonym").text
    assert "Words added" in office.get("/en/office/searches/words").text


def test_an_index_that_is_away_lets_nothing_be_tried_and_says_so(
    client: HouseClient, session: Session
) -> None:
    client.sign_in(make_officer(session))

    page = client.post(
        "/office/searches/new/synonym", data={"terms": f"{VAIN}\nตีนจก", "step": "try"}
    )

    assert page.status_code == 200
    assert "ลองยังไม่ได้" in page.text


@pytest.mark.parametrize(
    ("kind", "name"),
    [("synonym", "คำที่คนพิมพ์"), ("spelling", "ที่คนพิมพ์มา"), ("whole", "คำที่ไม่ให้ตัดแยก")],
)
def test_what_to_mend_is_called_as_its_field_is(office: HouseClient, kind: str, name: str) -> None:
    page = office.post(
        f"/office/searches/new/{kind}", data={"terms": "ก" * 1600, "step": "publish"}
    ).text

    assert f'<a href="#terms">{name}</a>' in page
    assert f'<label for="terms">{name}' in page
