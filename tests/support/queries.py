"""Counts the statements a piece of code sends to the database."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine, event

from marketplace.hot_rows import HotRows

_FRAME = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "PRAGMA")


@dataclass(slots=True)
class QueryCount:
    """The statements seen, in order."""

    statements: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        """Return how many there were."""
        return len(self.statements)


@contextmanager
def counted(engine: Engine) -> Iterator[QueryCount]:
    """Collect the statements sent through `engine`; transaction frames are left out.

    Hot rows go past SQLAlchemy and are counted where they are fetched, whatever their engine.
    """
    count = QueryCount()

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.lstrip().upper().startswith(_FRAME):
            count.statements.append(statement)

    fetch = HotRows._fetch

    def fetch_and_note(hot: HotRows, cursor: Any, values: Mapping[str, Any]) -> tuple[Any, ...]:
        count.statements.append(hot.sql)
        return fetch(hot, cursor, values)

    event.listen(engine, "before_cursor_execute", note)
    setattr(HotRows, "_fetch", fetch_and_note)  # noqa: B010 - mypy refuses the plain assignment
    try:
        yield count
    finally:
        setattr(HotRows, "_fetch", fetch)  # noqa: B010 - as above
        event.remove(engine, "before_cursor_execute", note)
