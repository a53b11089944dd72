"""What one request wrote, told apart from what is random in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Column

from models import Base

if TYPE_CHECKING:
    from tests.support.snapshots import Snapshot

_RANDOM: Final = frozenset(
    {"public_id", "token_hash", "digest", "previous", "password_hash", "payload", "data", "subject"}
)
_NEW: Final = "a new row"


def written(before: Snapshot, after: Snapshot) -> list[str]:
    """Describe every row that differs, sorted; two requests that do the same read the same.

    Random values are left out, and a new row is called so wherever something points to it.
    """
    found = []
    for table in Base.metadata.sorted_tables:
        former, present = before[table.name], after[table.name]
        found += [f"{table.name} {key} is gone" for key in former.keys() - present.keys()]
        for key, row in present.items():
            if former.get(key) != row:
                values = {
                    column.name: _value(column, row[column.name], before)
                    for column in table.columns
                    if column.name not in _RANDOM
                }
                found.append(f"{table.name} {values}")
    return sorted(found)


def _value(column: Column[Any], value: Any, before: Snapshot) -> Any:
    for key in column.foreign_keys:
        target = key.column
        known = {row[target.name] for row in before[target.table.name].values()}
        return value if value is None or value in known else _NEW
    if column.primary_key:
        return value if (value,) in before[column.table.name] else _NEW
    return value
