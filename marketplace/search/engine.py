"""Opens the search engine of the settings."""

from config import Settings
from search_index import open_backend, open_postgres
from search_index.contract import Backend, SearchError


def open_engine(settings: Settings, *, strict: bool = True) -> Backend:
    """Open the engine.

    An empty index is fine: the engine then answers IndexUnavailable until the first rebuild.

    Args:
        settings: which engine, and where it keeps its index.
        strict: False opens even a server that can never hold an index, which then answers
            IndexUnavailable; for the web, which goes on without an index.

    Raises:
        SearchError: the server of the index can never hold one.
    """
    if settings.search.url is None:
        return open_backend(settings.index_folder)
    return open_postgres(settings.search.url, look=strict)


def engine_fault(settings: Settings) -> str | None:
    """Say why the server of the index can never hold one; None also while it is away."""
    try:
        open_engine(settings)
    except SearchError as error:
        return f"TALAT_SEARCH_URL leads to a database that cannot be searched: {error}"
    return None
