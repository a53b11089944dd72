"""What words mean: synonyms, tags and places, from the files in ``search_index/data``.

Applied when a query is read, never when a document is written, so that a change of these files
needs no rebuild (a change of ``craft_words.txt`` does).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from search_index.text import dictionary, thai
from search_index.text.analyze import words_of
from search_index.text.normalize import RUN, is_thai, plain
from search_index.text.spelling import phonetic, skeleton

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_PHRASE = 6
"""Words of the longest phrase looked up."""

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """One way to say something.

    Attributes:
        words: Its terms, all of which must be met.
        ambiguous: It has other common meanings, so it counts for less.
    """

    words: Words
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Meaning:
    """A group of forms that mean about the same, or a tag with its names.

    Attributes:
        id: Name of the group.
        kind: ``craft``, ``place``, ``object``, ... or ``category``, ``material``, ...
        forms: The ways to say it; for a tag its code term comes first.
        tag: True for tags: the code is worth finding, the other names are not synonyms.
    """

    id: str
    kind: str
    forms: tuple[Form, ...]
    tag: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The look-ups a query needs.

    Attributes:
        phrases: Meanings by the words of each of their forms.
        sounds: Word tuples by phonetic key of Latin spellings.
        skeletons: Thai words by skeleton key.
        latin: Latin words in full form, for typing mistakes.
        surfaces: Correct written form by word tuple, for "did you mean".
    """

    phrases: dict[Words, tuple[Meaning, ...]]
    sounds: dict[str, tuple[Words, ...]]
    skeletons: dict[str, tuple[str, ...]]
    latin: frozenset[str]
    surfaces: dict[Words, str]


def _rows(name: str) -> Iterator[list[str]]:
    for line in (dictionary.DATA / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def _words(text: str) -> Words:
    return tuple(words_of(text, thai.light_cut()))


def _synonyms() -> Iterator[tuple[Meaning, list[str]]]:
    for group, kind, cell in _rows("synonyms.tsv"):
        surfaces = _split(cell)
        forms = tuple(Form(_words(term.lstrip("?")), term.startswith("?")) for term in surfaces)
        yield Meaning(group, kind, forms), [term.lstrip("?") for term in surfaces]


def _tags() -> Iterator[tuple[Meaning, list[str]]]:
    for row in _rows("tags.tsv"):
        kind, code, names_th, names_en = [*row, "", ""][:4]
        surfaces = [*_split(names_th), *_split(names_en)]
        forms = (Form((f"#{kind}:{code}",)), *(Form(_words(name)) for name in surfaces))
        yield Meaning(f"{kind}:{code}", kind, forms, tag=True), surfaces


def _places() -> Iterator[tuple[Meaning, list[str]]]:
    for kind, code, cell in _rows("places.tsv"):
        surfaces = _split(cell)
        forms = (Form((f"#{kind}:{code}",)), *(Form(_words(name)) for name in surfaces))
        yield Meaning(f"{kind}:{code}", kind, forms), surfaces


class _Builder:
    """Collects the look-ups while the files are read."""

    def __init__(self) -> None:
        self.phrases: defaultdict[Words, dict[str, Meaning]] = defaultdict(dict)
        self.sounds: defaultdict[str, set[Words]] = defaultdict(set)
        self.skeletons: defaultdict[str, set[str]] = defaultdict(set)
        self.latin: set[str] = set()
        self.surfaces: dict[Words, str] = {}

    def add(self, meaning: Meaning, name: str) -> None:
        words = _words(name)
        if not words:
            return
        self.phrases[words][meaning.id] = meaning
        self.surfaces.setdefault(words, name)
        text = plain(name)
        if text.isascii():
            self.latin.update(text.split())
            self.sounds[phonetic(text)].add(words)
        for run in RUN.findall(text):
            if is_thai(run):
                self.skeletons[skeleton(run)].add(run)


@cache
def vocabulary() -> Vocabulary:
    """Load everything once per process."""
    builder = _Builder()
    for source in (_synonyms, _tags, _places):
        for meaning, names in source():
            for name in names:
                builder.add(meaning, name)
    for word in dictionary.own_words():
        builder.skeletons[skeleton(word)].add(word)
    return Vocabulary(
        {words: tuple(found.values()) for words, found in builder.phrases.items()},
        {key: tuple(sorted(found)) for key, found in builder.sounds.items()},
        {key: tuple(sorted(found)) for key, found in builder.skeletons.items()},
        frozenset(builder.latin),
        builder.surfaces,
    )
