"""The words of the house, kept beside the index so that every machine reads the same."""

from __future__ import annotations

import json
import threading
import time
from typing import TYPE_CHECKING, Final

import psycopg
from psycopg import sql

from search_index.postgres_backend.session import UnsuitableServer, as_unavailable
from search_index.text import house_words
from search_index.text.house_words import HouseWords

if TYPE_CHECKING:
    from collections.abc import Callable

    from search_index.postgres_backend.schema import Schema
    from search_index.postgres_backend.session import Cursor, Sessions

ASK_SECONDS: Final = 0.5
FORMAT: Final = 1


class WordsTable:
    """Reads and replaces the words.

    Args:
        sessions: Connections to the server.
        tables: The tables.
    """

    def __init__(self, sessions: Sessions, tables: Schema) -> None:
        self._sessions = sessions
        self._tables = tables
        self._mutex = threading.Lock()
        self._words = house_words.NONE
        self._asked = float("-inf")

    def words(self) -> HouseWords:
        """What is published, at most half a second old; while the server is away, what was."""
        if self._is_fresh():
            return self._words
        try:
            with self._sessions.reading() as cursor:
                return self.words_by(cursor)
        except (psycopg.Error, UnsuitableServer):
            return self._words

    def words_by(self, cursor: Cursor) -> HouseWords:
        """The same, asked in a transaction that reads anyway."""
        if self._is_fresh():
            return self._words
        began = time.monotonic()
        found = _read(self._rows(cursor))
        with self._mutex:
            # The transaction of another thread may see less than was seen meanwhile.
            if began > self._asked:
                self._words, self._asked = found, began
            return self._words

    def publish(self, read: Callable[[], HouseWords]) -> HouseWords:
        """Write down what is true now.

        Args:
            read: Gives the truth; called under the lock, so that of two writers the later one has
                also read later.

        Raises:
            IndexUnavailable: The server cannot be reached.
        """
        with as_unavailable(), self._sessions.writing() as cursor:
            self._tables.found(cursor)
            words = read()
            content = {"format": FORMAT, "words": words.values()}
            statement = sql.SQL(
                "INSERT INTO {} (content) VALUES (%s)"
                " ON CONFLICT (one) DO UPDATE SET content = excluded.content"
            ).format(self._table)
            cursor.execute(statement, (json.dumps(content, ensure_ascii=False),))
        with self._mutex:
            self._words, self._asked = words, float("-inf")
        return words

    @property
    def _table(self) -> sql.Identifier:
        return sql.Identifier(self._tables.name, "words")

    def _is_fresh(self) -> bool:
        return time.monotonic() - self._asked < ASK_SECONDS

    def _rows(self, cursor: Cursor) -> str:
        row = cursor.execute(sql.SQL("SELECT content FROM {}").format(self._table)).fetchone()
        return "" if row is None else str(row[0])


def _read(content: str) -> HouseWords:
    try:
        found = json.loads(content)
        return HouseWords.of(found["words"]) if found["format"] == FORMAT else house_words.NONE
    except (ValueError, KeyError, TypeError, AttributeError):
        return house_words.NONE
