"""Names of places, patterns and groups never break across lines.

Browsers break Thai between words, and a name of three words would be torn apart. The names stand
in ``data/gazetteer.txt``, one a line, Thai and English; ``|th`` wraps each in a span that does
not wrap, and binds numbers to the word that follows them.
"""

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from markupsafe import Markup, escape

from marketplace.web.i18n import ENGLISH, current_lang

GAZETTEER: Final = Path(__file__).parent / "data" / "gazetteer.txt"
NBSP: Final = "\u00a0"
# A name longer than this would itself overflow a phone of 320 px in a large font.
_LONGEST: Final = 26
_BINDINGS: Final = (
    (re.compile(r"(?<=\d) (?=[ก-ฮเแโใไ])"), NBSP),
    (re.compile(r" (?=ๆ)"), NBSP),
    (re.compile(r"(?<=พ\.ศ\.) (?=\d)"), NBSP),
    (re.compile(r"(?<=\d) (?=(?:cm|mm|kg|g|km|ml)\b)"), NBSP),
)
# Vowels and tone marks over and under a letter: a name cannot end just before one.
_UPPER_SIGNS: Final = "\u0e31\u0e33-\u0e3a\u0e47-\u0e4e"
# Thai words with what stands between them; one group, so that `split` keeps them.
_THAI_RUN: Final = re.compile(r"([\u0e00-\u0e7f](?:[\u0e00-\u0e7f\s\d.,·–-]*[\u0e00-\u0e7f])?)")
_TAG: Final = re.compile(r"(<[^>]*>)")


def read_names(path: Path = GAZETTEER) -> list[str]:
    """Return the names of a file, without comments, empty lines and names too long to keep."""
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and line[0] != "#" and len(line) <= _LONGEST]


_Node = dict[str, "_Node"]


def names_pattern(names: list[str]) -> re.Pattern[str]:
    """Compile names into one expression that reads each letter once, longest name first."""
    root: _Node = {}
    for name in names:
        node = root
        for letter in name:
            node = node.setdefault(letter, {})
        node[""] = {}
    return re.compile(rf"(?<![A-Za-z])(?:{_expression(root)})(?![A-Za-z{_UPPER_SIGNS}])")


def _expression(node: _Node) -> str:
    ends = "" in node
    branches = [re.escape(letter) + _expression(child) for letter, child in node.items() if letter]
    if not branches:
        return ""
    inner = branches[0] if len(branches) == 1 and not ends else f"(?:{'|'.join(branches)})"
    return f"{inner}?" if ends else inner


@cache
def _names() -> re.Pattern[str]:
    return names_pattern(read_names())


def _bind(text: str, *, marks_thai: bool) -> str:
    if not marks_thai:
        return _keep(text)
    pieces = enumerate(_THAI_RUN.split(text))
    return "".join(
        f'<span lang="th">{_keep(piece)}</span>' if place % 2 else _keep(piece)
        for place, piece in pieces
    )


def _keep(text: str) -> str:
    for pattern, mark in _BINDINGS:
        text = pattern.sub(mark, text)
    return _names().sub(r'<span class="nb">\g<0></span>', text)


@lru_cache(maxsize=8192)
def _bound(text: str, *, marks_thai: bool) -> Markup:
    return Markup(_bind(str(escape(text)), marks_thai=marks_thai))  # noqa: S704 - escaped in this very line


def tied_names(text: str) -> str:
    """Return plain text whose known names hold together by no-break spaces, for drawings."""
    return _names().sub(lambda found: found[0].replace(" ", NBSP), text)


def keep_names(text: object) -> Markup:
    """Return text, escaped, in which no known name breaks across lines.

    Markup stays markup: only what stands between its tags is touched. On an English page Thai
    words are marked as Thai, so that they are read out and drawn as such.
    """
    if text is None:
        return Markup()
    marks_thai = current_lang() == ENGLISH
    if isinstance(text, Markup):
        parts = _TAG.split(str(text))
        bound = (p if p.startswith("<") else _bind(p, marks_thai=marks_thai) for p in parts)
        return Markup("".join(bound))  # noqa: S704 - was markup already
    return _bound(str(text), marks_thai=marks_thai)
