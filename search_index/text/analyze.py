"""Documents and queries as terms: the vocabulary that every engine stores and asks for.

A term is a word (Thai word or English stem), ``~ab`` a pair of Thai letter clusters of the names,
or ``#category:slug`` a tag. Weights of a document's terms say where they stood.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from search_index.text import dictionary, english, thai
from search_index.text.normalize import RUN, is_thai, normalize, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from search_index.contract import Named, SearchDocument

CODE_VERSION = 3
"""Raise when the same text gives other terms; an index of another version is rebuilt."""

TITLE_WEIGHT = 6.0
TAG_WEIGHT = 2.5
SUMMARY_WEIGHT = 1.5
BODY_WEIGHT = 1.0
PART_SHARE = 0.5
"""Share of a word's weight that its parts carry."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as an engine stores it.

    Attributes:
        terms: Weight by term.
        length: Words of the document, for length normalisation.
        title: Plain normal form of both titles, separated by " | ".
        text: Plain normal form of everything searchable, titles first, for phrases.
    """

    terms: dict[str, float]
    length: int
    title: str
    text: str


@cache
def analyzer_version() -> str:
    """Name of the pipeline and its word lists; indexes of another name are not read."""
    seed = f"{CODE_VERSION}:{dictionary.fingerprint()}:{TITLE_WEIGHT}:{TAG_WEIGHT}"
    seed += f":{SUMMARY_WEIGHT}:{BODY_WEIGHT}:{PART_SHARE}"
    return hashlib.sha256(seed.encode()).hexdigest()[:16]


def words_of(text: str, cut: thai.Cut, *, keep_stops: bool = False) -> Iterator[str]:
    """Yield Thai words and English stems of raw text in order."""
    for run in RUN.findall(normalize(text)):
        if is_thai(run):
            yield from thai.cut_words(run, cut)
        elif keep_stops or run not in english.STOP:
            yield english.stem(run)


class _Collector:
    """Adds up the weights of one document."""

    def __init__(self, cut: thai.Cut) -> None:
        self.cut = cut
        self.terms: defaultdict[str, float] = defaultdict(float)
        self.length = 0

    def add(self, text: str, weight: float) -> None:
        for word in words_of(text, self.cut):
            self.length += 1
            self.terms[word] += weight
            if is_thai(word):
                for part in thai.parts(word):
                    self.terms[part] += weight * PART_SHARE

    def add_grams(self, text: str) -> None:
        for run in RUN.findall(normalize(text)):
            if is_thai(run):
                for gram in thai.bigrams(run):
                    self.terms["~" + gram] += 1.0

    def add_tags(self, kind: str, names: Iterable[Named]) -> None:
        for name in names:
            self.terms[f"#{kind}:{name.code}"] = TAG_WEIGHT
            self.add(f"{name.th} {name.en}", TAG_WEIGHT)


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
    collector.add(f"{document.title_th} . {document.title_en}", TITLE_WEIGHT)
    names = [document.title_th]
    for kind, tags in _tag_groups(document):
        collector.add_tags(kind, tags)
        if kind in {"community", "organisation"}:
            names += [tag.th for tag in tags]
    summary = f"{document.summary_th} . {document.summary_en}"
    places = " . ".join(f"{place.th} {place.en}" for place in document.places)
    access = " . ".join(f"{level.th} {level.en}" for level in document.accessibility)
    body = f"{document.body_th} . {document.body_en} . {places} . {access}"
    collector.add(summary, SUMMARY_WEIGHT)
    collector.add(body, BODY_WEIGHT)
    for name in names:
        collector.add_grams(name)
    title = f"{plain(document.title_th)} | {plain(document.title_en)}"
    return Entry(
        dict(collector.terms),
        max(collector.length, 1),
        title,
        f"{title} | {plain(summary)} | {plain(body)}",
    )
