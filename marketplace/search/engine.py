"""Opens the search engine."""

from pathlib import Path
from typing import Final

from flask import current_app

from marketplace.web.settings import current_settings
from search_index import open_backend
from search_index.contract import Backend

_EXTENSION: Final = "talat_search"


def open_engine(folder: Path) -> Backend:
    """Open the embedded engine.

    Args:
        folder: where its generations live. An empty folder is fine: the engine then answers
            IndexUnavailable until the first rebuild.
    """
    return open_backend(folder)


def current_index() -> Backend:
    """Return the search engine of the current application, opened on first use."""
    found: Backend | None = current_app.extensions.get(_EXTENSION)
    if found is None:
        found = current_app.extensions[_EXTENSION] = open_engine(current_settings().index_folder)
    return found
