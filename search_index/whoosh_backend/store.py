"""The folder of an index: generations, commits, the lock, and what is in force.

::

    LOCK                      held by the one writer
    CURRENT                   "gen-3/commit-17.json": replaced by rename, the only point of change
    gen-3/commit-17.json      segments, deletions and the SHA-256 of every file of that state
    gen-3/whoosh/             Whoosh's own files
    gen-3/flat/<segment>.flat arrays of one segment, never changed once written

A state is complete and synced before ``CURRENT`` names it, and files of older states stay ten
minutes, so a reader or a killed writer sees the old state or the new one, never a mix.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import IO, TYPE_CHECKING

from search_index.contract import IndexUnavailable
from search_index.text.analyze import version_with
from search_index.whoosh_backend.engine import SegmentInfo

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT = 4
"""Raise when the files of a state are written otherwise; an index of another format is rebuilt."""
GRACE_SECONDS = 600
LOCK_SECONDS = 5.0
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Commit:
    """One state of an index.

    Attributes:
        name: ``gen-<n>/commit-<k>.json``.
        toc: Number of Whoosh's table of contents.
        documents: Live documents.
        files: Size and SHA-256 by path inside the generation.
        whole: The house's words that were kept whole when its documents were cut.
    """

    name: str
    toc: int
    documents: int
    segments: tuple[SegmentInfo, ...]
    files: dict[str, tuple[int, str]]
    whole: tuple[str, ...] = ()

    @property
    def generation(self) -> str:
        """Name of the generation's folder."""
        return self.name.partition("/")[0]

    @property
    def number(self) -> int:
        """Number of the commit inside its generation."""
        return int(self.name.rpartition("-")[2].removesuffix(".json"))


class Store:
    """Reads and writes the folder; holds no state of its own."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def folder(self, commit: Commit) -> Path:
        """Folder of a commit's generation."""
        return self.root / commit.generation

    def stamp(self) -> tuple[int, int] | None:
        """Changes whenever ``CURRENT`` does; None when there is no index. One ``stat``."""
        try:
            seen = (self.root / "CURRENT").stat()
        except OSError:
            return None
        return seen.st_mtime_ns, seen.st_ino

    def current(self) -> Commit:
        """The state in force.

        Raises:
            IndexUnavailable: ``missing``, ``damaged`` (unreadable manifest) or ``outdated``
                (written by another version of the text pipeline).
        """
        try:
            name = (self.root / "CURRENT").read_text(encoding="ascii").strip()
        except FileNotFoundError as error:
            raise IndexUnavailable("missing", str(self.root)) from error
        except (OSError, ValueError) as error:
            raise IndexUnavailable("damaged", f"CURRENT: {error}") from error
        try:
            found = json.loads((self.root / name).read_text(encoding="utf-8"))
            whole = tuple(found.get("whole", ()))
            if found["format"] != FORMAT or found["analyzer"] != version_with(whole):
                raise IndexUnavailable("outdated", name)
            segments = tuple(
                SegmentInfo(s["id"], s["count"], tuple(s["deleted"])) for s in found["segments"]
            )
            files = {path: (size, digest) for path, (size, digest) in found["files"].items()}
            return Commit(name, found["toc"], found["documents"], segments, files, whole)
        except FileNotFoundError as error:
            raise IndexUnavailable("missing", name) from error
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise IndexUnavailable("damaged", f"{name}: {error}") from error

    def publish(self, commit: Commit, known: dict[str, tuple[int, str]]) -> Commit:
        """Hash, sync and write a state, then put it in force.

        Args:
            commit: The state; its files need only their paths.
            known: Files already hashed and synced by an earlier commit of the generation.
        """
        folder = self.folder(commit)
        files: dict[str, tuple[int, str]] = {}
        for path in sorted(commit.files):
            files[path] = known.get(path) or _hash_and_sync(folder / path)
        for place in {(folder / path).parent for path in files} | {folder}:
            sync_folder(place)
        manifest = {
            "format": FORMAT,
            "analyzer": version_with(commit.whole),
            "whole": commit.whole,
            "toc": commit.toc,
            "documents": commit.documents,
            "segments": [asdict(segment) for segment in commit.segments],
            "files": files,
        }
        write_synced(self.root / commit.name, json.dumps(manifest))
        write_synced(self.root / "CURRENT", commit.name + "\n")
        return replace(commit, files=files)

    def check(self, commit: Commit, paths: Iterator[str] | None = None) -> None:
        """Compare files with their hashes; all of them, or those given.

        Raises:
            IndexUnavailable: ``damaged`` with the first file that differs.
        """
        folder = self.folder(commit)
        for path in commit.files if paths is None else paths:
            size, digest = commit.files[path]
            try:
                if (folder / path).stat().st_size != size or _hash(folder / path) != digest:
                    raise IndexUnavailable("damaged", f"{commit.generation}/{path}")
            except OSError as error:
                raise IndexUnavailable("damaged", f"{commit.generation}/{path}") from error

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Be the one writer; the operating system frees the lock of a killed process.

        Raises:
            IndexUnavailable: ``locked`` when another writer stays longer than five seconds.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / "LOCK").open("a") as handle:
            _take(handle, time.monotonic() + LOCK_SECONDS)
            try:
                yield
            finally:
                fcntl.flock(handle, fcntl.LOCK_UN)

    def new_generation(self) -> str:
        """Make the folder of the next generation and return its name."""
        taken = [int(path.name[4:]) for path in self.root.glob("gen-*") if path.name[4:].isdigit()]
        name = f"gen-{max(taken, default=0) + 1}"
        (self.root / name / "whoosh").mkdir(parents=True)
        (self.root / name / "flat").mkdir()
        return name

    def clean(self, commit: Commit) -> None:
        """Remove generations and files that no state of the last ten minutes uses."""
        horizon = time.time() - GRACE_SECONDS
        for path in self.root.glob("gen-*"):
            if path.name != commit.generation and path.stat().st_mtime < horizon:
                shutil.rmtree(path, ignore_errors=True)
        folder = self.folder(commit)
        used = set(commit.files)
        for manifest in folder.glob("commit-*.json"):
            if manifest.stat().st_mtime < horizon and manifest.name != Path(commit.name).name:
                manifest.unlink(missing_ok=True)
                continue
            used.update(json.loads(manifest.read_text(encoding="utf-8"))["files"])
        for path in (*folder.glob("whoosh/*"), *folder.glob("flat/*")):
            if str(path.relative_to(folder)) not in used and path.stat().st_mtime < horizon:
                path.unlink(missing_ok=True)


def _take(handle: IO[str], deadline: float) -> None:
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if time.monotonic() >= deadline:
                raise IndexUnavailable("locked") from error
            time.sleep(0.05)
        else:
            return


def _hash(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _hash_and_sync(path: Path) -> tuple[int, str]:
    digest = _hash(path)
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    return path.stat().st_size, digest


def sync_folder(path: Path) -> None:
    """Make the names in a folder durable."""
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_synced(path: Path, text: str) -> None:
    """Replace a small file so that after a power loss it is the old one or the new one."""
    temporary = path.with_suffix(path.suffix + ".new")
    with temporary.open("w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(path)
    sync_folder(path.parent)
