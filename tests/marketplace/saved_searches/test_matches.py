"""Which of the new listings meet a saved search, asked of an engine in few pages."""

from typing import cast

from marketplace.saved_searches.queries.due import DueSearch, matches
from search_index.contract import Backend, Hit, SearchPage, SearchQuery, Sort
from tests.factories.sequence import NOW


class Engine:
    """An engine that answers with numbers, the newest being the highest."""

    def __init__(self, ids: range, *, meeting: int | None = None) -> None:
        self.newest = sorted(ids, reverse=True)
        self.meeting = meeting
        self.asked: list[SearchQuery] = []

    def search(self, query: SearchQuery) -> SearchPage:
        self.asked.append(query)
        order = self.newest if query.sort is Sort.NEWEST else sorted(self.newest)
        start = (query.page - 1) * query.per_page
        hits = tuple(
            Hit(
                id=one, version=1, kind="craft", slug="", score=0.0, lang="th", title=(), excerpt=()
            )
            for one in order[start : start + query.per_page]
        )
        meeting = len(order) if self.meeting is None else self.meeting
        return SearchPage(
            hits=hits, total=len(order), page=query.page, per_page=query.per_page,
            relaxed=self.meeting is not None, meeting=meeting,
        )  # fmt: skip


def due() -> DueSearch:
    return DueSearch(1, "q=skirt", "th", NOW)


def test_many_new_listings_are_paged_through_and_the_newest_fifty_are_told() -> None:
    engine = Engine(range(1, 401))

    found = matches(cast("Backend", engine), due(), list(range(400, 50, -1)))

    assert found == list(range(400, 350, -1))
    assert len(engine.asked) <= 5


def test_of_a_relaxed_answer_only_those_that_met_the_words_count() -> None:
    engine = Engine(range(1, 10), meeting=2)

    found = matches(cast("Backend", engine), due(), [9, 8, 2, 1])

    assert found == [2, 1]
