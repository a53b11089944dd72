"""The word list that Thai text is cut with: the general list plus the words of this province.

The general list is the CC0 list of pythainlp (62,000 words), read as a plain file so that importing
this module costs 9 MB instead of the 84 MB of the library's own trie. Ours is
``data/craft_words.txt``; changing either changes :func:`fingerprint` and so asks for a rebuild.
"""

from __future__ import annotations

import hashlib
import importlib.util
from functools import cache
from pathlib import Path

from search_index.text import house_words
from search_index.text.normalize import normalize_thai

DATA = Path(__file__).resolve().parent.parent / "data"


def general_list() -> Path:
    """Path of the general Thai word list.

    Raises:
        FileNotFoundError: pythainlp is not installed.
    """
    spec = importlib.util.find_spec("pythainlp")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("pythainlp is not installed")
    return Path(spec.origin).parent / "corpus" / "words_th.txt"


def own_list() -> Path:
    """Path of our word list, one word per line."""
    return DATA / "craft_words.txt"


@cache
def words() -> frozenset[str]:
    """All words, normalised."""
    found: set[str] = set()
    for path in (general_list(), own_list()):
        lines = path.read_text(encoding="utf-8").split("\n")
        # In one piece, because one by one takes a second and a half of every start.
        text = "\n".join(line for line in lines if not line.startswith("#"))
        found.update(map(str.strip, normalize_thai(text).split("\n")))
    found.discard("")
    return frozenset(found)


@cache
def own_words() -> frozenset[str]:
    """Our words only."""
    lines = own_list().read_text(encoding="utf-8").split("\n")
    return frozenset(normalize_thai(line.strip()) for line in lines if line.strip())


@cache
def longest() -> int:
    """Length of the longest word."""
    return max(map(len, words()))


@cache
def _fingerprint() -> str:
    digest = hashlib.sha256()
    for path in (general_list(), own_list()):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def fingerprint() -> str:
    """Hash of both lists and of the house's whole words; part of the analyser's version."""
    whole = house_words.current().whole
    return "|".join((_fingerprint(), *whole)) if whole else _fingerprint()
