"""The one writer: stages changes, commits them as a new state, rebuilds whole generations."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from search_index.columns import record
from search_index.contract import IndexUnavailable, Progress, SearchDocument
from search_index.text import analyze, thai
from search_index.text.house_words import HouseWords, current, using
from search_index.whoosh_backend import engine, flat
from search_index.whoosh_backend.container import DamagedFile
from search_index.whoosh_backend.segment import FlatSegment
from search_index.whoosh_backend.store import Commit, Store

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from search_index.whoosh_backend.pool import Postings

PROGRESS_EVERY = 50
_DAMAGE = (OSError, ValueError, KeyError, EOFError, IndexError, StopIteration, DamagedFile)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a live document stands: its number in the whole index, and its version."""

    number: int
    version: int


@dataclass(frozen=True, slots=True)
class _Following:
    """What the next state is to be: its place, and the files that an earlier one has hashed."""

    generation: str
    number: int
    toc: int
    known: Mapping[str, tuple[int, str]]
    whole: tuple[str, ...]


class IndexWriter:
    """Collects changes and writes them.

    Args:
        store: The folder.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._staged: dict[int, SearchDocument | None] = {}
        self._mutex = threading.RLock()

    def upsert(self, documents: Iterable[SearchDocument]) -> None:
        """Stage documents; of several versions of one id the highest stays."""
        with self._mutex:
            for document in documents:
                staged = self._staged.get(document.id)
                if staged is None or staged.version <= document.version:
                    self._staged[document.id] = document

    def delete(self, ids: Iterable[int]) -> None:
        """Stage removals."""
        with self._mutex:
            self._staged.update(dict.fromkeys(ids))

    def commit(self) -> str:
        """Write what is staged as a new state.

        Raises:
            IndexUnavailable: ``missing``, ``damaged``, ``outdated`` or ``locked``.
        """
        with self._mutex, self._store.lock():
            commit = self._store.current()
            if not self._staged:
                return commit.name
            self._roll_back(commit)
            try:
                changed = self._apply(commit)
            except _DAMAGE as error:
                raise IndexUnavailable("damaged", f"{type(error).__name__}: {error}") from error
            except engine.LockedError as error:
                raise IndexUnavailable("locked") from error
            self._staged.clear()
            if changed is None:
                return commit.name
            self._store.clean(changed)
            return changed.name

    def rebuild(self, documents: Iterable[SearchDocument], progress: Progress | None) -> str:
        """Write a new generation from the documents and switch to it.

        It is cut by the whole words of this context, which it names.
        """
        with self._mutex, self._store.lock():
            generation = self._store.new_generation()
            folder = self._store.root / generation
            engine.create(folder / "whoosh")
            writer = engine.Writer(folder / "whoosh")
            try:
                count = _add_all(writer, documents, progress)
            except BaseException:
                writer.cancel()
                raise
            toc, postings = writer.commit()
            following = _Following(generation, 1, toc, {}, current().whole)
            commit = self._publish(following, postings)
            self._store.clean(commit)
            if progress is not None:
                progress(count)
            return commit.name

    def _roll_back(self, commit: Commit) -> None:
        """Remove tables of contents that a killed writer left beyond the state in force."""
        folder = self._store.folder(commit) / "whoosh"
        for number in engine.toc_numbers(folder):
            if number > commit.toc:
                (folder / engine.toc_name(number)).unlink(missing_ok=True)

    def _apply(self, commit: Commit) -> Commit | None:
        places = places_of(self._store, commit, self._staged)
        gone: list[int] = []
        added: list[SearchDocument] = []
        for id_, document in self._staged.items():
            place = places.get(id_)
            if document is not None and place is not None and document.version < place.version:
                continue
            if place is not None:
                gone.append(place.number)
            if document is not None:
                added.append(document)
        if not gone and not added:
            return None
        toc, postings = self._write(commit, gone, added)
        following = _Following(
            commit.generation, commit.number + 1, toc, commit.files, commit.whole
        )
        return self._publish(following, postings)

    def _write(
        self, commit: Commit, gone: list[int], added: list[SearchDocument]
    ) -> tuple[int, Postings | None]:
        with using(HouseWords(whole=commit.whole)):
            cut = thai.light_cut()
            entries = [(analyze.entry(document, cut), document) for document in added]
        writer = engine.Writer(self._store.folder(commit) / "whoosh")
        try:
            for number in gone:
                writer.delete(number)
            for entry, document in entries:
                writer.add(entry.terms, record.dump(document, entry))
        except BaseException:
            writer.cancel()
            raise
        return writer.commit()

    def _publish(self, following: _Following, postings: Postings | None) -> Commit:
        folder = self._store.root / following.generation
        segments = tuple(engine.segments(folder / "whoosh", following.toc))
        for segment in segments:
            path = folder / "flat" / f"{segment.id}.flat"
            if f"flat/{path.name}" not in following.known:
                if postings is None:
                    raise KeyError(path.name)
                _flatten(folder / "whoosh", following.toc, segment.id, postings, path)
        names = {f"flat/{segment.id}.flat" for segment in segments}
        names.add(f"whoosh/{engine.toc_name(following.toc)}")
        for segment in segments:
            files = (folder / "whoosh").glob(f"{segment.id}.*")
            names.update(f"whoosh/{path.name}" for path in files)
        live = sum(segment.count - len(segment.deleted) for segment in segments)
        commit = Commit(
            f"{following.generation}/commit-{following.number}.json",
            following.toc,
            live,
            segments,
            dict.fromkeys(names, (0, "")),
            following.whole,
        )
        return self._store.publish(commit, dict(following.known))


def _add_all(
    writer: engine.Writer, documents: Iterable[SearchDocument], progress: Progress | None
) -> int:
    cut = thai.fast_cut()
    count = 0
    seen: set[int] = set()
    for document in documents:
        if document.id in seen:
            continue
        seen.add(document.id)
        entry = analyze.entry(document, cut)
        writer.add(entry.terms, record.dump(document, entry))
        count += 1
        if progress is not None and count % PROGRESS_EVERY == 0:
            progress(count)
    return count


def _flatten(folder: Path, toc: int, segment_id: str, postings: Postings, path: Path) -> None:
    segment = engine.Segment(folder, toc, segment_id)
    temporary = path.with_suffix(".new")
    try:
        flat.build(segment, postings, temporary)
    finally:
        segment.close()
    temporary.replace(path)


def places_of(store: Store, commit: Commit, ids: Collection[int]) -> dict[int, _Place]:
    """Number and version of those of these listings that are live, by id."""
    wanted = np.fromiter(ids, np.int64, len(ids))
    places: dict[int, _Place] = {}
    base = 0
    for info in commit.segments:
        segment = FlatSegment(store.folder(commit) / "flat" / f"{info.id}.flat", info.id)
        here, versions = segment.number("id"), segment.number("version")
        found = np.flatnonzero(np.isin(here, wanted))
        for at in found[~np.isin(found, info.deleted)].tolist():
            places[int(here[at])] = _Place(base + at, int(versions[at]))
        base += info.count
    return places
