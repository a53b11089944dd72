"""No word that we know stays without an answer, however it is written; and whom the top shows."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bench.search_documents import demo_documents
from config import ROOT
from search_index import open_backend
from search_index.contract import Backend, Named, SearchQuery
from search_index.diversity import FIRST, MOST_OF_A_MAKER, spread
from search_index.text.normalize import plain
from search_index.text.vocabulary import vocabulary

KINDS = frozenset(
    [
        "craft",
        "place",
        "material",
        "motif",
        "district",
        "community",
        "technique",
        "category",
        "theme",
    ]
)
_THAI = [*map(chr, range(0x0E01, 0x0E2F)), *"ะาิีุูเแโไ่้"]
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_SHORTEST = 4
"""Of three letters with one of them wrong nothing can be read."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Backend:
    backend = open_backend(tmp_path_factory.mktemp("demo"))
    backend.rebuild(demo_documents(ROOT / "marketplace" / "demo" / "data"))
    return backend


def written_forms() -> Iterator[str]:
    """Every way to write a place, craft, material, motif or category that our vocabulary knows."""
    known = vocabulary()
    for words, meanings in sorted(known.phrases.items()):
        if any(meaning.kind in KINDS for meaning in meanings):
            yield known.surfaces[words]


def with_a_typo(text: str, rng: random.Random) -> str:
    """Leave out, add, change or swap one letter, but for the first."""
    at = rng.randrange(1, len(text))
    letter = rng.choice(_THAI if text[at] >= "\u0e00" else _LATIN)
    return rng.choice(
        (
            text[:at] + text[at + 1 :],
            text[:at] + letter + text[at:],
            text[:at] + letter + text[at + 1 :],
            text[: at - 1] + text[at : at + 1] + text[at - 1 : at] + text[at + 1 :],
        )
    )


def test_every_known_word_finds_something(demo: Backend) -> None:
    forms = sorted(set(written_forms()))
    assert len(forms) > 500
    lost = [text for text in forms if not demo.search(SearchQuery(text=text, facets=())).total]
    assert lost == []


def test_every_known_word_with_one_wrong_letter_finds_something(demo: Backend) -> None:
    rng = random.Random(5)
    forms = [text for text in sorted(set(written_forms())) if len(text) >= _SHORTEST]
    typos = [with_a_typo(text, rng) for text in forms]
    lost = [text for text in typos if not demo.search(SearchQuery(text=text, facets=())).total]
    assert lost == []


def test_a_spelling_is_offered_only_when_it_finds_clearly_more(demo: Backend) -> None:
    assert demo.search(SearchQuery(text="sankalok plat")).did_you_mean == "sankalok plate"
    assert demo.search(SearchQuery(text="ตีนจ๋ก")).did_you_mean == "ตีนจก"
    assert demo.search(SearchQuery(text="silver neckless")).did_you_mean == "silver necklace"
    for right in ("ตีนจก", "sankalok", "silver necklace", "somewhere quiet to sleep"):
        assert demo.search(SearchQuery(text=right)).did_you_mean is None


def test_an_offered_spelling_keeps_what_else_was_asked_for(demo: Backend) -> None:
    page = demo.search(SearchQuery(text="ผ้าหมักโคน ไม่เกิน 500 บาท"))
    assert page.did_you_mean == "ผ้าหมักโคลน ไม่เกิน 500 บาท"


@pytest.mark.parametrize(
    "text", ["flight to bangkok", "teddy bear", "muay thai", "ตั๋วเครื่องบิน", "no stairs"]
)
def test_words_of_other_things_are_not_mended_into_ours(demo: Backend, text: str) -> None:
    assert demo.search(SearchQuery(text=text)).did_you_mean is None


def test_no_known_word_is_offered_as_another_spelling_of_itself(demo: Backend) -> None:
    for text in written_forms():
        offered = demo.search(SearchQuery(text=text, facets=(), per_page=1)).did_you_mean
        assert offered is None or plain(offered) != plain(text)


def test_a_stem_that_is_another_word_does_not_hide_a_wrong_letter(demo: Backend) -> None:
    assert "earrings" in demo.search(SearchQuery(text="silver earings")).hits[0].slug


def test_a_phrase_that_no_listing_holds_is_read_word_by_word(demo: Backend) -> None:
    assert demo.search(SearchQuery(text="corporate gift")).total


def test_suggestions_are_spelt_right(demo: Backend) -> None:
    assert demo.suggest("สังค")[0].text == "สังคโลก"
    assert demo.suggest("sangka", "en")[0].text == "sangkhalok"
    assert demo.suggest("bandann", "en")[0].text == "bandana"


def test_a_maker_leaves_room_at_the_top_for_others_about_as_good() -> None:
    makers = ["a"] * 10 + ["b"] * 5
    order = spread(makers, [1.0] * 15)
    assert [makers[at] for at in order[:6]] == ["a", "a", "a", "b", "b", "b"]
    assert sorted(order) == list(range(15))
    mine = [at for at in order if makers[at] == "a"]
    assert mine == sorted(mine)


def test_what_fits_clearly_worse_is_not_raised_for_the_sake_of_variety() -> None:
    order = spread(["a"] * 10 + ["b"], [1.0] * 10 + [0.3])
    assert order == list(range(11))


def test_pages_join_to_the_whole_after_sharing_the_top_out(demo: Backend) -> None:
    backend = demo
    whole = [hit.id for hit in backend.search(SearchQuery(text="ผ้า", per_page=100)).hits]
    pages = [
        hit.id
        for page in range(1, 9)
        for hit in backend.search(SearchQuery(text="ผ้า", per_page=10, page=page)).hits
    ]
    assert pages == whole[: len(pages)]
    assert len(set(whole)) == len(whole)


def test_equal_listings_of_several_makers_share_the_first_page(tmp_path: Path) -> None:
    base = demo_documents(ROOT / "marketplace" / "demo" / "data")[0]
    same = Named("one-guild", "กลุ่มเดียวกัน", "One guild")
    backend = open_backend(tmp_path)
    backend.rebuild(
        replace(base, id=number, slug=f"x-{number}", organisation=replace(same, code=maker))
        for number, maker in enumerate("a" * 10 + "b" * 10 + "c" * 10 + "d" * 10, start=1)
    )
    hits = backend.search(SearchQuery(text=base.title_th, per_page=FIRST)).hits
    makers = ["abcd"[(hit.id - 1) // 10] for hit in hits]
    assert all(makers.count(maker) == MOST_OF_A_MAKER for maker in "abcd")
