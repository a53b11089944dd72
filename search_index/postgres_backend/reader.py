"""The states of an index as a process sees them.

A search runs in one transaction that sees one state. The facts of its documents are kept in the
process and brought up to the state by the numbers that came and went; words and texts are asked of
the server, and what it said is kept as long as the state is in force.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

import numpy as np
from psycopg import sql

from search_index.columns.facts import Array
from search_index.columns.match import Corpus, View
from search_index.contract import IndexUnavailable
from search_index.postgres_backend.columns import PackedColumns, fetch, numbers_in_force
from search_index.postgres_backend.schema import Head, Schema
from search_index.postgres_backend.segment import AskingSegment
from search_index.postgres_backend.session import Cursor

T = TypeVar("T")

_KEPT_ITEMS: Final = 4_000_000


class Stale(Exception):
    """A transaction began before the state that this process already shows."""


class Kept(Generic[T]):
    """What the server said, by question, emptied when it grows too large."""

    def __init__(self) -> None:
        self._found: dict[str, T] = {}
        self._items = 0

    def get(self, question: str) -> T | None:
        """What was said; None when it was not asked."""
        return self._found.get(question)

    def put(self, question: str, answer: T, items: int) -> None:
        """Keep an answer of this size."""
        if self._items > _KEPT_ITEMS:
            self._found = {}
            self._items = 0
        self._found[question] = answer
        self._items += items + 20


@dataclass(frozen=True, slots=True)
class State:
    """One state, in memory.

    Attributes:
        postings: Documents by term.
        held: Documents looked at and whether they hold a text, by text.
        frequencies: Documents that hold a term.
    """

    head: Head
    table: sql.Identifier
    terms: sql.Identifier
    columns: PackedColumns
    mean_length: float
    postings: Kept[Array] = field(default_factory=Kept)
    held: Kept[tuple[Array, Array]] = field(default_factory=Kept)
    frequencies: Kept[int] = field(default_factory=Kept)


@dataclass(frozen=True, slots=True)
class Look:
    """A transaction with the state that it sees."""

    cursor: Cursor
    state: State
    corpus: Corpus[AskingSegment]

    def frequency(self, term: str) -> int:
        """Documents that hold a term."""
        return self.corpus.views[0].segment.frequency(term)


class Reader:
    """Keeps the newest state.

    Args:
        tables: The tables.
    """

    def __init__(self, tables: Schema) -> None:
        self._tables = tables
        self._mutex = threading.Lock()
        self._state: State | None = None

    def look(self, cursor: Cursor) -> Look:
        """The state that a transaction sees.

        Raises:
            IndexUnavailable: There is none, or it contradicts itself.
            Stale: Try again in a new transaction.
        """
        head = self._tables.head(cursor)
        state = self._state
        if state is None or not _same(state.head, head):
            with self._mutex:
                state = self._state
                if state is None or not _same(state.head, head):
                    if state is not None and _before(head, state.head):
                        raise Stale
                    state = self._state = self._load(cursor, head, state)
        segment = AskingSegment(cursor, state)
        view = View(segment, np.ones(segment.count, bool))
        return Look(cursor, state, Corpus((view,), segment.count, state.mean_length))

    def _load(self, cursor: Cursor, head: Head, previous: State | None) -> State:
        table = self._tables.table("doc", head.generation)
        if previous is not None and previous.head.born == head.born:
            keep = np.isin(previous.columns.numbers, numbers_in_force(cursor, table))
            columns = previous.columns.joined(keep, fetch(cursor, table, previous.head.last_n))
        else:
            columns = fetch(cursor, table)
        words = int(columns.number("length").sum())
        if columns.count != head.documents or words != head.words:
            raise IndexUnavailable("damaged", f"{head.name}: {columns.count} documents")
        terms = self._tables.table("term", head.generation)
        return State(head, table, terms, columns, words / max(columns.count, 1))


def _same(one: Head, other: Head) -> bool:
    return (one.born, one.commit) == (other.born, other.commit)


def _before(one: Head, other: Head) -> bool:
    if one.born == other.born:
        return one.commit < other.commit
    # A schema that was dropped by hand begins again with the first generation.
    return one.generation < other.generation and one.generation > 1
