"""The engine is handed what the tables say, and the judged queries can be asked."""

from collections.abc import Callable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from config import Settings
from marketplace.db import Database
from marketplace.ports import MemoryPorts
from marketplace.words.queries.golden import golden_queries, ndcg
from marketplace.words.reactions import keep_words, rebuild_for_words
from marketplace.work import Work
from models.words import IndexRun, WordKind
from search_index.contract import Backend
from tests.factories.accounts import make_officer
from tests.factories.words import make_word


def test_words_that_were_lost_from_the_folder_come_back_from_the_tables(
    session: Session,
    commit: Callable[[], None],
    database: Database,
    ports: MemoryPorts,
    search: Backend,
    settings: Settings,
) -> None:
    make_word(session, make_officer(session))
    commit()
    work = Work(database, ports.bundle(), search)
    search.rebuild([])
    keep_words(work)
    file = settings.index_folder / "WORDS.json"
    kept = file.read_text("utf-8")

    file.unlink()
    keep_words(work)
    assert file.read_text("utf-8") == kept

    file.write_text("{", "utf-8")
    keep_words(work)
    assert file.read_text("utf-8") == kept


def test_a_rebuild_that_was_asked_for_twice_is_done_once(
    session: Session,
    commit: Callable[[], None],
    database: Database,
    ports: MemoryPorts,
    search: Backend,
) -> None:
    make_word(session, make_officer(session), WordKind.WHOLE, terms=["ตะไลหลวง"])
    commit()
    work = Work(database, ports.bundle(), search)
    search.rebuild([])

    rebuild_for_words(work)
    rebuild_for_words(work)

    assert session.scalar(select(func.count()).select_from(IndexRun)) == 1


def test_the_judged_queries_can_be_read_and_measured() -> None:
    assert len(golden_queries()) > 80
    assert all(set(query.grades.values()) <= {1, 2, 3} for query in golden_queries())
    assert ndcg(["a", "b"], {"a": 3, "b": 1}) == 1.0
    assert ndcg(["b", "a"], {"a": 3, "b": 1}) < 1.0
    assert ndcg(["x"], {"a": 3}) == 0.0
