"""Mending spellings: Thai by skeleton key, romanised Thai by sound, English by edits.

Only words that no document holds are mended, alone or joined with their neighbours (a misspelt Thai
word is cut into pieces, "tin chock" is two words). A correction is one more alternative, it never
replaces what was typed. All ties are kept: "sankalok" is both สังคโลก and สวรรคโลก.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search_index.intent import is_everyday, is_right
from search_index.offer import reach
from search_index.text import dictionary, english
from search_index.text.house_words import kept
from search_index.text.normalize import is_thai
from search_index.text.spelling import english_sound, phonetic, phonetic_slack, skeleton
from search_index.text.vocabulary import LONGEST_PHRASE, Words, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from search_index.plan import DocumentFrequency

LONGEST_WINDOW = 6
_SHORTEST_THAI = 4
_SHORTEST_LATIN = 4
_LONG_WORD = 9
LONG_LATIN = 8
_MUCH, _LONG_ENOUGH = 3, 6
"""Letters that a stem has lost, of a word that has so many."""
_HEARD_COST = 3
"""Most edits between English words that sound alike."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the query.

    Attributes:
        term: As indexed.
        surface: In full form (an English word before stemming).
        run: Number of the unbroken script run it stands in.
    """

    term: str
    surface: str
    run: int


@dataclass(frozen=True, slots=True)
class Correction:
    """Tokens ``begin`` to ``end`` were probably meant as any of ``readings``; ``cost`` edits.

    ``certain``: an officer said so.
    """

    begin: int
    end: int
    readings: tuple[Words, ...]
    surface: str
    cost: int
    certain: bool = False


class Keys:
    """Sorted keys of the vocabulary, at hand by their length."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._keys = sorted(keys)
        self._about: dict[tuple[int, int], list[str]] = {}

    def near(self, key: str, slack: int) -> list[tuple[str, int]]:
        """At most six keys within ``slack`` edits, of those that need the fewest, and the edits."""
        found = process.extract(
            key, self._within(len(key), slack), scorer=OSA.distance, score_cutoff=slack, limit=6
        )
        if not found:
            return []
        best = min(int(score) for _, score, _ in found)
        return [(str(match), best) for match, score, _ in found if int(score) == best]

    def _within(self, length: int, slack: int) -> list[str]:
        """Keys that can be so near: an edit changes the length by one at most."""
        found = self._about.get((length, slack))
        if found is None:
            found = [key for key in self._keys if abs(len(key) - length) <= slack]
            self._about[length, slack] = found
        return found


@kept
def _skeleton_keys() -> Keys:
    return Keys(vocabulary().skeletons)


@kept
def _sound_keys() -> Keys:
    return Keys(vocabulary().sounds)


def _latin_words() -> list[str]:
    return sorted(word for word in vocabulary().latin if len(word) >= _SHORTEST_LATIN)


@kept
def _latin_keys() -> Keys:
    return Keys(_latin_words())


@kept
def _latin_sounds() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for word in _latin_words():
        if not is_everyday(word):
            found.setdefault(english_sound(word), []).append(word)
    return found


def _thai(text: str) -> tuple[tuple[Words, ...], str, int] | None:
    key = skeleton(text)
    if len(key) < _SHORTEST_THAI:
        return None
    known = vocabulary().skeletons
    slack = 1 if len(key) < _LONG_WORD else 2
    matches = [(key, 0)] if key in known else _skeleton_keys().near(key, slack)
    words = [word for match, _ in matches for word in known[match]]
    if not words or text in words or (matches[0][1] and text in dictionary.words()):
        return None
    words.sort(key=lambda word: (OSA.distance(text, word), word))
    return tuple((word,) for word in words[:4]), words[0], matches[0][1]


def _sound(text: str) -> tuple[tuple[Words, ...], str, int] | None:
    key = phonetic(text)
    known = vocabulary().sounds
    if len(key) < 3:  # noqa: PLR2004 (two sounds say nothing)
        return None
    matches = [(key, 0)] if key in known else _sound_keys().near(key, phonetic_slack(key))
    readings = sorted({words for match, _ in matches for words in known[match]})
    if not readings:
        return None
    surfaces = vocabulary().surfaces
    readings.sort(key=lambda words: OSA.distance(text, surfaces[words].lower()))
    return tuple(readings), surfaces[readings[0]], matches[0][1]


def _english(token: Token) -> tuple[tuple[Words, ...], str, int] | None:
    if len(token.surface) < _SHORTEST_LATIN or token.surface.isdigit():
        return None
    slack = 1 if len(token.surface) < LONG_LATIN else 2
    matches = [
        (word, cost)
        for word, cost in _latin_keys().near(token.surface, slack)
        if word[0] == token.surface[0]
    ]
    if not matches and len(token.surface) >= LONG_LATIN:
        sound = english_sound(token.surface)
        matches = [
            (word, _HEARD_COST)
            for word in _latin_sounds().get(sound, ())
            if OSA.distance(word, token.surface) <= _HEARD_COST
        ]
    if not matches:
        return None
    readings = tuple(dict.fromkeys((english.stem(word),) for word, _ in matches))
    return readings, matches[0][0], matches[0][1]


def _window(tokens: Sequence[Token], begin: int, end: int) -> Correction | None:
    part = tokens[begin:end]
    thai = is_thai(part[0].term)
    if any(is_thai(token.term) != thai for token in part):
        return None
    if thai and part[0].run != part[-1].run:
        return None
    text = "".join(token.surface for token in part)
    found = _thai(text) if thai else _sound(text)
    if not thai and len(part) == 1:
        other = _english(part[0])
        if found is None or (other is not None and other[2] < found[2]):
            found = other
    if found is None:
        return None
    return Correction(begin, end, *found)


def corrections(tokens: Sequence[Token], frequency: DocumentFrequency) -> list[Correction]:
    """Find what was probably meant by words that no document holds; windows do not overlap.

    Args:
        tokens: The words of the query in order.
        frequency: How many documents hold a term.
    """
    unknown = [_is_unknown(token, frequency) for token in tokens]
    found = _spelt_by_the_house(tokens)
    settled = _named_by_the_house(tokens)
    for size in range(min(LONGEST_WINDOW, len(tokens)), 0, -1):
        for begin in range(len(tokens) - size + 1):
            correction = _window(tokens, begin, begin + size)
            strange = any(unknown[begin : begin + size])
            if correction is None or any(settled[begin : begin + size]):
                continue
            # What no document holds in any form would swallow words that some do.
            met = any(reach(reading, frequency) for reading in correction.readings)
            if met and (strange or _sounds_like(correction, tokens)):
                found.append(correction)
    return _pick(found)


def _is_unknown(token: Token, frequency: DocumentFrequency) -> bool:
    """Whether a word may be mended: no document holds it, and it is none of our words or of any sentence's."""
    if token.surface.isdigit() or is_right(token.surface):
        return False
    if is_cut_short(token):
        return True
    return frequency(token.term) == 0 and (token.term,) not in vocabulary().phrases


def is_cut_short(token: Token) -> bool:
    """Whether an English word only looks known because so much of it was cut: "earings" is no ear."""
    return (
        len(token.surface) - len(token.term) >= _MUCH
        and len(token.surface) >= _LONG_ENOUGH
        and token.surface.removesuffix("s") not in vocabulary().latin
        and token.surface not in vocabulary().latin
        and not is_everyday(token.term)
    )


def _spelt_by_the_house(tokens: Sequence[Token]) -> list[Correction]:
    """Spellings that officers published: they go before all guesses."""
    spellings = vocabulary().spellings
    found: list[Correction] = []
    for begin in range(len(tokens) if spellings else 0):
        for end in range(begin + 1, min(len(tokens), begin + LONGEST_WINDOW) + 1):
            text = "".join(token.surface for token in tokens[begin:end])
            if text in spellings:
                right, surface = spellings[text]
                found.append(Correction(begin, end, (right,), surface, 0, certain=True))
    return found


def _named_by_the_house(tokens: Sequence[Token]) -> list[bool]:
    """Which words belong to a term that the house added; such are right as they are."""
    phrases = vocabulary().house
    settled = [False] * (len(tokens) if phrases else 0)
    for begin in range(len(settled)):
        for end in range(begin + 1, min(len(tokens), begin + LONGEST_PHRASE) + 1):
            if tuple(token.term for token in tokens[begin:end]) in phrases:
                settled[begin:end] = [True] * (end - begin)
    return settled


def _sounds_like(correction: Correction, tokens: Sequence[Token]) -> bool:
    """Known words that joined are a longer known word but for tones and letters of one sound."""
    return (
        correction.cost == 0
        and correction.end - correction.begin > 1
        and is_thai(tokens[correction.begin].term)
    )


def _pick(found: list[Correction]) -> list[Correction]:
    """Cheapest first, then longest, none overlapping."""
    taken: list[Correction] = []
    for correction in sorted(
        found, key=lambda c: (not c.certain, c.cost, c.begin - c.end, c.begin)
    ):
        if all(correction.end <= other.begin or other.end <= correction.begin for other in taken):
            taken.append(correction)
    return sorted(taken, key=lambda c: c.begin)
