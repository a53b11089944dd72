"""Opens the search engine."""

from pathlib import Path

from search_index import open_backend
from search_index.contract import Backend


def open_engine(folder: Path) -> Backend:
    """Open the embedded engine.

    Args:
        folder: where its generations live. An empty folder is fine: the engine then answers
            IndexUnavailable until the first rebuild.
    """
    return open_backend(folder)
