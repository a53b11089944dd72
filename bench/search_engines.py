"""The search engines that the benches can measure, each in a place of its own."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from search_index import open_backend
from search_index.contract import Backend
from search_index.postgres_backend.backend import PostgresBackend
from tests.support.postgres_server import PostgresCluster, run_statements

ENGINES = ("whoosh", "postgres", "postgres-rum")


@contextmanager
def opened(engine: str, url: str = "") -> Iterator[Backend]:
    """An engine in a folder or schema of its own, gone afterwards.

    Args:
        engine: One of ``ENGINES``.
        url: PostgreSQL database; without one a server is started.
    """
    with ExitStack() as stack:
        if engine == "whoosh":
            yield open_backend(Path(stack.enter_context(tempfile.TemporaryDirectory())))
            return
        if not url:
            cluster = PostgresCluster()
            cluster.start()
            stack.callback(cluster.stop)
            url = cluster.url("postgres")
        rum = engine == "postgres-rum"
        if rum:
            run_statements(url, ["CREATE EXTENSION IF NOT EXISTS rum"])
        backend = PostgresBackend(url, f"bench_{os.getpid()}", use_rum=rum)
        stack.callback(backend.drop)
        yield backend
