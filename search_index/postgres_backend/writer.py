"""The one writer: stages changes, commits them in one transaction, rebuilds whole generations."""

from __future__ import annotations

import secrets
import threading
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from psycopg import sql

from search_index.columns import record
from search_index.contract import IndexUnavailable, Progress, SearchDocument
from search_index.postgres_backend import schema, vectors
from search_index.postgres_backend.schema import Head, Schema
from search_index.postgres_backend.session import Sessions, as_unavailable
from search_index.text import analyze, thai
from search_index.text.house_words import HouseWords, current, using

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from search_index.postgres_backend.session import Cursor

PROGRESS_EVERY: Final = 50
LOCK_SECONDS: Final = 5.0


@dataclass(slots=True)
class _Tally:
    """What documents add to the sums of a state."""

    documents: int = 0
    words: int = 0
    last_n: int = 0
    terms: Counter[str] = field(default_factory=Counter)


class IndexWriter:
    """Collects changes and writes them.

    Args:
        sessions: Connections to the server.
        tables: The tables.
        use_rum: Whether RUM may be used where it is installed.
    """

    def __init__(self, sessions: Sessions, tables: Schema, *, use_rum: bool) -> None:
        self._sessions = sessions
        self._tables = tables
        self._use_rum = use_rum
        self._staged: dict[int, SearchDocument | None] = {}
        self._mutex = threading.RLock()

    def upsert(self, documents: Iterable[SearchDocument]) -> None:
        """Stage documents; of several versions of one id the highest stays."""
        with self._mutex:
            for document in documents:
                staged = self._staged.get(document.id)
                if staged is None or staged.version <= document.version:
                    self._staged[document.id] = document

    def delete(self, ids: Iterable[int]) -> None:
        """Stage removals."""
        with self._mutex:
            self._staged.update(dict.fromkeys(ids))

    def commit(self) -> str:
        """Write what is staged as a new state.

        Raises:
            IndexUnavailable: ``missing``, ``damaged``, ``outdated``, ``locked`` or no server.
        """
        with self._mutex:
            with as_unavailable(), self._writing() as cursor:
                head = self._tables.head(cursor)
                name = self._apply(cursor, head).name if self._staged else head.name
            self._staged.clear()
            return name

    def rebuild(self, documents: Iterable[SearchDocument], progress: Progress | None) -> str:
        """Write a new generation from the documents and switch to it, in one transaction.

        It is cut by the whole words of this context, which it names.
        """
        with as_unavailable(), self._sessions.writing() as cursor:
            self._tables.found(cursor)
        with self._mutex, as_unavailable(), self._writing() as cursor:
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
            self._tables.prepare(cursor)
            old = self._tables.generations(cursor)
            generation = max(old, default=0) + 1
            self._tables.create(cursor, generation)
            tally = self._fill(cursor, generation, _unique(documents), progress)
            self._count(cursor, generation, tally.terms)
            method = schema.RUM if self._use_rum and schema.offers_rum(cursor) else schema.GIN
            self._tables.index(cursor, generation, method)
            postings = tally.terms.total()
            head = Head(
                generation,
                1,
                tally.documents,
                tally.words,
                postings,
                tally.last_n,
                method,
                secrets.token_hex(8),
                current().whole,
            )
            self._tables.publish(cursor, head)
            for number in old:
                self._tables.drop(cursor, number)
            if progress is not None:
                progress(tally.documents)
        return head.name

    def drop(self) -> None:
        """Remove the schema with everything in it."""
        with as_unavailable(), self._writing() as cursor:
            name = sql.Identifier(self._tables.name)
            cursor.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(name))

    @contextmanager
    def _writing(self) -> Iterator[Cursor]:
        """A transaction of the one writer.

        Raises:
            IndexUnavailable: ``locked`` when another writer stays longer than five seconds.
        """
        deadline = time.monotonic() + LOCK_SECONDS
        with self._sessions.writing() as cursor:
            while not self._tables.try_lock(cursor):
                if time.monotonic() >= deadline:
                    raise IndexUnavailable("locked")
                time.sleep(0.05)
            yield cursor

    def _apply(self, cursor: Cursor, head: Head) -> Head:
        doc = self._tables.table("doc", head.generation)
        statement = sql.SQL("SELECT id, n, version, length FROM {} WHERE id = ANY(%s)").format(doc)
        rows = cursor.execute(statement, (list(self._staged),)).fetchall()
        known = {row[0]: row[1:] for row in rows}
        gone: list[tuple[int, int]] = []
        added: list[SearchDocument] = []
        for id_, document in self._staged.items():
            if id_ in known:
                n, version, length = known[id_]
                if document is not None and document.version < version:
                    continue
                gone.append((n, length))
            if document is not None:
                added.append(document)
        if not gone and not added:
            return head
        lost = self._remove(cursor, head, [n for n, _ in gone])
        with using(HouseWords(whole=head.whole)):
            tally = self._fill(cursor, head.generation, added, None, head.last_n)
        change = tally.terms.copy()
        change.subtract(lost)
        self._count(cursor, head.generation, {t: n for t, n in change.items() if n})
        changed = replace(
            head,
            commit=head.commit + 1,
            documents=head.documents + tally.documents - len(gone),
            words=head.words + tally.words - sum(length for _, length in gone),
            postings=head.postings + change.total(),
            last_n=tally.last_n,
        )
        self._tables.publish(cursor, changed)
        return changed

    def _remove(self, cursor: Cursor, head: Head, numbers: list[int]) -> dict[str, int]:
        """Remove documents; returns how many of them held each term."""
        doc = self._tables.table("doc", head.generation)
        statement = sql.SQL(
            "SELECT lexeme, count(*) FROM {}, unnest(words) WHERE n = ANY(%s) GROUP BY lexeme"
        )
        lost: dict[str, int] = dict(cursor.execute(statement.format(doc), (numbers,)).fetchall())
        cursor.execute(sql.SQL("DELETE FROM {} WHERE n = ANY(%s)").format(doc), (numbers,))
        return lost

    def _fill(
        self,
        cursor: Cursor,
        generation: int,
        documents: Iterable[SearchDocument],
        progress: Progress | None,
        last_n: int = 0,
    ) -> _Tally:
        tally = _Tally(last_n=last_n)
        # The fast segmenter takes 68 MB, which only a rebuild is worth.
        cut = thai.light_cut() if last_n else thai.fast_cut()
        statement = sql.SQL("COPY {} FROM STDIN").format(self._tables.table("doc", generation))
        with cursor.copy(statement) as copy:
            for document in documents:
                tally.last_n += 1
                copy.write_row(_row(document, tally, cut))
                if progress is not None and tally.documents % PROGRESS_EVERY == 0:
                    progress(tally.documents)
        return tally

    def _count(self, cursor: Cursor, generation: int, change: Mapping[str, int]) -> None:
        """Change the vocabulary's document counts."""
        cursor.execute(
            'CREATE TEMP TABLE change (term text COLLATE "C", documents int) ON COMMIT DROP'
        )
        with cursor.copy("COPY change FROM STDIN") as copy:
            for row in change.items():
                copy.write_row(row)
        table = self._tables.table("term", generation)
        for statement in (
            (
                "INSERT INTO {} AS t SELECT * FROM change ON CONFLICT (term)"
                " DO UPDATE SET documents = t.documents + excluded.documents"
            ),
            "DELETE FROM {} t USING change c WHERE t.term = c.term AND t.documents <= 0",
        ):
            cursor.execute(sql.SQL(statement).format(*[table] * statement.count("{}")))


def _unique(documents: Iterable[SearchDocument]) -> Iterator[SearchDocument]:
    """Of several documents with one id the first."""
    seen: set[int] = set()
    for document in documents:
        if document.id not in seen:
            seen.add(document.id)
            yield document


def _row(document: SearchDocument, tally: _Tally, cut: thai.Cut) -> list[Any]:
    """A document in the order of the columns; what it adds is counted."""
    entry = analyze.entry(document, cut)
    terms = vectors.storable(entry.terms)
    tally.documents += 1
    tally.words += entry.length
    tally.terms.update(terms.keys())
    tiers = [
        value
        for tier in document.price_tiers
        for value in (tier.min_people, tier.max_people, tier.price_satang)
    ]
    texts = [text.replace("\0", "") for text in record.texts(document, entry)]
    return [
        tally.last_n,
        *record.numbers(document, entry.length).values(),
        *record.codes(document).values(),
        tiers,
        *texts[:-2],
        *(title[: schema.TITLE_PREFIX] for title in texts[-2:]),
        vectors.vector(terms),
    ]
