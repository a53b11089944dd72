"""How things are found: text pipeline, query understanding, ranking and the search engines.

Knows neither Flask nor the marketplace nor its tables: documents are handed in, and everything a
caller needs is in :mod:`search_index.contract`, :func:`open_backend` and :func:`open_postgres`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from search_index.contract import Backend


def open_backend(folder: Path) -> Backend:
    """Open the embedded engine on a folder of the local disk.

    Nothing is read or loaded yet, so this never fails and costs nothing.
    """
    from search_index.whoosh_backend.backend import WhooshBackend  # noqa: PLC0415 (numpy, 15 MB)

    return WhooshBackend(folder)


def open_postgres(url: str, *, look: bool = True) -> Backend:
    """Open the engine for several machines on a PostgreSQL database.

    A server that cannot be reached now is asked again at the first use.

    Args:
        url: ``postgresql://user:password@host/name``, with or without SQLAlchemy's driver name.
        look: False looks at the server at the first use only.

    Raises:
        SearchError: The database can never be used, because its LC_CTYPE is ``C``.
    """
    from search_index.postgres_backend.backend import PostgresBackend  # noqa: PLC0415 (as above)

    return PostgresBackend(url, look=look)


def warm_up() -> None:
    """Read the words now, about a second of work, so that no question or listing waits for them."""
    from search_index.text.vocabulary import vocabulary  # noqa: PLC0415 (62 000 words)

    vocabulary()
