"""The one read that every request makes, without the machinery around it.

SQLAlchemy compiles the statement and converts the values, both worked out once; each request
then runs it on a pooled driver connection. Measured on a page from memory: 0.05 ms instead of
0.28 ms through a session, which is most of what such a page costs.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, Select
from sqlalchemy.exc import DBAPIError


@dataclass(frozen=True, slots=True)
class HotRows:
    """A select made ready for one engine.

    Attributes:
        names: of the columns, in order.
    """

    engine: Engine
    sql: str
    constants: Mapping[str, Any]
    positions: tuple[str, ...] | None
    names: tuple[str, ...]
    converters: tuple[Callable[[Any], Any] | None, ...]

    @classmethod
    def of(cls, statement: Select[*tuple[Any, ...]], engine: Engine) -> "HotRows":
        """Compile a select, whose parameters are all plain texts, numbers or bytes."""
        compiled = statement.compile(engine)
        columns = list(statement.selected_columns)
        dialect = engine.dialect
        converters = tuple(
            column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns
        )
        positions = None if compiled.positiontup is None else tuple(compiled.positiontup)
        names = tuple(column.key or "" for column in columns)
        constants = {name: value for name, value in compiled.params.items() if value is not None}
        return cls(engine, str(compiled), constants, positions, names, converters)

    def read(self, values: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Run the statement in a transaction of its own.

        Raises:
            DBAPIError: as any other statement would.
        """
        named = {**self.constants, **values}
        given = named if self.positions is None else [named[name] for name in self.positions]
        try:
            rows = self._fetch(given)
        except self.engine.dialect.loaded_dbapi.Error as error:
            raise DBAPIError.instance(
                self.sql, None, error, self.engine.dialect.loaded_dbapi.Error
            ) from error
        return [self._named(row) for row in rows]

    def _fetch(self, given: Mapping[str, Any] | Sequence[Any]) -> Sequence[tuple[Any, ...]]:
        connection = self.engine.raw_connection()
        try:
            cursor = connection.cursor()
            try:
                cursor.execute(self.sql, given)
                return cursor.fetchall()
            finally:
                cursor.close()
        finally:
            # Gives the connection back to the pool, which rolls back whatever was begun.
            connection.close()

    def _named(self, row: tuple[Any, ...]) -> dict[str, Any]:
        return {
            name: value if convert is None or value is None else convert(value)
            for name, value, convert in zip(self.names, row, self.converters, strict=True)
        }
