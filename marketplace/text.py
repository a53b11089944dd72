"""Text as it is kept: one spelling for each word, no invisible signs, and the order of Thai names.

Pure functions, used by forms, actions and lists alike.
"""

import re
import unicodedata
from typing import Final

_LINE_ENDS: Final = re.compile(r"\r\n?|[\u2028\u2029\u0085]")
# NUL and the other control signs but tab and line feed; zero-width signs; bidirectional controls;
# the byte-order mark; non-characters. Thai, Latin and emoji text needs none of them.
_UNWANTED: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f"
    "\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_BLANKS: Final = re.compile(r"[^\S\n]+")

_LEADING_VOWELS: Final = re.compile("([เแโใไ])([ก-ฮ])")
_MARKS: Final = str.maketrans("", "", "็่้๊๋์ํ๎")
_DIGITS: Final = re.compile(r"(\d+)")
_THAI_DIGITS: Final = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_COMMUNITY_PREFIXES: Final = ("ชุมชน", "กลุ่ม", "อ.", "ต.", "บ้าน")
# บ้าน belongs to these names and stays.
_WHOLE_NAMES: Final = ("บ้านด่านลานหอย",)
_ENGLISH_PREFIXES: Final = ("The ", "Ban ")
_ORDER_TH: Final = "กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรฤลฦวศษสหฬอฮ" + "ะัาำิีึืุูเแโใไ" + "ฯๆ"
_RANK: Final = {letter: chr(0xE000 + place) for place, letter in enumerate(_ORDER_TH)}
_RANKED: Final = str.maketrans(_RANK)


def clean(text: str) -> str:
    """Return text in one Unicode spelling (NFC), without signs nobody can see.

    Line ends become line feeds, lone surrogates the replacement sign, a run of blanks one blank.
    """
    text = _SURROGATES.sub("\ufffd", text)
    text = _LINE_ENDS.sub("\n", text)
    text = unicodedata.normalize("NFC", _UNWANTED.sub("", text))
    # Typed as two signs it looks the same; kept as one it is found and sorted.
    return text.replace("\u0e4d\u0e32", "\u0e33")


def clean_line(text: str) -> str:
    """Return text as `clean` does, on one line and without blanks at its ends."""
    return _BLANKS.sub(" ", clean(text).replace("\n", " ")).strip()


def clean_block(text: str) -> str:
    """Return text as `clean` does, lines kept, without blanks at the ends of the whole."""
    return "\n".join(_BLANKS.sub(" ", line).rstrip() for line in clean(text).split("\n")).strip()


def arabic_digits(text: str) -> str:
    """Return a number, a date or an address with Thai digits written as Arabic ones."""
    return text.translate(_THAI_DIGITS)


def thai_sort_key(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return a key that sorts as a Thai dictionary: digits by value, then Thai, then Latin.

    A vowel written before its consonant counts after it, and tone marks decide only between
    words that are otherwise equal.

    Source: the order of the Royal Institute dictionary, as ICU has it for the locale th.
    """
    plain = _LEADING_VOWELS.sub(r"\2\1", clean_line(text).casefold())
    letters = plain.translate(_MARKS)
    key = [_part(part, thai_first=True) for part in _DIGITS.split(letters) if part]
    return (*key, (9, 0, plain))


def english_sort_key(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return a key for English pages: digits by value, Latin, then Thai; "The" and "Ban" off."""
    line = clean_line(text)
    for prefix in _ENGLISH_PREFIXES:
        line = line.removeprefix(prefix)
    plain = line.casefold()
    key = [_part(part, thai_first=False) for part in _DIGITS.split(plain) if part]
    return (*key, (9, 0, plain))


def _part(part: str, *, thai_first: bool) -> tuple[int, int, str]:
    if part.isdecimal():
        return (0, int(part), "")
    is_thai = part.lstrip()[:1] in _RANK
    return (1 if is_thai is thai_first else 2, 0, part.translate(_RANKED))


def without_prefix(name: str) -> str:
    """Return a community or district name as it is sorted: without ชุมชน, กลุ่ม, อ., ต., บ้าน."""
    line = clean_line(name)
    for prefix in _COMMUNITY_PREFIXES:
        if line.startswith(_WHOLE_NAMES):
            break
        line = line.removeprefix(prefix).strip() or line
    return line


def index_letter(name: str) -> str:
    """Return the letter a Thai name stands under in an index: เตาทุเรียง under ต."""
    turned = _LEADING_VOWELS.sub(r"\2\1", without_prefix(name))
    return turned[:1]
