"""English words: which to leave out, and the stem under which forms meet."""

from __future__ import annotations

from functools import lru_cache

STOP = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "by",
        "for",
        "from",
        "in",
        "is",
        "it",
        "of",
        "on",
        "or",
        "the",
        "to",
        "with",
    ]
)

# British and American spellings that the stemmer keeps apart; the left side is what we index.
_SPELLINGS = {
    "jewelry": "jewellery",
    "jewelery": "jewellery",
    "color": "colour",
    "gray": "grey",
    "mold": "mould",
    "meter": "metre",
    "center": "centre",
    "flavor": "flavour",
    "personalized": "personalised",
    "customized": "customised",
    "souvenier": "souvenir",
}
_IRREGULAR = {
    "knives": "knife",
    "leaves": "leaf",
    "scarves": "scarf",
    "shelves": "shelf",
    "loaves": "loaf",
    "halves": "half",
    "calves": "calf",
    "wives": "wife",
    "wolves": "wolf",
    "feet": "foot",
    "mice": "mouse",
    "geese": "goose",
    "women": "woman",
    "men": "man",
    "children": "child",
    "kids": "kid",
    "plated": "gilt",
    "plating": "gilt",
    "woven": "weave",
    "wove": "weave",
    "dyed": "dye",
    "dyeing": "dye",
    "dyes": "dye",
}
_SHORTEST = 3


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Stem of a lower-case word; numbers and words under 3 letters stay."""
    word = _IRREGULAR.get(word, _SPELLINGS.get(word, word))
    if len(word) < _SHORTEST or word[0].isdigit():
        return word
    from whoosh.lang.porter import stem as porter  # noqa: PLC0415 (only where words are read)

    stemmed: str = porter(word)
    return stemmed
