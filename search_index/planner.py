"""From the words of a query to the plan that an engine executes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from search_index.correct import Correction, Token, corrections, is_cut_short
from search_index.intent import intent_of, is_everyday, is_idle_phrase, is_noise, names_a_kind
from search_index.last_resort import last_resort
from search_index.offer import Mended, mended_surface, offer, reach, stands_clear
from search_index.plan import Alternative, Concept, DocumentFrequency, Plan, best_alternatives
from search_index.text import dictionary, english, thai
from search_index.text.analyze import GRAM
from search_index.text.normalize import RUN, is_thai, normalize, plain
from search_index.text.vocabulary import LONGEST_PHRASE, Meaning, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from search_index.parse import Parsed

EXACT = 1.0
CORRECTED = 0.85
SYNONYM = 0.75
PARTS = 0.8
AMBIGUOUS = 0.35
TAG = 0.55
GRAMS = 0.7
SOME_PARTS = 0.3
HEAD = 0.6
"""The known word that an unknown Thai compound begins with: its head stands first."""
EVERYDAY_SHARE = 0.1
"""Weight left to a word of any sentence beside words that name something."""
PLAIN_SHARE = 0.6
"""Weight left to a word without a meaning in our vocabulary beside words that have one."""
SHORT_LATIN = 2
_SIGNS = 20


def tokens_of(text: str) -> list[Token]:
    """Cut query text into tokens; English stop words are left out."""
    cut = thai.light_cut()
    found: list[Token] = []
    for number, run in enumerate(RUN.findall(normalize(text))):
        if is_thai(run):
            found += [Token(word, word, number) for word in thai.cut_words(run, cut)]
        elif run not in english.STOP:
            found.append(Token(english.stem(run), run, number))
    return found


def _meaning_alternatives(meaning: Meaning, own: tuple[str, ...]) -> Iterator[Alternative]:
    ambiguous = any(form.words == own and form.ambiguous for form in meaning.forms)
    for form in meaning.forms:
        if form.words == own:
            continue
        if form.words[0].startswith("#"):
            yield Alternative(form.words, TAG)
        elif not meaning.tag:
            weak = ambiguous or form.ambiguous
            phrase = plain(vocabulary().surfaces.get(form.words, ""))
            yield Alternative(form.words, AMBIGUOUS if weak else SYNONYM, phrase)


def _word_alternatives(words: tuple[str, ...], surface: str = "") -> Iterator[Alternative]:
    yield Alternative(words, EXACT, surface)
    if len(words) == 1 and is_thai(words[0]):
        parts = thai.parts(words[0])
        if parts:
            yield Alternative(parts, PARTS, words[0])
            for part in parts:
                if len(part) > SHORT_LATIN:
                    yield Alternative((part,), SOME_PARTS)


def _phrase_parts(words: tuple[str, ...]) -> Iterator[Alternative]:
    """A multi-word name met in part is worth a little."""
    if len(words) > 1:
        for word in words:
            if len(word) > SHORT_LATIN:
                yield Alternative((word,), SOME_PARTS)


def _concept(words: tuple[str, ...], surface: str, frequency: DocumentFrequency) -> Concept:
    found = [*_word_alternatives(words, surface), *_phrase_parts(words)]
    for meaning in vocabulary().phrases.get(words, ()):
        found += _meaning_alternatives(meaning, words)
    if len(words) == 1 and is_thai(words[0]) and frequency(words[0]) == 0:
        found += _head(words[0], frequency)
        found += _grams(words[0])
    return Concept(surface, best_alternatives(found), weight=max(1.0, 0.6 * len(words)))


def _grams(word: str) -> list[Alternative]:
    grams = tuple(GRAM + gram for gram in thai.bigrams(word))
    return [Alternative(grams, GRAMS)] if len(grams) > 1 else []


def _head(word: str, frequency: DocumentFrequency) -> Iterator[Alternative]:
    for end in range(len(word) - 1, 1, -1):
        if word[:end] in dictionary.words() and frequency(word[:end]):
            yield Alternative((word[:end],), HEAD)
            return


def _weighed(concepts: Sequence[Concept], named: Sequence[bool]) -> list[Concept]:
    """Let words that name something weigh more than the rest of a sentence.

    Args:
        concepts: What is asked for.
        named: Whether each has a meaning in our vocabulary.
    """
    everyday = [
        not is_named and is_everyday(*concept.alternatives[0].terms)
        for concept, is_named in zip(concepts, named, strict=True)
    ]
    found: list[Concept] = []
    for concept, is_named, is_plain in zip(concepts, named, everyday, strict=True):
        share = 1.0
        if is_plain and not all(everyday):
            share = EVERYDAY_SHARE
        elif not is_named and any(named):
            share = PLAIN_SHARE
        found.append(replace(concept, weight=concept.weight * share))
    return found


def _corrected(correction: Correction, tokens: Sequence[Token]) -> Concept:
    own = tuple(token.term for token in tokens[correction.begin : correction.end])
    typed = " ".join(token.surface for token in tokens[correction.begin : correction.end])
    cut_short = len(own) == 1 and is_cut_short(tokens[correction.begin])
    found = [Alternative(own, SOME_PARTS if cut_short else EXACT, typed)]
    if len(own) == 1 and is_thai(own[0]):
        found += _grams(own[0])
    worth = EXACT if correction.certain else CORRECTED
    for reading in correction.readings:
        found.append(Alternative(reading, worth))
        found += [
            Alternative(alternative.terms, alternative.weight * worth, alternative.phrase)
            for alternative in _word_alternatives(reading)
        ]
        for meaning in vocabulary().phrases.get(reading, ()):
            found += [
                Alternative(alternative.terms, alternative.weight * worth, alternative.phrase)
                for alternative in _meaning_alternatives(meaning, reading)
            ]
    return Concept(correction.surface, best_alternatives(found))


def _longest(tokens: Sequence[Token], begin: int, frequency: DocumentFrequency) -> int:
    """End of the longest known phrase that starts here; one word when there is none.

    A phrase of which no document holds any form is read word by word: of a "corporate gift" at least
    the gift is found.
    """
    phrases = vocabulary().phrases
    for end in range(min(len(tokens), begin + LONGEST_PHRASE), begin + 1, -1):
        words = tuple(token.term for token in tokens[begin:end])
        if is_idle_phrase(words) or (words in phrases and reach(words, frequency)):
            return end
    return begin + 1


def _concepts(
    tokens: Sequence[Token], text: str, frequency: DocumentFrequency
) -> tuple[tuple[Concept, ...], list[Mended]]:
    found, mended = _read_concepts(tokens, corrections(tokens, frequency), frequency)
    if not found or any(_may_be_met(concept, frequency) for concept in found):
        return found, mended
    guesses = last_resort(tokens, text)
    return _read_concepts(tokens, guesses, frequency) if guesses else (found, mended)


def _may_be_met(concept: Concept, frequency: DocumentFrequency) -> bool:
    """Tell whether a document may hold it; that all its letter pairs stand somewhere says nothing."""
    return any(
        all(map(frequency, alternative.terms))
        for alternative in concept.alternatives
        if not alternative.terms[0].startswith(GRAM)
    )


def _read_concepts(
    tokens: Sequence[Token], corrections_: Sequence[Correction], frequency: DocumentFrequency
) -> tuple[tuple[Concept, ...], list[Mended]]:
    mended = {correction.begin: correction for correction in corrections_}
    found: list[Concept] = []
    named: list[bool] = []
    offered: list[Mended] = []
    position = 0
    while position < len(tokens):
        correction = mended.get(position)
        if correction is not None:
            found.append(_corrected(correction, tokens))
            named.append(True)
            surface = mended_surface(correction, tokens, frequency)
            if surface is not None and stands_clear(correction, tokens, mended, frequency):
                typed = tuple(token.surface for token in tokens[position : correction.end])
                offered.append((typed, surface))
            position = correction.end
            continue
        end = _longest(tokens, position, frequency)
        words = tuple(token.term for token in tokens[position:end])
        surface = " ".join(token.surface for token in tokens[position:end])
        if not is_noise(words):
            found.append(_concept(words, surface, frequency))
            named.append(words in vocabulary().phrases)
        position = end
    return _distinct(_weighed(found, named)), offered


def _distinct(concepts: Sequence[Concept]) -> tuple[Concept, ...]:
    """Drop repetitions: "tour trip" asks for one thing."""
    seen: dict[frozenset[tuple[str, ...]], Concept] = {}
    for concept in concepts:
        seen.setdefault(frozenset(a.terms for a in concept.alternatives), concept)
    return tuple(seen.values())


def make_plan(
    parsed: Parsed, frequency: DocumentFrequency, *, limited: bool = False, typed: str = ""
) -> Plan:
    """Plan the text of a query.

    Args:
        parsed: The query taken apart, limits already read out of it.
        frequency: How many documents hold a term.
        limited: Whether limits were said or chosen, so that words that only name a kind of
            listing need not be met.
        typed: The text with the limits, in which another spelling is offered.
    """
    tokens = tokens_of(parsed.text)
    concepts, mended = _concepts(tokens, parsed.text, frequency)
    intent = intent_of(tokens)
    if limited:
        concepts = tuple(
            replace(c, optional=names_a_kind(c.alternatives[0].terms)) for c in concepts
        )
    if not concepts and not intent and not limited:
        # Words that say nothing are looked for all the same, and signs that are no words find nothing.
        concepts = tuple(_concept((token.term,), token.surface, frequency) for token in tokens)
        signs = "".join(parsed.text.split())[:_SIGNS]
        if signs and not concepts:
            concepts = (Concept(signs, (Alternative((signs,), EXACT),)),)
    excluded = tuple(
        Concept(text, (Alternative(tuple(token.term for token in tokens_of(text)), EXACT),))
        for text in parsed.excluded
        if tokens_of(text)
    )
    phrases = tuple(text for text in map(plain, parsed.phrases) if text)
    return Plan(
        concepts,
        excluded,
        phrases,
        plain(parsed.text),
        intent,
        corrected=offer(typed or parsed.text, mended),
    )
