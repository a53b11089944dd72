"""The house's words in a small file beside an index: one writes, every process reads.

::

    WORDS.json    replaced by rename; readers look at it at most twice a second
    WORDS.lock    held while the truth is read and written down

The file is a copy. Its truth lies with whoever hands in ``read``; a missing or damaged file means
that only the vocabulary of the package is in force until it is written again.
"""

from __future__ import annotations

import fcntl
import json
import os
import threading
import time
from typing import TYPE_CHECKING

from search_index.text import house_words
from search_index.text.house_words import HouseWords

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

STAT_SECONDS = 0.5
FORMAT = 1


class WordsFile:
    """Reads and replaces the file.

    Args:
        folder: Where it lies; made when it is first written.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "WORDS.json"
        self._mutex = threading.Lock()
        self._words = house_words.NONE
        self._stamp: tuple[int, int] | None = None
        self._asked = float("-inf")

    def words(self) -> HouseWords:
        """What is published, at most half a second old."""
        now = time.monotonic()
        if now - self._asked < STAT_SECONDS:
            return self._words
        with self._mutex:
            self._asked = now
            stamp = self._look()
            if stamp != self._stamp:
                self._words = self._read()
                self._stamp = stamp
            return self._words

    def publish(self, read: Callable[[], HouseWords]) -> HouseWords:
        """Write down what is true now. Nothing is touched when the file says so already.

        Args:
            read: Gives the truth; called under the lock, so that of two writers the later one has
                also read later.
        """
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.with_suffix(".lock").open("a") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            words = read()
            if self._look() is None or self._read() != words:
                self._replace(words)
            self._asked = float("-inf")
        return words

    def _look(self) -> tuple[int, int] | None:
        try:
            seen = self._path.stat()
        except OSError:
            return None
        return seen.st_mtime_ns, seen.st_ino

    def _read(self) -> HouseWords:
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
            return HouseWords.of(found["words"]) if found["format"] == FORMAT else house_words.NONE
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return house_words.NONE

    def _replace(self, words: HouseWords) -> None:
        content = json.dumps({"format": FORMAT, "words": words.values()}, ensure_ascii=False)
        beside = self._path.with_suffix(".new")
        with beside.open("w", encoding="utf-8") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(self._path)
