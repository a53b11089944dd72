"""The tables of the index, one pair per generation, in a schema of their own.

::

    words       one row: the words that the house adds, as JSON
    state       one row: which generation is in force, its commit, and sums to check it by
    doc_<g>     a document: number, facts, texts, and its words as a tsvector
    term_<g>    the vocabulary: in how many documents a term stands

``doc.n`` numbers the versions of documents in the order of their writing and is never used twice in
a generation, so a reader tells from the numbers alone what came and what went.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import psycopg
from psycopg import sql

from search_index.columns import record
from search_index.contract import IndexUnavailable
from search_index.text.analyze import version_with

if TYPE_CHECKING:
    from search_index.postgres_backend.session import Cursor

FORMAT: Final = 2
DEFAULT_SCHEMA: Final = "talat_search"
GIN: Final = "gin"
RUM: Final = "rum"
INDEXES: Final = 5
"""Indexes of a table of documents."""
_LOCK_CLASS: Final = 0x7A1A7
_WORDS_LOCK_CLASS: Final = 0x7A1A8
TITLE_PREFIX: Final = 80
"""Characters of a plain title kept for suggestions; longer than any beginning that is asked."""

_KINDS: Final = {"<i8": "bigint", "<f8": "double precision"}
NUMBERS: Final = tuple(name for name in record.NUMBERS)
TEXTS: Final = tuple(name for name in record.TEXTS)


@dataclass(frozen=True, slots=True)
class Head:
    """The row of ``state``.

    Attributes:
        born: Made up at each rebuild, so that no two generations are taken for one another.
        last_n: Highest number of a document ever given in this generation.
        words: Sum of the documents' lengths.
        postings: Sum of the vocabulary's document counts.
        method: ``gin`` or ``rum``: the index over the words.
        whole: The house's words that its documents keep whole.
    """

    generation: int
    commit: int
    documents: int
    words: int
    postings: int
    last_n: int
    method: str
    born: str
    whole: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Name of the state."""
        return f"gen-{self.generation}/commit-{self.commit}"


class Schema:
    """Statements about the tables.

    Args:
        name: The PostgreSQL schema that holds them.
    """

    def __init__(self, name: str = DEFAULT_SCHEMA) -> None:
        self.name = name

    def table(self, kind: str, generation: int) -> sql.Identifier:
        """Name of ``doc`` or ``term`` of a generation."""
        return sql.Identifier(self.name, f"{kind}_{generation}")

    def head(self, cursor: Cursor) -> Head:
        """The state in force.

        Raises:
            IndexUnavailable: ``missing``, ``damaged`` or ``outdated``.
        """
        statement = sql.SQL(
            "SELECT format, analyzer, generation, commit, documents, words, postings, last_n,"
            " method, born, whole FROM {}"
        ).format(sql.Identifier(self.name, "state"))
        try:
            row = cursor.execute(statement).fetchone()
        except (psycopg.errors.UndefinedTable, psycopg.errors.InvalidSchemaName) as error:
            raise IndexUnavailable("missing", f"no table {self.name}.state") from error
        except psycopg.errors.UndefinedColumn as error:
            raise IndexUnavailable("damaged", "state has other columns") from error
        if row is None:
            raise IndexUnavailable("missing", "no state")
        head = Head(*(*row[2:-1], tuple(row[-1])))
        if row[0] != FORMAT or row[1] != version_with(head.whole):
            raise IndexUnavailable("outdated", head.name)
        return head

    def found(self, cursor: Cursor) -> None:
        """Make the schema and the table of words where they are absent, alone until the end.

        A rebuild does not hold this up: words are published meanwhile.
        """
        lock = "SELECT pg_advisory_xact_lock(%s, hashtext(%s))"
        cursor.execute(lock, (_WORDS_LOCK_CLASS, self.name))
        row = cursor.execute("SELECT to_regclass(%s)", (f'"{self.name}".words',)).fetchone()
        if row is not None and row[0] is not None:
            return
        name, words = sql.Identifier(self.name), sql.Identifier(self.name, "words")
        cursor.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(name))
        cursor.execute(sql.SQL("CREATE TABLE {} ({})").format(words, sql.SQL(_WORDS)))

    def prepare(self, cursor: Cursor) -> None:
        """Make the table of the state where it is absent or of another shape."""
        state = sql.Identifier(self.name, "state")
        rows = cursor.execute(
            "SELECT column_name FROM information_schema.columns"
            " WHERE table_schema = %s AND table_name = 'state'",
            (self.name,),
        ).fetchall()
        if {name for (name,) in rows} != {column.partition(" ")[0] for column in _STATE}:
            cursor.execute(sql.SQL("DROP TABLE IF EXISTS {}").format(state))
            columns = sql.SQL(", ".join(_STATE))
            cursor.execute(sql.SQL("CREATE TABLE {} ({})").format(state, columns))

    def create(self, cursor: Cursor, generation: int) -> None:
        """Make the empty tables of a generation."""
        packing = _packing(cursor)
        columns = ["n int NOT NULL"]
        for name, kind in record.NUMBERS.items():
            null = "" if kind == "<f8" else " NOT NULL"
            columns.append(f"{name} {_KINDS.get(kind, 'int')}{null}")
        columns += [f"{name} text[] NOT NULL" for name in map(code_column, record.CODES)]
        columns.append("tiers bigint[] NOT NULL")
        # Thai letters of one sound stand apart in byte order, as in the embedded engine.
        columns += [f'{name} text {packing} COLLATE "C" NOT NULL' for name in TEXTS]
        columns.append(f"words tsvector {packing} NOT NULL")
        for kind, body in (("doc", ", ".join(columns)), ("term", _TERM)):
            cursor.execute(
                sql.SQL("CREATE TABLE {} ({})").format(
                    self.table(kind, generation),
                    sql.SQL(body),
                )
            )
        # Beside the facts, not in a table of long values: ranking reads it of 2,000 documents.
        cursor.execute(
            sql.SQL("ALTER TABLE {} ALTER words SET STORAGE MAIN").format(
                self.table("doc", generation)
            )
        )

    def index(self, cursor: Cursor, generation: int, method: str) -> None:
        """Make the indexes of a filled generation; ``method`` is for the words."""
        doc = self.table("doc", generation)
        words = "USING rum (words rum_tsvector_ops)" if method == RUM else "USING gin (words)"
        if method == GIN:
            # Pending entries would be read one by one by every search.
            words += " WITH (fastupdate = off)"
        for statement in (
            "ALTER TABLE {} ADD PRIMARY KEY (n)",
            "CREATE UNIQUE INDEX ON {} (id)",
            "CREATE INDEX ON {} (plain_th) WHERE plain_th <> ''",
            "CREATE INDEX ON {} (plain_en) WHERE plain_en <> ''",
            f"CREATE INDEX ON {{}} {words}",
            "ANALYZE {}",
        ):
            cursor.execute(sql.SQL(statement).format(doc))
        term = self.table("term", generation)
        cursor.execute(sql.SQL("ANALYZE {}").format(term))

    def publish(self, cursor: Cursor, head: Head) -> None:
        """Put a state in force when the transaction commits."""
        statement = sql.SQL(
            "INSERT INTO {} (format, analyzer, generation, commit, documents, words, postings,"
            " last_n, method, born, whole) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
            " ON CONFLICT (one) DO"
            " UPDATE SET (format, analyzer, generation, commit, documents, words, postings,"
            " last_n, method, born, whole, written) = (excluded.format, excluded.analyzer,"
            " excluded.generation, excluded.commit, excluded.documents, excluded.words,"
            " excluded.postings, excluded.last_n, excluded.method,"
            " excluded.born, excluded.whole, now())"
        ).format(sql.Identifier(self.name, "state"))
        values = (head.generation, head.commit, head.documents, head.words, head.postings)
        rest = (head.last_n, head.method, head.born, list(head.whole))
        cursor.execute(statement, (FORMAT, version_with(head.whole), *values, *rest))

    def generations(self, cursor: Cursor) -> list[int]:
        """Numbers of the generations that have a table."""
        rows = cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = %s AND tablename ~ %s",
            (self.name, "^(doc|term)_[0-9]+$"),
        ).fetchall()
        return sorted({int(name.partition("_")[2]) for (name,) in rows})

    def drop(self, cursor: Cursor, generation: int) -> None:
        """Remove the tables of a generation."""
        for kind in ("doc", "term"):
            cursor.execute(sql.SQL("DROP TABLE IF EXISTS {}").format(self.table(kind, generation)))

    def try_lock(self, cursor: Cursor) -> bool:
        """Become the one writer until the transaction ends; False while another is."""
        row = cursor.execute(
            "SELECT pg_try_advisory_xact_lock(%s, hashtext(%s))", (_LOCK_CLASS, self.name)
        ).fetchone()
        return row is not None and bool(row[0])


_STATE: Final = (
    "one boolean PRIMARY KEY DEFAULT true CHECK (one)",
    "format int NOT NULL",
    "analyzer text NOT NULL",
    "generation int NOT NULL",
    "commit int NOT NULL",
    "documents int NOT NULL",
    "words bigint NOT NULL",
    "postings bigint NOT NULL",
    "last_n int NOT NULL",
    "method text NOT NULL",
    "born text NOT NULL",
    "whole text[] NOT NULL",
    "written timestamptz NOT NULL DEFAULT now()",
)
_WORDS: Final = "one boolean PRIMARY KEY DEFAULT true CHECK (one), content text NOT NULL"
_TERM: Final = 'term text COLLATE "C" PRIMARY KEY, documents int NOT NULL'


def code_column(field: str) -> str:
    """Column of a field of ``record.CODES``."""
    return f"{field}_codes"


def _packing(cursor: Cursor) -> str:
    """How long values are packed: by LZ4 where the server has it, which unpacks much faster."""
    statement = "SELECT 'lz4' = ANY(enumvals) FROM pg_settings WHERE name = %s"
    row = cursor.execute(statement, ("default_toast_compression",)).fetchone()
    return "COMPRESSION lz4" if row is not None and row[0] else ""


def offers_rum(cursor: Cursor) -> bool:
    """Tell whether the RUM extension is installed in this database."""
    statement = "SELECT 1 FROM pg_extension WHERE extname = 'rum'"
    return cursor.execute(statement).fetchone() is not None
