"""Opens the search engine that the settings ask for."""

from pathlib import Path

from search_index.contract import Backend


def open_engine(folder: Path) -> Backend:
    """Open the embedded engine.

    Args:
        folder: where its generations live; made when missing. An empty folder is fine: the engine
            then answers IndexUnavailable until the first rebuild.
    """
    from search_index.whoosh_backend.backend import WhooshBackend  # noqa: PLC0415 - loads slowly

    return WhooshBackend(folder)
