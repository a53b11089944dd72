"""Nothing that can be typed raises, and nothing takes long."""

from __future__ import annotations

import random
import time

import pytest

from search_index.contract import Backend, SearchQuery
from search_index.parse import MAX_CHARACTERS, MAX_WORDS, parse

_PIECES = [
    *'()[]{}*?~^"\\/-+:.,;!&|<>%$#@=\x00\x07\x1b\u200b\u202e\ud800',
    "AND",
    "OR",
    "NOT",
    "title:",
    "[* TO *]",
    "่",
    "ํ",
    "็็็",
    "เเเเ",
    "สังคโลก",
    "ผ้า",
    "ก",
    "sangkhalok",
    "a",
    "0",
    "9" * 30,
    "๙๙๙",
    "บาท",
    "under",
    "ไม่เกิน",
    "คน",
    "\U0001f9f5",
    "e\u0301",
    " ",
    "\n",
    "#category:textiles",
    "~สัง",
]


@pytest.mark.parametrize(
    "text",
    [
        "(" * 400,
        "*" * 100,
        "x" * 10_000,
        "ก" * 10_000,
        "กขค" * 3_000,
        "\u0e48" * 200,
        "\ud800\udfff",
        "\x00" * 50,
        '"',
        "-",
        '-"',
        '""""',
        "- - -",
        " \t\n",
        "#category:textiles",
        "~สัง",
        "-#kind:craft",
        "'; drop table listing; --",
        "{{7*7}}",
        "\u202eกขค",
    ],
)
def test_hostile_texts(backend: Backend, text: str) -> None:
    backend.search(SearchQuery(text="สังคโลก"))
    started = time.process_time()
    page = backend.search(SearchQuery(text=text))
    backend.suggest(text)
    assert time.process_time() - started < 0.05
    assert page.total >= 0


def test_random_queries(backend: Backend) -> None:
    rng = random.Random(11)
    backend.search(SearchQuery(text="สังคโรก sankalok"))
    for _ in range(400):
        text = "".join(rng.choices(_PIECES, k=rng.randint(1, 40)))
        started = time.process_time()
        backend.search(SearchQuery(text=text, lang=rng.choice(["th", "en", "xx"])))
        assert time.process_time() - started < 0.05, text


def test_the_parser_keeps_its_limits() -> None:
    parsed = parse("a " * 100)
    assert parsed.text.split() == ["a"] * MAX_WORDS
    assert len(parse("ก" * 1000).text) == MAX_CHARACTERS
    assert parse("").text == ""


def test_the_parser_reads_phrases_and_exclusions() -> None:
    parsed = parse('จาน “ลาย ปลา” -แก้ว mud-cloth -"two words" "open')
    assert parsed.text == "จาน ลาย ปลา mud-cloth open"
    assert parsed.phrases == ("ลาย ปลา", "open")
    assert parsed.excluded == ("แก้ว", "two words")
