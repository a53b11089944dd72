"""The engine for several machines as callers see it: :class:`search_index.contract.Backend`."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeVar

import psycopg
from psycopg import sql

from search_index.columns import record
from search_index.columns.answer import Place, Window, facets, find, hit_of, page_of, shown
from search_index.columns.order import Found, Ordering
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
from search_index.excerpt import marker
from search_index.memory import keep_freed
from search_index.postgres_backend import schema
from search_index.postgres_backend.health import contradiction, described
from search_index.postgres_backend.rank import asked_of, ranked
from search_index.postgres_backend.reader import Look, Reader, Stale
from search_index.postgres_backend.schema import Schema
from search_index.postgres_backend.session import Sessions, as_unavailable
from search_index.postgres_backend.words import WordsTable
from search_index.postgres_backend.writer import IndexWriter
from search_index.ranking import Settings
from search_index.suggest import SCAN, suggestions
from search_index.text.house_words import HouseWords, tried, using
from search_index.understand import Reading, read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from contextlib import AbstractContextManager

    from search_index.columns.facts import Array

T = TypeVar("T")

_ATTEMPTS: Final = 3


class PostgresBackend:
    """Search over a schema of a PostgreSQL database; see :class:`search_index.contract.Backend`.

    Args:
        url: Address of the database.
        name: Schema of the tables; made on the first rebuild.
        use_rum: Whether a rebuild uses RUM where it is installed.
        look: Whether to look at the server now.
        settings: Numbers of the ranking formula; only benches change them.

    Raises:
        UnsuitableServer: The database was made with LC_CTYPE ``C``.
    """

    def __init__(
        self,
        url: str,
        name: str = schema.DEFAULT_SCHEMA,
        *,
        use_rum: bool = True,
        look: bool = True,
        settings: Settings | None = None,
    ) -> None:
        keep_freed()
        self._sessions = Sessions(url)
        if look:
            self._sessions.probe()
        self._tables = Schema(name)
        self._words = WordsTable(self._sessions, self._tables)
        self._writer = IndexWriter(self._sessions, self._tables, use_rum=use_rum)
        self._reader = Reader(self._tables)
        self._settings = settings or Settings()

    def upsert(self, documents: Iterable[SearchDocument]) -> None:
        """Stage documents."""
        self._writer.upsert(documents)

    def delete(self, ids: Iterable[int]) -> None:
        """Stage removals."""
        self._writer.delete(ids)

    def commit(self) -> str:
        """Write what is staged."""
        return self._writer.commit()

    def rebuild(self, documents: Iterable[SearchDocument], progress: Progress | None = None) -> str:
        """Write a whole new generation and switch to it."""
        with using(tried() or self._words.words()):
            return self._writer.rebuild(documents, progress)

    def close(self) -> None:
        """Close the connections that nobody uses."""
        self._sessions.close()

    def drop(self) -> None:
        """Remove the whole index from the database."""
        self.close()
        self._writer.drop()

    def versions(self) -> Mapping[int, int]:
        """Version of every document by id."""

        def answer(look: Look) -> dict[int, int]:
            columns = look.state.columns
            ids, versions = columns.number("id").tolist(), columns.number("version").tolist()
            return dict(zip(ids, versions, strict=True))

        return self._ask(answer)

    def health(self) -> Health:
        """Compare the tables with the sums kept beside them."""

        def answer(look: Look) -> Health:
            fault = contradiction(look.cursor, self._tables, look.state.head)
            if fault:
                raise IndexUnavailable("damaged", fault)
            head = look.state.head
            return Health(
                ok=True,
                generation=head.name,
                documents=head.documents,
                detail=described(look.cursor, head),
            )

        try:
            return self._ask(answer)
        except IndexUnavailable as error:
            return Health(ok=False, reason=error.reason, detail=str(error))

    def suggest(self, prefix: str, lang: str = "th", limit: int = 8) -> tuple[Suggestion, ...]:
        """Complete what is being typed."""

        def answer(look: Look) -> tuple[Suggestion, ...]:
            with self._reading(look):
                return suggestions(partial(_titles, look), prefix, lang, limit)

        return self._ask(answer)

    def search(self, query: SearchQuery) -> SearchPage:
        """Answer a query."""
        return self._ask(lambda look: self._search(look, query))

    def publish_words(self, read: Callable[[], HouseWords]) -> HouseWords:
        """Put the house's words in force for every machine."""
        return self._words.publish(read)

    def words(self) -> HouseWords:
        """The house's words in force."""
        return self._words.words()

    def whole_words(self) -> tuple[str, ...]:
        """Words that the documents in force keep whole."""
        return self._ask(lambda look: look.state.head.whole)

    def _reading(self, look: Look) -> AbstractContextManager[None]:
        """Read by the published words, or those tried, but cut as the documents were."""
        words = tried() or self._words.words_by(look.cursor)
        return using(words.cut_by(look.state.head.whole))

    def _ask(self, answer: Callable[[Look], T]) -> T:
        """Answer in one transaction, once more when it was overtaken or the connection was lost."""
        with as_unavailable():
            for _ in range(_ATTEMPTS - 1):
                try:
                    return self._once(answer)
                except psycopg.errors.QueryCanceled:
                    raise
                except (Stale, psycopg.errors.UndefinedTable):
                    continue
                except (psycopg.OperationalError, psycopg.InterfaceError):
                    self._sessions.close()
            return self._once(answer)

    def _once(self, answer: Callable[[Look], T]) -> T:
        with self._sessions.reading() as cursor:
            return answer(self._reader.look(cursor))

    def _search(self, look: Look, query: SearchQuery) -> SearchPage:
        corpus, window = look.corpus, Window.of(query)
        with self._reading(look):
            reading = read(query, look.frequency)
            corpus.views[0].segment.learn(asked_of(reading.plan))
            answer = find(corpus, reading.plan, reading.filters, self._settings)
        hits: tuple[Hit, ...] = ()
        if window.begin < MAX_OFFSET:
            best = query.sort is Sort.BEST or (query.sort is Sort.NEAREST and query.near is None)
            ordering = Ordering(query.sort, query.near, reading.filters)
            found = answer.found
            if best:
                found = ranked(look, answer, reading.plan, self._settings)
            positions = shown(corpus, found, ordering, window)
            if not best:
                found = ranked(look, answer, reading.plan, self._settings, positions)
            hits = _hits(look, found, positions, query, reading)
        counted = facets(corpus, answer, reading.filters, query.facets)
        page = page_of(reading, answer, window, hits, counted)
        return replace(page, generation=look.state.head.name)


def _hits(
    look: Look, found: Found, positions: Array, query: SearchQuery, reading: Reading
) -> tuple[Hit, ...]:
    documents = found.document[positions]
    columns = look.state.columns
    wanted = columns.numbers[documents].tolist()
    statement = sql.SQL("SELECT n, {} FROM {} WHERE n = ANY(%s)").format(
        sql.SQL(", ").join(map(sql.Identifier, _SHOWN)), look.state.table
    )
    rows = look.cursor.execute(statement, (wanted,)).fetchall()
    texts: dict[int, dict[str, str]] = {
        row[0]: dict(zip(_SHOWN, row[1:], strict=True)) for row in rows
    }
    what = marker(reading.plan)
    return tuple(
        hit_of(
            Place(columns, document, float(found.scores[position])),
            texts[number].__getitem__,
            query,
            what,
        )
        for position, document, number in zip(
            positions.tolist(), documents.tolist(), wanted, strict=True
        )
    )


_SHOWN: Final = tuple(name for name in record.TEXTS if not name.startswith("plain"))


def _titles(look: Look, name: str, text: str) -> Iterator[tuple[str, str, str]]:
    """See ``suggest.Titles``."""
    if "\0" in text or not text.isprintable():
        return
    shown = name.replace("plain", "title")
    statement = sql.SQL(
        "SELECT {shown}, kind_codes[1], slug FROM {table} WHERE {plain} <> '' AND {plain} >= %s"
        " AND starts_with({plain}, %s) AND {plain} < %s ORDER BY {plain}, n LIMIT %s"
    ).format(shown=sql.Identifier(shown), plain=sql.Identifier(name), table=look.state.table)
    values: tuple[Any, ...] = (text, text, text + "\U0010ffff", SCAN)
    yield from look.cursor.execute(statement, values).fetchall()
