"""How things are found: text pipeline, query understanding, ranking and the search engines.

Knows neither Flask nor the marketplace nor its tables: documents are handed in, and everything a
caller needs is in :mod:`search_index.contract` and :func:`search_index.open_backend`.
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


def warm_up() -> None:
    """Read the words now, about a second of work, so that no question or listing waits for them."""
    from search_index.text.vocabulary import vocabulary  # noqa: PLC0415 (62 000 words)

    vocabulary()
