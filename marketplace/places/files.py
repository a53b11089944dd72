"""Reads data files, and writes their rows in bulk."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, Protocol

import yaml
from sqlalchemy import insert
from sqlalchemy.orm import Session

DATA: Final = Path(__file__).parent / "data"
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Progress(Protocol):
    """Told how far a long piece of work is."""

    def __call__(self, done: int, total: int) -> None:
        """Show that ``done`` of ``total`` steps are finished."""
        ...


def silent(done: int, total: int) -> None:
    """Show nothing."""
    del done, total


def read(name: str, folder: Path = DATA) -> dict[str, Any]:
    """Return a data file, for example ``read("communities")``."""
    with (folder / f"{name}.yaml").open(encoding="utf-8") as handle:
        found: dict[str, Any] = yaml.load(handle, Loader=_LOADER)  # noqa: S506 - a safe loader
    return found


def add_rows(session: Session, model: Any, rows: Iterable[Mapping[str, Any]]) -> list[int]:
    """Insert rows in bulk and return their ids in the same order."""
    values = list(rows)
    if not values:
        return []
    statement = insert(model).returning(model.id, sort_by_parameter_order=True)
    return list(session.scalars(statement, values))


def add_plain(session: Session, model: Any, rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert rows whose ids nobody asks for."""
    values = list(rows)
    if values:
        session.execute(insert(model), values)


def pair(row: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return ``<name>_th`` and ``<name>_en`` of a row; missing ones are empty."""
    return {f"{name}_{lang}": row.get(f"{name}_{lang}") or "" for lang in ("th", "en")}
