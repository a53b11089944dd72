"""What words mean: synonyms, tags and places, from the files in ``search_index/data``.

Applied when a query is read, never when a document is written, so that a change of these files
needs no rebuild (a change of ``craft_words.txt`` does). What a house adds (``house_words``) lies on
top of the files.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from search_index.text import dictionary, english, house_words, thai
from search_index.text.analyze import words_of
from search_index.text.house_words import HouseWords, Synonym, kept
from search_index.text.normalize import RUN, is_thai, normalize, plain
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
        house: Word tuples that the house added; they are never mended.
        spellings: The house's: letters of a wrong form without blanks -> words and right form.
    """

    phrases: dict[Words, tuple[Meaning, ...]]
    sounds: dict[str, tuple[Words, ...]]
    skeletons: dict[str, tuple[str, ...]]
    latin: frozenset[str]
    surfaces: dict[Words, str]
    house: frozenset[Words] = frozenset()
    spellings: dict[str, tuple[Words, str]] = field(default_factory=dict)

    def meanings(self) -> dict[str, Meaning]:
        """Every meaning by its id."""
        return {meaning.id: meaning for found in self.phrases.values() for meaning in found}


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


def letters(text: str) -> str:
    """The letters that matter of a text, without blanks: how a spelling is recognised."""
    return "".join(run for run in RUN.findall(normalize(text)) if run not in english.STOP)


class _Builder:
    """Collects the look-ups while the files are read."""

    def __init__(self) -> None:
        self.house: set[Words] = set()
        self.spellings: dict[str, tuple[Words, str]] = {}
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

    def begin_with(self, known: Vocabulary) -> None:
        for words, found in known.phrases.items():
            self.phrases[words] = {meaning.id: meaning for meaning in found}
        for key, readings in known.sounds.items():
            self.sounds[key].update(readings)
        for key, forms in known.skeletons.items():
            self.skeletons[key].update(forms)
        self.latin.update(known.latin)
        self.surfaces.update(known.surfaces)

    def join(self, synonym: Synonym, meanings: dict[str, Meaning]) -> None:
        """Let terms join a meaning, or be one of their own.

        They find what the words beside them find, tags included, which are no synonyms themselves.
        """
        old = meanings.get(synonym.meaning) or Meaning(f"house:{synonym.id}", "house", ())
        said = {words: term for term in synonym.terms if (words := _words(term))}
        known = {form.words for form in old.forms}
        forms = tuple(Form(words) for words in said if words not in known)
        meaning = replace(old, forms=(*old.forms, *forms))
        meanings[meaning.id] = meaning
        for form in old.forms:
            if meaning.id in self.phrases.get(form.words, {}):
                self.phrases[form.words][meaning.id] = meaning
        beside = [form.words for form in old.forms[:2]] or list(said)
        inherited = {
            one.id: one for words in beside for one in self.phrases.get(words, {}).values()
        }
        for words, term in said.items():
            self.add(meaning, term)
            self.house.add(words)
            self.phrases[words] = inherited | self.phrases[words]

    def vocabulary(self) -> Vocabulary:
        return Vocabulary(
            {words: tuple(found.values()) for words, found in self.phrases.items()},
            {key: tuple(sorted(found)) for key, found in self.sounds.items()},
            {key: tuple(sorted(found)) for key, found in self.skeletons.items()},
            frozenset(self.latin),
            self.surfaces,
            frozenset(self.house),
            self.spellings,
        )


@kept
def vocabulary() -> Vocabulary:
    """The vocabulary of this context: the files, and on top what the house added."""
    words = house_words.current()
    files = _of_files(words.whole)
    return _with_house(files, words) if words.synonyms or words.spellings else files


def _with_house(files: Vocabulary, words: HouseWords) -> Vocabulary:
    builder = _Builder()
    builder.begin_with(files)
    meanings = files.meanings()
    for synonym in words.synonyms:
        builder.join(synonym, meanings)
    for spelling in words.spellings:
        right = _words(spelling.right)
        if right:
            builder.spellings[letters(spelling.wrong)] = right, spelling.right
    return builder.vocabulary()


@lru_cache(maxsize=house_words.CONTEXTS_KEPT)
def _of_files(whole: tuple[str, ...]) -> Vocabulary:
    """Read the files; the context must cut by the same whole words."""
    builder = _Builder()
    for source in (_synonyms, _tags, _places):
        for meaning, names in source():
            for name in names:
                builder.add(meaning, name)
    for word in (*dictionary.own_words(), *whole):
        builder.skeletons[skeleton(word)].add(word)
    return builder.vocabulary()
