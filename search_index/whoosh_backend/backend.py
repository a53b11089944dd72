"""The embedded engine as callers see it: :class:`search_index.contract.Backend` over a folder."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from search_index.columns.answer import Place, Window, facets, find, hit_of, page_of, shown
from search_index.columns.order import Found, Ordering, highest
from search_index.contract import (
    MAX_OFFSET,
    Health,
    Hit,
    IndexUnavailable,
    Progress,
    SearchDocument,
    SearchPage,
    SearchQuery,
    Sort,
    Suggestion,
)
from search_index.excerpt import Marker, marker
from search_index.memory import keep_freed
from search_index.ranking import TITLE_BONUS, TITLE_CANDIDATES, Settings
from search_index.suggest import suggestions
from search_index.text.house_words import HouseWords, tried, using
from search_index.understand import read
from search_index.whoosh_backend.complete import titles
from search_index.whoosh_backend.reader import Reader, State
from search_index.whoosh_backend.store import Store
from search_index.whoosh_backend.writer import IndexWriter
from search_index.words_file import WordsFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from contextlib import AbstractContextManager
    from pathlib import Path

    from search_index.plan import Plan


class WhooshBackend:
    """Search over a folder on a local disk; see :class:`search_index.contract.Backend`.

    Args:
        folder: Where the index lives; made on the first rebuild.
        settings: Numbers of the ranking formula; only benches change them.
    """

    def __init__(self, folder: Path, settings: Settings | None = None) -> None:
        keep_freed()
        self._words = WordsFile(folder)
        self._store = Store(folder)
        self._writer = IndexWriter(self._store)
        self._reader = Reader(self._store)
        self._settings = settings or Settings()

    def upsert(self, documents: Iterable[SearchDocument]) -> None:
        """Stage documents."""
        self._writer.upsert(documents)

    def delete(self, ids: Iterable[int]) -> None:
        """Stage removals."""
        self._writer.delete(ids)

    def commit(self) -> str:
        """Write what is staged and let our own readers see it at once."""
        name = self._writer.commit()
        self._reader.forget()
        return name

    def rebuild(self, documents: Iterable[SearchDocument], progress: Progress | None = None) -> str:
        """Write a whole new generation and switch to it."""
        with using(tried() or self._words.words()):
            name = self._writer.rebuild(documents, progress)
        self._reader.forget()
        return name

    def versions(self) -> Mapping[int, int]:
        """Version of every live document by id."""
        found: dict[int, int] = {}
        for view in self._reader.state().corpus.views:
            ids = view.segment.number("id")[view.live].tolist()
            versions = view.segment.number("version")[view.live].tolist()
            found.update(zip(ids, versions, strict=True))
        return found

    def health(self) -> Health:
        """Check every file of the state in force against its hash."""
        try:
            commit = self._store.current()
            self._store.check(commit)
            self._reader.forget()
            self._reader.state()
        except IndexUnavailable as error:
            return Health(ok=False, reason=error.reason, detail=str(error))
        return Health(ok=True, generation=commit.name, documents=commit.documents)

    def frequency(self, term: str) -> int:
        """Documents that hold a term, for reading a query as this index does."""
        return self._reader.state().frequency(term)

    def suggest(self, prefix: str, lang: str = "th", limit: int = 8) -> tuple[Suggestion, ...]:
        """Complete what is being typed."""
        state = self._reader.state()
        with self._reading(state):
            return suggestions(partial(titles, state.corpus), prefix, lang, limit)

    def publish_words(self, read: Callable[[], HouseWords]) -> HouseWords:
        """Put the house's words in force for every reader of the folder."""
        return self._words.publish(read)

    def words(self) -> HouseWords:
        """The house's words in force."""
        return self._words.words()

    def whole_words(self) -> tuple[str, ...]:
        """Words that the documents in force keep whole."""
        return self._reader.state().whole

    def _reading(self, state: State) -> AbstractContextManager[None]:
        """Read by the published words, or those tried, but cut as the documents were."""
        return using((tried() or self._words.words()).cut_by(state.whole))

    def search(self, query: SearchQuery) -> SearchPage:
        """Answer a query."""
        state = self._reader.state()
        corpus, window = state.corpus, Window.of(query)
        with self._reading(state):
            reading = read(query, state.frequency)
            answer = find(corpus, reading.plan, reading.filters, self._settings)
        found = answer.found
        positions = np.zeros(0, np.int64)
        if window.begin < MAX_OFFSET:
            found = self._with_titles(state, found, reading.plan, query.sort)
            ordering = Ordering(query.sort, query.near, reading.filters)
            positions = shown(corpus, found, ordering, window)
        what = marker(reading.plan)
        hits = tuple(_hit(state, found, int(i), query, what) for i in positions)
        counted = facets(corpus, answer, reading.filters, query.facets)
        return replace(page_of(reading, answer, window, hits, counted), generation=state.name)

    def _with_titles(self, state: State, found: Found, plan: Plan, sort: Sort) -> Found:
        """Raise those of the best whose title holds the whole query."""
        if sort is not Sort.BEST or not plan.title or not found.scores.any():
            return found
        scores = found.scores.copy()
        best = highest(scores, TITLE_CANDIDATES)
        for number, view in enumerate(state.corpus.views):
            mine = best[found.segment[best] == number]
            held = view.segment.contain(found.document[mine], "plain_title", plan.title)
            scores[mine[held]] *= TITLE_BONUS
        return replace(found, scores=scores)


def _hit(state: State, found: Found, position: int, query: SearchQuery, what: Marker) -> Hit:
    segment = state.corpus.views[int(found.segment[position])].segment
    document = int(found.document[position])
    place = Place(segment, document, float(found.scores[position]))
    return hit_of(place, segment.texts(document), query, what)
