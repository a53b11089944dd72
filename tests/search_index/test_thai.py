"""The measured Thai cases, from the letters up to what is found."""

from __future__ import annotations

import random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pythainlp.util import normalize as reference

from search_index.contract import Backend, SearchQuery
from search_index.text import dictionary, english, thai
from search_index.text.normalize import RUN, is_thai, normalize, normalize_thai, plain
from search_index.text.spelling import phonetic, skeleton
from tests.search_index.corpus import craft, documents

_LETTERS = [chr(c) for c in range(0xE01, 0xE4F) if not 0xE3B <= c <= 0xE3F]


def ids(backend: Backend, text: str) -> list[int]:
    return [hit.id for hit in backend.search(SearchQuery(text=text)).hits]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("น้ำผึ้ง".replace("\u0e33", "\u0e4d\u0e32"), "น้ำผึ้ง"),  # sara am in two parts
        ("เเก้ว", "แก้ว"),  # two sara e for one sara ae
        ("สัง\u200bค\u200bโลก", "สังคโลก"),
        ("สัง\u00adคโลก\ufeff", "สังคโลก"),
        ("๒๕ ซม.", "25 ซม."),
        ("สวยยยยย", "สวยย"),
        ("ผ้าาา", "ผ้า"),
        ("ที่่่", "ที่"),
        ("จาน  สังคโลก", "จาน สังคโลก"),
        ("ＣＯＦＦＥＥ", "coffee"),
        ("กิ่", "กิ่"),
    ],
)
def test_normal_form(typed: str, meant: str) -> None:
    assert normalize(typed) == meant


@given(st.text(alphabet=[*_LETTERS, " ", "\n", "a", "1"], max_size=40))
@example("ฤก ั")
def test_our_thai_rules_are_those_of_pythainlp(text: str) -> None:
    assert normalize_thai(text) == reference(text)


@given(st.text(max_size=60))
def test_the_normal_form_takes_anything(text: str) -> None:
    for run in RUN.findall(normalize(text)):
        assert run
        if is_thai(run):
            assert "".join(thai.cut_words(run, thai.light_cut()))[:40] == run[:40]
            assert thai.bigrams(run)
    assert "  " not in plain(text)


def test_both_segmenters_cut_alike() -> None:
    pytest.importorskip("nlpo3")
    rng = random.Random(7)
    text = " ".join(f"{d.title_th} {d.body_th}" for d in documents())
    runs = [run for run in RUN.findall(normalize(text)) if is_thai(run)]
    runs += ["".join(rng.choices(_LETTERS, k=rng.randint(1, 30))) for _ in range(200)]
    words = ["สังคโลก", "ตีนจก", "หาดเสี้ยว", "ผ้า", "กะจ๋อม", "แม่", "ลาย", "เตา", "ทุเรียง"]
    runs += ["".join(rng.choices(words, k=rng.randint(2, 8))) for _ in range(300)]
    light, fast = thai.light_cut(), thai.fast_cut()
    runs = [normalize_thai(run).replace(" ", "").replace("\n", "") for run in runs]
    assert [light(run) for run in runs if run] == [fast(run) for run in runs if run]


def test_our_words_stay_whole_and_have_parts() -> None:
    cut = thai.light_cut()
    for word in ("สังคโลก", "ตีนจก", "หาดเสี้ยว", "ทุ่งหลวง", "นาต้นจั่น", "ข้าวเปิ๊บ", "ลายสือไท"):
        assert cut(word) == [word]
    assert thai.parts("ผ้าหมักโคลน") == ("ผ้า", "หมักโคลน")
    assert thai.parts("จาน") == ()


def test_clusters_keep_marks_with_their_letter() -> None:
    assert thai.bigrams("น้ำผึ้ง") == ["น้ำ", "ำผึ้", "ผึ้ง"]
    assert thai.bigrams("ก") == ["ก"]


def test_keys_bring_spellings_together() -> None:
    assert skeleton("สังคโลก") == skeleton("สังค์โลก")
    assert skeleton("ทุ่งหลวง") == skeleton("ทุงหลวง")
    assert phonetic("sangkhalok") == phonetic("sangkalok")
    assert phonetic("teen jok") == phonetic("tin chok")
    assert phonetic("khiri mat") == phonetic("kirimas")


def test_english_forms_meet() -> None:
    assert english.stem("scarves") != ""
    assert english.stem("bowls") == english.stem("bowl")
    assert english.stem("jewelry") == english.stem("jewellery")
    assert english.stem("woven") == english.stem("weaving")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("สังคโลก", 1),
        ("สัง\u200bคโลก", 1),
        ("สังคโรก", 1),
        ("สังขโลก", 1),
        ("ซิ่นตีนจก", 3),
        ("ตีนจ๋ก", 3),
        ("หมักโคลน", 4),
        ("ผ้าหมักโคนล", 4),
        ("กะจ๋อมบัว", 4),
        ("แม่กะจ๋อม", 4),
        ("ดินเผา", 5),
        ("เครื่องปั่นดินเผาทุ่งหลวง", 5),
        ("sankalok plate", 1),
        ("sangkalok", 2),
        ("teen jok", 3),
        ("tin chock skirt", 3),
        ("haad siew", 7),
        ("hadsiao", 7),
        ("toong luang", 5),
        ("tung luang pottery", 5),
        ("sisatchanalai", 7),
        ("เครื่องปั้นดินเผา", 6),
        ("coffe mug", 2),
        ("cyclng", 8),
        ("จาน plate ๒๕", 1),
        ("ปั่นจักยาน", 8),
    ],
)
def test_every_spelling_finds_it(backend: Backend, text: str, wanted: int) -> None:
    assert wanted in ids(backend, text)[:5]


def test_english_words_are_not_hijacked_by_romanised_names(empty: Backend) -> None:
    words = "pottery silver basket ceramic scarf market homestay cotton bowl honey temple"
    words += " bicycle gold museum river sunset handmade natural small plate"
    titles = words.split()
    empty.upsert([craft(i, "", title) for i, title in enumerate(titles, start=1)])
    empty.commit()
    for number, title in enumerate(titles, start=1):
        assert ids(empty, title)[0] == number


def test_did_you_mean_shows_the_mended_text(backend: Backend) -> None:
    assert backend.search(SearchQuery(text="สังคโรก จาน")).did_you_mean == "สังคโลก จาน"
    assert backend.search(SearchQuery(text="สังคโลก")).did_you_mean is None


def test_the_word_list_read_in_one_piece_holds_the_words_read_one_by_one() -> None:
    lines = [
        line.strip()
        for path in (dictionary.general_list(), dictionary.own_list())
        for line in path.read_text(encoding="utf-8").split("\n")
        if not line.startswith("#")
    ]

    assert dictionary.words() == frozenset(map(normalize_thai, lines)) - {""}
