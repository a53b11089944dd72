"""Whether the tables are as they were written, and what the server offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from psycopg import sql

from search_index.postgres_backend import schema

if TYPE_CHECKING:
    from search_index.postgres_backend.schema import Head, Schema
    from search_index.postgres_backend.session import Cursor


def contradiction(cursor: Cursor, tables: Schema, head: Head) -> str:
    """What in the tables differs from the sums of the state; empty when nothing does."""
    doc, term = tables.table("doc", head.generation), tables.table("term", head.generation)
    statement = sql.SQL(
        "SELECT (SELECT count(*) FROM {doc}), (SELECT coalesce(sum(length), 0) FROM {doc}),"
        " (SELECT coalesce(sum(documents), 0) FROM {term}),"
        " (SELECT coalesce(sum(cardinality(tsvector_to_array(words))), 0) FROM {doc})"
    ).format(doc=doc, term=term)
    row = cursor.execute(statement).fetchone()
    found = tuple(map(int, row)) if row is not None else ()
    if found != (head.documents, head.words, head.postings, head.postings):
        return f"{head.name}: the tables hold {found}"
    relation = f'"{tables.name}"."doc_{head.generation}"'
    row = cursor.execute(
        "SELECT count(*) FILTER (WHERE indisvalid), bool_or(amname = %s) FROM pg_index"
        " JOIN pg_class ON pg_class.oid = indexrelid JOIN pg_am ON pg_am.oid = relam"
        " WHERE indrelid = %s::regclass",
        (head.method, relation),
    ).fetchone()
    if row is None or row[0] < schema.INDEXES or not row[1]:
        return f"{head.name}: an index is gone"
    return ""


def described(cursor: Cursor, head: Head) -> str:
    """Version of the server and how words are looked up, for a log."""
    row = cursor.execute("SHOW server_version").fetchone()
    version = row[0] if row is not None else "?"
    if head.method == schema.RUM:
        how = "RUM"
    elif schema.offers_rum(cursor):
        how = "GIN; RUM is installed and will be used after the next rebuild"
    else:
        how = "GIN; RUM is not installed, so ranking is capped"
    return f"PostgreSQL {version}, words by {how}"
