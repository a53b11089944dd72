"""Words that a house adds: in force at once for every reader, and gone when they are taken back."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from search_index.contract import Backend, SearchDocument, SearchQuery
from search_index.text import house_words, thai
from search_index.text.house_words import HouseWords, Spelling, Synonym, using
from search_index.text.vocabulary import vocabulary
from tests.search_index.corpus import craft, documents

Opener = Callable[[], Backend]
NEW = HouseWords(synonyms=(Synonym("1", ("แพลตเตอร์ริน", "จานปลา")),))


def met(backend: Backend, text: str) -> list[str]:
    """Slugs of the listings that meet the words; without those that are only near."""
    page = backend.search(SearchQuery(text=text, per_page=100))
    return [hit.slug for hit in page.hits[: page.meeting]]


def soon(ask: Callable[[], bool]) -> bool:
    """Whether it comes true within two seconds."""
    until = time.monotonic() + 2
    while not ask() and time.monotonic() < until:
        time.sleep(0.05)
    return ask()


def test_a_published_synonym_is_found_by_another_reader_and_taken_back_again(
    backend: Backend, reopen: Opener
) -> None:
    other = reopen()
    words = HouseWords(synonyms=(Synonym("1", ("กระบวยวิเศษ", "ศิลาดล")),))
    wanted = met(other, "ศิลาดล")
    assert wanted and met(other, "กระบวยวิเศษ") == []

    backend.publish_words(lambda: words)

    assert soon(lambda: met(other, "กระบวยวิเศษ") == wanted)
    assert other.words() == words

    backend.publish_words(lambda: house_words.NONE)

    assert soon(lambda: met(other, "กระบวยวิเศษ") == [])


def test_terms_join_a_meaning_that_the_files_know(backend: Backend) -> None:
    joined = HouseWords(synonyms=(Synonym("1", ("zorbaware",), "celadon"),))

    with using(joined):
        assert met(backend, "zorbaware") == met(backend, "celadon") != []
    assert met(backend, "zorbaware") == []


def test_a_name_of_a_tag_finds_what_carries_the_tag(backend: Backend) -> None:
    joined = HouseWords(synonyms=(Synonym("1", ("ผ้าของยายแก้ว",), "category:tin-chok"),))

    with using(joined):
        found = met(backend, "ผ้าของยายแก้ว")

    assert found == ["craft-3"]


def test_a_published_spelling_is_read_as_the_right_one_and_said(backend: Backend) -> None:
    words = HouseWords(spellings=(Spelling("qqzzxxj", "ศิลาดล"),))
    assert met(backend, "qqzzxxj") == []

    with using(words):
        page = backend.search(SearchQuery(text="qqzzxxj"))
        assert met(backend, "qqzzxxj") == met(backend, "ศิลาดล") != []

    assert page.did_you_mean == "ศิลาดล"


def test_a_term_of_the_house_is_never_mended_into_another_word(backend: Backend) -> None:
    assert backend.search(SearchQuery(text="sankalog")).did_you_mean is not None

    with using(HouseWords(synonyms=(Synonym("1", ("sankalog", "ศิลาดล")),))):
        page = backend.search(SearchQuery(text="sankalog"))

    assert page.did_you_mean is None
    assert "craft-1" in [hit.slug for hit in page.hits]


def test_what_is_tried_changes_nothing_for_others(backend: Backend) -> None:
    with using(HouseWords(synonyms=(Synonym("1", ("กระบวยวิเศษ", "ศิลาดล")),))):
        assert met(backend, "กระบวยวิเศษ")

    assert met(backend, "กระบวยวิเศษ") == []
    assert backend.words() == house_words.NONE


def test_a_whole_word_waits_for_the_rebuild_while_the_old_index_answers(
    reopen: Opener, small: list[SearchDocument]
) -> None:
    small = [*small, craft(90, "ชามตะไลหลวงใบใหญ่", "Bowl")]
    backend, other = reopen(), reopen()
    backend.rebuild(small)
    with using(HouseWords(whole=("ตะไลหลวง",))):
        cut = thai.cut_words("ชามตะไลหลวงใบใหญ่", thai.light_cut())
    assert "ตะไลหลวง" in cut
    before = met(other, "ศิลาดล")

    backend.publish_words(lambda: HouseWords(whole=("ตะไลหลวง",)))

    assert other.whole_words() == ()
    assert met(other, "ศิลาดล") == before

    backend.rebuild(small)

    assert soon(lambda: other.whole_words() == ("ตะไลหลวง",))
    assert met(other, "ตะไลหลวง") == ["craft-90"]
    assert other.health().ok


def test_changes_after_the_rebuild_are_cut_like_the_index(
    reopen: Opener, small: list[SearchDocument]
) -> None:
    backend = reopen()
    backend.publish_words(lambda: HouseWords(whole=("ตะไลหลวง",)))
    backend.rebuild(small)
    backend.publish_words(lambda: house_words.NONE)

    backend.upsert([craft(91, "ตะไลหลวงใบเล็ก", "Bowl")])
    backend.commit()

    assert backend.whole_words() == ("ตะไลหลวง",)
    assert met(backend, "ตะไลหลวง") == ["craft-91"]


def test_both_segmenters_keep_a_whole_word() -> None:
    text = "ชามตะไลหลวงใบใหญ่"
    with using(HouseWords(whole=("ตะไลหลวง",))):
        assert thai.cut_words(text, thai.light_cut()) == thai.cut_words(text, thai.fast_cut())
        assert "ตะไลหลวง" in thai.cut_words(text, thai.fast_cut())
    assert "ตะไลหลวง" not in thai.cut_words(text, thai.light_cut())


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": 9}', '{"format": 1, "words": {}}'])
def test_a_damaged_file_of_words_costs_no_answer(
    reopen: Opener, backend: Backend, content: str, tmp_path: Path
) -> None:
    backend.publish_words(lambda: NEW)
    files = list(tmp_path.rglob("WORDS.json"))
    for file in files:
        file.write_text(content, encoding="utf-8")

    fresh = reopen()
    assert met(fresh, "ศิลาดล")
    if files:
        assert fresh.words() == house_words.NONE
        fresh.publish_words(lambda: NEW)
        assert reopen().words() == NEW


def test_without_words_of_a_house_nothing_is_made_anew() -> None:
    files = vocabulary()
    with using(HouseWords()):
        assert vocabulary() is files
    with using(HouseWords(synonyms=(Synonym("1", ("ก", "ข")),))):
        assert vocabulary() is not files
        assert vocabulary() is vocabulary()
    assert HouseWords() == HouseWords.of(HouseWords().values())
    assert replace(NEW, whole=("ก",)) != NEW
    assert len(documents()) > 1
