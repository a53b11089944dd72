"""Counts the statements a piece of code sends to the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine, event

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
    """Collect the statements sent through `engine`; transaction frames are left out."""
    count = QueryCount()

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.lstrip().upper().startswith(_FRAME):
            count.statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield count
    finally:
        event.remove(engine, "before_cursor_execute", note)
