"""The facts of all documents, fetched as packed arrays and kept in step commit by commit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
from psycopg import sql

from search_index.columns import record
from search_index.columns.facts import Array, Columns, Mask
from search_index.postgres_backend.schema import code_column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search_index.postgres_backend.session import Cursor

_BETWEEN_DOCUMENTS: Final = "\x1e"
_BETWEEN_CODES: Final = "\x1f"
_SENDS: Final = {"<i8": ("int8send({})", ">i8"), "<f8": ("float8send({})", ">f8")}
_SEND: Final = ("int4send({})", ">i4")


class PackedColumns(Columns):
    """Facts in memory.

    Attributes:
        numbers: ``doc.n`` of each document, ascending.
    """

    def __init__(
        self, numbers: Array, arrays: dict[str, Array], names: dict[str, list[str]]
    ) -> None:
        super().__init__(len(numbers), names)
        self.numbers = numbers
        self._arrays = arrays
        self._positions = np.full(int(numbers[-1]) + 1 if len(numbers) else 1, -1, np.int32)
        self._positions[numbers] = np.arange(len(numbers), dtype=np.int32)

    def array(self, name: str) -> Array:
        """The array of this name."""
        return self._arrays[name]

    def positions(self, numbers: Array) -> Array:
        """Ascending places of documents by their ``doc.n``."""
        return self._positions[numbers]

    def joined(self, keep: Mask, more: PackedColumns) -> PackedColumns:
        """The kept documents, followed by others with higher numbers."""
        arrays = {
            "n." + name: np.concatenate([self.number(name)[keep], more.number(name)])
            for name in record.NUMBERS
        }
        arrays |= _joined_lists("p", self, keep, more, None)
        names: dict[str, list[str]] = {}
        for field in record.CODES:
            known = {code: i for i, code in enumerate(self.names[field])}
            renamed = [known.setdefault(code, len(known)) for code in more.names[field]]
            names[field] = list(known)
            arrays |= _joined_lists("c." + field, self, keep, more, renamed)
        return PackedColumns(np.concatenate([self.numbers[keep], more.numbers]), arrays, names)


def _joined_lists(
    name: str, old: PackedColumns, keep: Mask, new: PackedColumns, renamed: Sequence[int] | None
) -> dict[str, Array]:
    width = 3 if name == "p" else 1
    sizes = np.diff(old.array(name + ".at"))
    kept = np.repeat(keep, sizes * width)
    more = new.array(name)
    if renamed is not None:
        more = np.array(renamed, np.uint32)[more] if len(more) else more
    lengths = np.concatenate([sizes[keep], np.diff(new.array(name + ".at"))])
    return {
        name: np.concatenate([old.array(name)[kept], more]),
        name + ".at": np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
    }


def fetch(cursor: Cursor, table: sql.Identifier, above: int = 0) -> PackedColumns:
    """Read the facts of the documents numbered higher than ``above``."""
    packed = ["int4send(n)"]
    packed += [_packing(name) for name in record.NUMBERS]
    texts = [f"array_to_string({code_column(field)}, E'\\x1f')" for field in record.CODES]
    texts.append("array_to_string(tiers, E'\\x1f')")
    parts = [f"string_agg({part}, ''::bytea ORDER BY n)" for part in packed]
    parts += [f"string_agg({part}, E'\\x1e' ORDER BY n)" for part in texts]
    statement = sql.SQL("SELECT {} FROM {} WHERE n > %s").format(sql.SQL(", ".join(parts)), table)
    row: tuple[Any, ...] = cursor.execute(statement, (above,)).fetchone() or ()
    numbers = np.frombuffer(row[0] or b"", ">i4").astype(np.int32)
    arrays: dict[str, Array] = {}
    for (name, dtype), data in zip(record.NUMBERS.items(), row[1:], strict=False):
        sent = _SENDS.get(dtype, _SEND)[1]
        arrays["n." + name] = np.frombuffer(data or b"", sent).astype(dtype)
    names: dict[str, list[str]] = {}
    at = 1 + len(record.NUMBERS)
    for field, text in zip(record.CODES, row[at:], strict=False):
        names[field] = _codes(field, _lists(text, len(numbers)), arrays)
    tiers = _lists(row[-1], len(numbers))
    arrays["p"] = np.array([int(value) for tier in tiers for value in tier], np.int64)
    arrays["p.at"] = _offsets([len(tier) // 3 for tier in tiers])
    return PackedColumns(numbers, arrays, names)


def numbers_in_force(cursor: Cursor, table: sql.Identifier) -> Array:
    """Numbers of all documents, ascending."""
    statement = sql.SQL("SELECT string_agg(int4send(n), ''::bytea ORDER BY n) FROM {}")
    row = cursor.execute(statement.format(table)).fetchone()
    return np.frombuffer(row[0] if row and row[0] else b"", ">i4").astype(np.int32)


def _packing(name: str) -> str:
    kind = record.NUMBERS[name]
    value = f"coalesce({name}, 'NaN')" if kind == "<f8" else name
    return _SENDS.get(kind, _SEND)[0].format(value)


def _lists(text: str | None, count: int) -> list[list[str]]:
    if not count:
        return []
    cells = (text or "").split(_BETWEEN_DOCUMENTS)
    return [cell.split(_BETWEEN_CODES) if cell else [] for cell in cells]


def _codes(field: str, lists: Sequence[Sequence[str]], arrays: dict[str, Array]) -> list[str]:
    known = sorted({code for codes in lists for code in codes})
    number = {code: i for i, code in enumerate(known)}
    arrays["c." + field] = np.array([number[c] for codes in lists for c in codes], np.uint32)
    arrays[f"c.{field}.at"] = _offsets([len(codes) for codes in lists])
    return known


def _offsets(lengths: Sequence[int]) -> Array:
    return np.concatenate([[0], np.cumsum(np.array(lengths, np.int64))]).astype(np.int64)
