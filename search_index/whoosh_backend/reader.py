"""The states of an index as readers see them, and the answering of queries.

A state never changes once opened, so any number of threads may use it; a new commit opens a new
state that shares the segments it kept. Whether there is a new one is asked of the file system at
most twice a second.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from search_index.columns.match import Corpus, View
from search_index.contract import IndexUnavailable
from search_index.whoosh_backend.container import DamagedFile
from search_index.whoosh_backend.segment import FlatSegment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from search_index.whoosh_backend.store import Commit, Store

STAT_SECONDS = 0.5
RETRIES = 3


@dataclass(frozen=True, slots=True)
class State:
    """One commit, opened.

    Attributes:
        name: Of the commit.
        corpus: Its segments with what scoring needs.
        verified: Hashes of the files already checked, by path.
        whole: The house's words that its documents keep whole.
    """

    name: str
    corpus: Corpus[FlatSegment]
    verified: frozenset[tuple[str, str]]
    whole: tuple[str, ...] = ()

    def frequency(self, term: str) -> int:
        """Documents that hold a term (deleted ones included)."""
        return sum(view.segment.frequency(term) for view in self.corpus.views)


class Reader:
    """Keeps the newest state open.

    Args:
        store: The folder.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._mutex = threading.Lock()
        self._state: State | None = None
        self._stamp: tuple[int, int] | None = None
        self._asked = float("-inf")

    def forget(self) -> None:
        """Ask the file system at the next use: our own process has just committed."""
        self._asked = float("-inf")

    def state(self) -> State:
        """The newest state.

        Raises:
            IndexUnavailable: None can be opened.
        """
        state = self._state
        now = time.monotonic()
        if state is not None and now - self._asked < STAT_SECONDS:
            return state
        with self._mutex:
            self._asked = now
            stamp = self._store.stamp()
            if self._state is None or stamp != self._stamp:
                self._state = self._open()
                self._stamp = stamp
            return self._state

    def _open(self) -> State:
        """Open the state in force; a rebuild may move it away while we look, so try thrice."""
        for attempt in range(RETRIES):
            try:
                return open_state(self._store, self._state)
            except IndexUnavailable:
                if attempt == RETRIES - 1:
                    self._state = None
                    raise
                time.sleep(0.02)
        raise AssertionError("unreachable")


def open_state(store: Store, previous: State | None) -> State:
    """Open the state in force, checking the hash of every flat file not checked before.

    Raises:
        IndexUnavailable: ``missing``, ``damaged`` or ``outdated``.
    """
    commit = store.current()
    folder = store.folder(commit) / "flat"
    known = previous.verified if previous is not None else frozenset()
    kept = {view.segment.id: view.segment for view in previous.corpus.views} if previous else {}
    needed = {
        (f"{commit.generation}/flat/{info.id}.flat", commit.files[f"flat/{info.id}.flat"][1])
        for info in commit.segments
        if f"flat/{info.id}.flat" in commit.files
    }
    store.check(commit, _paths(commit, needed - known))
    same_generation = previous is not None and previous.name.startswith(commit.generation + "/")
    views: list[View[FlatSegment]] = []
    try:
        for info in commit.segments:
            segment = kept.get(info.id) if same_generation else None
            segment = segment or FlatSegment(folder / f"{info.id}.flat", info.id)
            live = np.ones(info.count, bool)
            live[list(info.deleted)] = False
            views.append(View(segment, live))
    except (OSError, ValueError, KeyError, IndexError, DamagedFile) as error:
        raise IndexUnavailable("damaged", f"{commit.name}: {error}") from error
    words = sum(int(view.segment.number("length").sum()) for view in views)
    count = sum(view.segment.count for view in views)
    corpus = Corpus(tuple(views), commit.documents, words / max(count, 1))
    return State(commit.name, corpus, frozenset(needed), commit.whole)


def _paths(commit: Commit, needed: set[tuple[str, str]]) -> Iterator[str]:
    for path, _ in needed:
        yield path.removeprefix(commit.generation + "/")
