"""Makes databases cheaper to open anew, of which the suite opens one for almost every test.

SQLAlchemy keeps the compiled text of a statement with the engine and its dialect. Every test has an
engine of its own, so every statement would be compiled once for each test: more work than running
it. All engines on the same kind of database compile alike (the product sets no option that changes
the text), so they share what is compiled.
"""

from typing import Any

from sqlalchemy import Engine
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache

_SIZE = 2000
_kept: dict[type[Any], LRUCache[Any, Any]] = {}


def install() -> None:
    """Share what SQLAlchemy compiles; more than once does no harm."""
    setattr(Engine, "_compiled_cache", property(_cache, _ignore))  # noqa: B010 - mypy refuses the plain assignment
    # The dialect is part of the key under which a compiled statement is kept.
    setattr(DefaultDialect, "__eq__", _alike)  # noqa: B010 - as above
    setattr(DefaultDialect, "__hash__", _hash)  # noqa: B010 - as above


def _cache(engine: Engine) -> LRUCache[Any, Any]:
    return _kept.setdefault(type(engine.dialect), LRUCache(_SIZE))


def _ignore(engine: Engine, own: object) -> None:
    """An engine makes a cache when it is born; nobody asks for it."""


def _alike(one: DefaultDialect, other: object) -> bool:
    return type(one) is type(other)


def _hash(dialect: DefaultDialect) -> int:
    return hash(type(dialect))
