"""Words that a house adds to the vocabulary of the files: synonyms, spellings, words kept whole.

They are handed in from outside and belong to a context (:func:`using`), never to the process: one
process may answer by what is published and, for an officer, by what is only tried. Everything
derived from words is kept for the last few contexts (:func:`kept`).

Synonyms and spellings work when a query is read. Words kept whole change how documents are cut, so
each index carries those it was built with, and new ones come into force with its next rebuild.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

Made = TypeVar("Made")

CONTEXTS_KEPT = 4
"""Without words, those in force, those just replaced, and those tried."""


@dataclass(frozen=True, slots=True)
class Synonym:
    """Terms that mean the same.

    Attributes:
        id: Name of the group among the house's own.
        terms: As people write them.
        meaning: Name of a meaning of the vocabulary that the terms join; empty for a new group.
    """

    id: str
    terms: tuple[str, ...]
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Spelling:
    """``wrong`` is read as ``right``, besides as itself."""

    wrong: str
    right: str


@dataclass(frozen=True, slots=True, eq=False)
class HouseWords:
    """All words of a house at one moment. Equal when their content is.

    Attributes:
        synonyms: Groups of terms.
        spellings: Wrong and right forms.
        whole: Thai words that are not cut, in normal form.
        version: Hash of the content.
    """

    synonyms: tuple[Synonym, ...] = ()
    spellings: tuple[Spelling, ...] = ()
    whole: tuple[str, ...] = ()
    version: str = field(init=False)

    def __post_init__(self) -> None:
        content = json.dumps(self.values(), ensure_ascii=False, sort_keys=True)
        object.__setattr__(self, "version", hashlib.sha256(content.encode()).hexdigest()[:16])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, HouseWords) and other.version == self.version

    def __hash__(self) -> int:
        return hash(self.version)

    def values(self) -> dict[str, Any]:
        """As JSON values."""
        return {
            "synonyms": [asdict(one) for one in self.synonyms],
            "spellings": [asdict(one) for one in self.spellings],
            "whole": list(self.whole),
        }

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> HouseWords:
        """Read back what :meth:`values` gave.

        Raises:
            KeyError, TypeError, ValueError: It is something else.
        """
        return cls(
            tuple(
                Synonym(one["id"], tuple(one["terms"]), one["meaning"])
                for one in values["synonyms"]
            ),
            tuple(Spelling(one["wrong"], one["right"]) for one in values["spellings"]),
            tuple(values["whole"]),
        )

    def cut_by(self, whole: tuple[str, ...]) -> HouseWords:
        """The same, with the words kept whole that an index was built with."""
        return self if whole == self.whole else _cut_by(self, whole)


@lru_cache(maxsize=CONTEXTS_KEPT)
def _cut_by(words: HouseWords, whole: tuple[str, ...]) -> HouseWords:
    return replace(words, whole=whole)


NONE = HouseWords()
_chosen: ContextVar[HouseWords | None] = ContextVar("house_words", default=None)


def current() -> HouseWords:
    """The words of this context; none outside of :func:`using`."""
    return _chosen.get() or NONE


def tried() -> HouseWords | None:
    """What a caller chose for this context; None when the published ones are wanted."""
    return _chosen.get()


@contextmanager
def using(words: HouseWords) -> Iterator[None]:
    """Read and cut with these words meanwhile."""
    token = _chosen.set(words)
    try:
        yield
    finally:
        _chosen.reset(token)


def kept(make: Callable[[], Made]) -> Callable[[], Made]:
    """Keep what a function makes out of words, for each of the last few contexts."""

    @lru_cache(maxsize=CONTEXTS_KEPT)
    def made(_words: HouseWords) -> Made:
        return make()

    @wraps(make)
    def ask() -> Made:
        return made(current())

    return ask
