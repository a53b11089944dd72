"""The embedded engine as callers see it: :class:`search_index.contract.Backend` over a folder."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from search_index.contract import (
    MAX_OFFSET,
    MAX_PER_PAGE,
    Filters,
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
from search_index.diversity import DEPTH, spread
from search_index.excerpt import Marker, excerpt, mark, marker
from search_index.ranking import TITLE_BONUS, TITLE_CANDIDATES, Settings
from search_index.text.house_words import HouseWords, tried, using
from search_index.understand import read
from search_index.whoosh_backend import limits
from search_index.whoosh_backend.complete import suggestions
from search_index.whoosh_backend.match import Matched, match_text
from search_index.whoosh_backend.order import Found, Ordering, distance_m, gather, ordered
from search_index.whoosh_backend.reader import Reader, State
from search_index.whoosh_backend.store import Store
from search_index.whoosh_backend.writer import IndexWriter
from search_index.words_file import WordsFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from contextlib import AbstractContextManager
    from pathlib import Path

    from search_index.plan import Plan
    from search_index.whoosh_backend.container import Array
    from search_index.whoosh_backend.segment import FlatSegment


@dataclass(frozen=True, slots=True)
class _Answer:
    """What the text and the limits of a query found."""

    found: Found
    matched: list[Matched]
    masks: list[limits.Masks]
    meeting: int | None


class WhooshBackend:
    """Search over a folder on a local disk; see :class:`search_index.contract.Backend`.

    Args:
        folder: Where the index lives; made on the first rebuild.
        settings: Numbers of the ranking formula; only benches change them.
    """

    def __init__(self, folder: Path, settings: Settings | None = None) -> None:
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
            return suggestions(state.corpus, prefix, lang, limit)

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
        with self._reading(state):
            reading = read(query, state.frequency)
            answer = self._find(state, reading.plan, reading.filters)
        ordering = Ordering(query.sort, query.near, reading.filters.group)
        per_page = min(max(query.per_page, 1), MAX_PER_PAGE)
        page = max(query.page, 1)
        begin = (page - 1) * per_page
        positions = np.zeros(0, np.int64)
        if begin < MAX_OFFSET:
            found = self._with_titles(state, answer.found, reading.plan, query.sort)
            views = state.corpus.views
            positions = ordered(views, found, ordering, max(begin + per_page, DEPTH))
            if ordering.sort is Sort.BEST and found.scores.any():
                positions = _spread(state, found, positions)
            positions = positions[begin : begin + per_page]
            answer = replace(answer, found=found)
        facets = limits.facets(
            query.facets,
            state.corpus.views,
            [matched.hits for matched in answer.matched],
            answer.masks,
            reading.filters,
        )
        what = marker(reading.plan)
        total, relaxed = len(answer.found.ids), answer.meeting is not None
        return SearchPage(
            hits=tuple(_hit(state, answer.found, int(i), query, what) for i in positions),
            total=total,
            page=page,
            per_page=per_page,
            facets=facets,
            did_you_mean=reading.plan.corrected,
            understood=reading.understood,
            relaxed=relaxed,
            meeting=total if answer.meeting is None else answer.meeting,
            generation=state.name,
            filters=reading.filters,
        )

    def _find(self, state: State, plan: Plan, filters: Filters) -> _Answer:
        views = state.corpus.views
        masks = [limits.masks(view.segment, filters) for view in views]
        allowed = [limits.passing(view, mask) for view, mask in zip(views, masks, strict=True)]
        matched, meeting = match_text(state.corpus, plan, self._settings, allowed)
        hits = [m.hits & ok for m, ok in zip(matched, allowed, strict=True)]
        found = gather(views, [m.scores for m in matched], hits)
        return _Answer(found, matched, masks, meeting)

    def _with_titles(self, state: State, found: Found, plan: Plan, sort: Sort) -> Found:
        """Raise those of the best whose title holds the whole query."""
        if sort is not Sort.BEST or not plan.title or not found.scores.any():
            return found
        scores = found.scores.copy()
        needle = plan.title.encode("utf-8", "surrogatepass")
        size = min(TITLE_CANDIDATES, len(scores))
        best = np.argpartition(-scores, size - 1)[:size]
        for i in best.tolist():
            segment = state.corpus.views[int(found.segment[i])].segment
            if segment.contains(int(found.document[i]), "plain_title", needle):
                scores[i] *= TITLE_BONUS
        return replace(found, scores=scores)


def _spread(state: State, found: Found, positions: Array) -> Array:
    """Share the first places out among the makers."""
    first = positions[:DEPTH]
    makers: list[str] = []
    for i in first.tolist():
        segment = state.corpus.views[int(found.segment[i])].segment
        makers.append(next(iter(segment.codes("organisation", int(found.document[i]))), ""))
    order = spread(makers, found.scores[first].tolist())
    return np.concatenate([first[order], positions[DEPTH:]])


def _hit(state: State, found: Found, position: int, query: SearchQuery, what: Marker) -> Hit:
    segment = state.corpus.views[int(found.segment[position])].segment
    document = int(found.document[position])
    lang = query.lang if query.lang in {"th", "en"} else "th"
    if not segment.text(document, f"title_{lang}"):
        lang = "en" if lang == "th" else "th"
    texts = [segment.text(document, f"{part}_{lang}") for part in ("summary", "body")]
    return Hit(
        id=int(found.ids[position]),
        version=int(segment.number("version")[document]),
        kind=segment.codes("kind", document)[0],
        slug=segment.text(document, "slug"),
        score=float(found.scores[position]),
        lang=lang,
        title=mark(segment.text(document, f"title_{lang}"), what),
        excerpt=excerpt(texts, what),
        distance_m=_distance(segment, document, query.near),
    )


def _distance(
    segment: FlatSegment, document: int, near: tuple[float, float] | None
) -> float | None:
    if near is None:
        return None
    one = slice(document, document + 1)
    latitude, longitude = segment.number("latitude")[one], segment.number("longitude")[one]
    metres = float(distance_m(latitude, longitude, near)[0])
    return None if np.isnan(metres) else metres
