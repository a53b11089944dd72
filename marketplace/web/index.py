"""The search engine of the application: opened on first use, the same for all rooms."""

from collections.abc import Callable
from typing import Final

from flask import Flask, current_app

from search_index.contract import Backend

_EXTENSION: Final = "talat_search"
_OPENER: Final = "talat_search_opener"


def init_index(app: Flask, opener: Callable[[], Backend]) -> None:
    """Tell how the engine is opened; nothing is opened yet."""
    app.extensions[_OPENER] = opener


def current_index() -> Backend:
    """Return the search engine of the current application."""
    found: Backend | None = current_app.extensions.get(_EXTENSION)
    if found is None:
        found = current_app.extensions[_EXTENSION] = current_app.extensions[_OPENER]()
    return found
