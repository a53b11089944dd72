"""The whole index as one segment: facts from memory, words and texts from the server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from psycopg import sql

from search_index.columns.facts import Array, Columns, Made, Mask
from search_index.postgres_backend import vectors
from search_index.text.analyze import PAIR

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from search_index.postgres_backend.reader import State
    from search_index.postgres_backend.session import Cursor

_NONE: Array = np.zeros(0, np.int64)


class AskingSegment(Columns):
    """The documents of a state during one transaction."""

    def __init__(self, cursor: Cursor, state: State) -> None:
        self.adopt(state.columns)
        self._cursor = cursor
        self._state = state
        self._postings: dict[str, Array] = {}

    def array(self, name: str) -> Array:
        """The array of this name."""
        return self._state.columns.array(name)

    def frequency(self, term: str) -> int:
        """Documents that hold a term, by the vocabulary."""
        known = self._state.frequencies.get(term)
        if known is None:
            known = 0
            if vectors.is_storable(term):
                statement = sql.SQL("SELECT documents FROM {} WHERE term = %s")
                row = self._cursor.execute(statement.format(self._state.terms), (term,)).fetchone()
                known = 0 if row is None else int(row[0])
            self._state.frequencies.put(term, known, 1)
        return known

    def learn(self, terms: Iterable[str]) -> None:
        """Ask at once for the documents of all terms that a query needs."""
        asked = []
        for term in dict.fromkeys(terms):
            found = self._state.postings.get(term) if vectors.is_storable(term) else _NONE
            if found is None:
                asked.append(term)
            else:
                self._postings[term] = found
        if not asked:
            return
        statement = sql.SQL(
            "SELECT (SELECT string_agg(int4send(n), ''::bytea ORDER BY n) FROM {}"
            " WHERE words @@ term.query::tsquery)"
            " FROM unnest(%s::text[]) WITH ORDINALITY AS term(query, place) ORDER BY place"
        ).format(self._state.table)
        rows = self._cursor.execute(statement, ([vectors.quoted(t) for t in asked],)).fetchall()
        for term, (data,) in zip(asked, rows, strict=True):
            found = self._positions(data)
            self._postings[term] = found
            self._state.postings.put(term, found, len(found))

    def _positions(self, data: bytes | None) -> Array:
        return self._state.columns.positions(np.frombuffer(data or b"", ">i4").astype(np.int32))

    def postings(self, term: str) -> tuple[Array, Array]:
        """Documents of a term; their weights are not known yet and stand as 1."""
        if term not in self._postings:
            self.learn([term])
        found = self._postings[term]
        return found, np.ones(len(found), np.float32)

    def column(self, term: str) -> Array | None:
        """None: the server gives documents, not columns."""
        del term
        return None

    def holding(self, documents: Array, needle: str) -> Mask:
        """Which of these documents hold this plain text."""
        looked, stands = self._state.held.get(needle) or (_NONE, _NONE)
        missing = documents[~np.isin(documents, looked)]
        if missing.size:
            held = np.isin(missing, self._holding(missing, needle))
            looked = np.concatenate([looked, missing])
            stands = np.concatenate([stands.astype(bool), held])
            order = np.argsort(looked)
            looked, stands = looked[order], stands[order]
            self._state.held.put(needle, (looked, stands), len(looked))
        if not len(documents):
            return np.zeros(0, bool)
        return stands[np.searchsorted(looked, documents)].astype(bool)

    def _holding(self, documents: Array, needle: str) -> Array:
        if not vectors.is_storable(needle):
            return _NONE
        return self.with_text(documents, "plain_text", needle)

    def with_text(self, documents: Array, name: str, needle: str) -> Array:
        """Those of these documents whose text holds this."""
        statement = sql.SQL(
            "SELECT string_agg(int4send(n), ''::bytea ORDER BY n) FROM {}"
            " WHERE n = ANY(%s) AND strpos({}, %s) > 0"
        ).format(self._state.table, sql.Identifier(name))
        row = self._cursor.execute(statement, (self._rows(documents), needle)).fetchone()
        return self._positions(row[0] if row else None)

    def _rows(self, documents: Array) -> list[int]:
        found: list[int] = self._state.columns.numbers[documents].tolist()
        return found

    def weights(self, documents: Array, terms: Sequence[str]) -> dict[str, Array]:
        """Weight of each term in each of these ascending documents."""
        met = [term for term in terms if np.isin(self.postings(term)[0], documents).any()]
        if not met:
            return {}
        ranks = sql.SQL(" || ").join(
            [sql.SQL("float4send(ts_rank(vector, %s::tsquery))")] * len(met)
        )
        # ts_delete unpacks the vector once; each ts_rank would do it again.
        statement = sql.SQL(
            "SELECT string_agg({}, ''::bytea ORDER BY n) FROM (SELECT n,"
            " ts_delete(words, '') AS vector FROM {} WHERE n = ANY(%s) OFFSET 0) AS chosen"
        ).format(ranks, self._state.table)
        asked = [*map(vectors.quoted, met), self._rows(documents)]
        row = self._cursor.execute(statement, asked).fetchone()
        data = np.frombuffer(row[0] if row and row[0] else b"", ">f4")
        table = vectors.weights(data.astype(np.float64)).reshape(-1, len(met))
        return {term: table[:, place] for place, term in enumerate(met)}

    def best_by_rum(self, terms: Iterable[str], most: int) -> Array:
        """The documents that RUM ranks highest for any of the terms."""
        query = vectors.any_of(term for term in terms if vectors.is_storable(term))
        if not query:
            return _NONE
        statement = sql.SQL(
            "SELECT string_agg(int4send(n), ''::bytea) FROM (SELECT n FROM {}"
            " WHERE words @@ %s::tsquery ORDER BY words <=> %s::tsquery LIMIT %s) AS best"
        ).format(self._state.table)
        row = self._cursor.execute(statement, (query, query, most)).fetchone()
        return self._positions(row[0] if row else None)


class Candidates:
    """Some documents of a segment with the weights of their words: what is ranked exactly.

    Args:
        segment: The whole.
        chosen: The documents, ascending.
        weights: Weight of each term in each of them; pairs of words have none.
    """

    def __init__(self, segment: AskingSegment, chosen: Array, weights: Mapping[str, Array]) -> None:
        self._segment = segment
        self._chosen = chosen
        self._weights = weights
        self.count = len(chosen)
        self.made: dict[str, Made] = {}

    def number(self, name: str) -> Array:
        """See :class:`Columns`."""
        return self._segment.number(name)[self._chosen]

    @property
    def routes(self) -> Mask:
        """See :class:`Columns`."""
        return self._segment.routes[self._chosen]

    def postings(self, term: str) -> tuple[Array, Array]:
        """Those that hold a term, with its weight."""
        if term.startswith(PAIR):
            held = np.flatnonzero(np.isin(self._chosen, self._segment.postings(term)[0]))
            return held, np.ones(len(held), np.float32)
        weights = self._weights.get(term)
        if weights is None:
            return _NONE, np.zeros(0, np.float32)
        found = np.flatnonzero(weights)
        return found, weights[found]

    def column(self, term: str) -> Array | None:
        """None: there are few documents, and pairs of words have no weights."""
        del term
        return None
