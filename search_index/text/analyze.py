"""Documents and queries as terms: the vocabulary that every engine stores and asks for.

A term is a word (Thai word or English stem), ``~ab`` a pair of Thai letter clusters of the names,
``&ab cd`` a pair of words that follow each other, or ``#category:slug`` a tag. Weights of a document's terms say where they stood.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from search_index.text import dictionary, english, thai
from search_index.text.house_words import HouseWords, current, kept, using
from search_index.text.normalize import RUN, is_thai, normalize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from search_index.contract import Named, SearchDocument

CODE_VERSION = 5
"""Raise when the same text gives other terms; an index of another version is rebuilt."""

TITLE_WEIGHT = 6.0
TAG_WEIGHT = 2.5
SUMMARY_WEIGHT = 1.5
BODY_WEIGHT = 1.0
GRAM = "~"
PAIR = "&"
PART_SHARE = 0.5
"""Share of a word's weight that its parts carry."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as an engine stores it.

    Attributes:
        terms: Weight by term.
        length: Words of the document, for length normalisation.
        title_th: Plain normal form of the Thai title.
        title_en: The same of the English one.
        text: Plain normal form of everything searchable, titles first, for phrases.
    """

    terms: dict[str, float]
    length: int
    title_th: str
    title_en: str
    text: str

    @property
    def title(self) -> str:
        """Both titles, separated by " | "."""
        return f"{self.title_th} | {self.title_en}"


@kept
def analyzer_version() -> str:
    """Name of the pipeline and its word lists; indexes of another name are not read."""
    seed = f"{CODE_VERSION}:{dictionary.fingerprint()}:{TITLE_WEIGHT}:{TAG_WEIGHT}"
    seed += f":{SUMMARY_WEIGHT}:{BODY_WEIGHT}:{PART_SHARE}"
    return hashlib.sha256(seed.encode()).hexdigest()[:16]


@lru_cache(maxsize=8)
def version_with(whole: tuple[str, ...]) -> str:
    """The same for documents that were cut with these words of a house kept whole."""
    with using(HouseWords(whole=whole)):
        return analyzer_version()


def words_of(text: str, cut: thai.Cut, *, keep_stops: bool = False) -> Iterator[str]:
    """Yield Thai words and English stems of raw text in order."""
    return _words(RUN.findall(normalize(text)), cut, keep_stops=keep_stops)


def _words(runs: Iterable[str], cut: thai.Cut, *, keep_stops: bool = False) -> Iterator[str]:
    for run in runs:
        if is_thai(run):
            yield from thai.cut_words(run, cut)
        elif keep_stops or run not in english.STOP:
            yield english.stem(run)


class _Collector:
    """Adds up the weights of one document."""

    def __init__(self, cut: thai.Cut) -> None:
        self.cut = cut
        self.whole = current().whole
        self.terms: defaultdict[str, float] = defaultdict(float)
        self.length = 0

    def add(self, text: str, weight: float) -> str:
        """Add raw text; returns its plain normal form, made on the way."""
        runs = RUN.findall(normalize(text))
        self._add_words(tuple(_words(runs, self.cut)), weight)
        return " ".join(runs)

    def _add_words(self, words: tuple[str, ...], weight: float) -> None:
        terms = self.terms
        self.length += len(words)
        # Pairs tell whether words stand together, parts of one word as well.
        pairs = [f"{PAIR}{first} {second}" for first, second in pairwise(words)]
        for word, times in Counter(words).items():
            terms[word] += weight * times
            if is_thai(word):
                parts, together = _inside(word, self.whole)
                for part in parts:
                    terms[part] += weight * PART_SHARE * times
                pairs += together
        terms.update(dict.fromkeys(pairs, 1.0))

    def add_grams(self, text: str) -> None:
        for gram in _grams(text):
            self.terms[gram] += 1.0

    def add_tags(self, kind: str, names: Iterable[Named]) -> None:
        for name in names:
            self.terms[f"#{kind}:{name.code}"] = TAG_WEIGHT
            self._add_words(_tag_words(f"{name.th} {name.en}", self.cut), TAG_WEIGHT)


@lru_cache(maxsize=20_000)
def _inside(word: str, _whole: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Parts of a word and their pairs, by the words that are kept whole now."""
    parts = thai.parts(word)
    return parts, pairs_of(parts)


@lru_cache(maxsize=5_000)
def _tag_words(text: str, cut: thai.Cut) -> tuple[str, ...]:
    """Words of a name that many documents carry."""
    return tuple(words_of(text, cut))


@lru_cache(maxsize=5_000)
def _grams(text: str) -> tuple[str, ...]:
    runs = filter(is_thai, RUN.findall(normalize(text)))
    return tuple(GRAM + gram for run in runs for gram in thai.bigrams(run))


def pairs_of(words: Sequence[str]) -> tuple[str, ...]:
    """Terms that a document holds when these words follow each other in it."""
    return tuple(f"{PAIR}{first} {second}" for first, second in pairwise(words))


def _tag_groups(document: SearchDocument) -> Iterator[tuple[str, tuple[Named, ...]]]:
    yield "category", document.categories
    yield "community", document.communities
    yield "district", document.districts
    yield "material", document.materials
    yield "technique", document.techniques
    yield "theme", document.themes
    yield "certificate", document.certificates
    yield "organisation", (document.organisation,) if document.organisation else ()


def entry(document: SearchDocument, cut: thai.Cut) -> Entry:
    """Analyse a document with the given segmenter."""
    collector = _Collector(cut)
    title_th = collector.add(document.title_th, TITLE_WEIGHT)
    title_en = collector.add(document.title_en, TITLE_WEIGHT)
    names = [document.title_th]
    for kind, tags in _tag_groups(document):
        collector.add_tags(kind, tags)
        if kind in {"community", "organisation"}:
            names += [tag.th for tag in tags]
    summary = f"{document.summary_th} . {document.summary_en}"
    places = " . ".join(f"{place.th} {place.en}" for place in document.places)
    access = " . ".join(f"{level.th} {level.en}" for level in document.accessibility)
    body = f"{document.body_th} . {document.body_en} . {places} . {access}"
    plain_summary = collector.add(summary, SUMMARY_WEIGHT)
    plain_body = collector.add(body, BODY_WEIGHT)
    for name in names:
        collector.add_grams(name)
    return Entry(
        dict(collector.terms),
        max(collector.length, 1),
        title_th,
        title_en,
        f"{title_th} | {title_en} | {plain_summary} | {plain_body}",
    )
