"""Both engines find the same, count the same and sort the same."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from search_index import open_backend
from search_index.contract import (
    Backend,
    Filters,
    Named,
    PriceTier,
    SearchDocument,
    SearchPage,
    SearchQuery,
    Sort,
)
from search_index.postgres_backend import rank
from search_index.postgres_backend.backend import PostgresBackend
from tests.search_index import corpus
from tests.search_index.conftest import GIN, RUM
from tests.search_index.corpus import craft, route
from tests.support.search_database import has_rum

pytestmark = [pytest.mark.pg, pytest.mark.slow]

DOCUMENTS = 500
_THAI = [
    "จานสังคโลก",
    "ผ้าตีนจก",
    "ผ้าพันคอ",
    "หมักโคลน",
    "แก้วกาแฟ",
    "ลายปลา",
    "ไก่ปั้น",
    "ดินเผา",
    "เครื่องเงิน",
    "ทองโบราณ",
    "ตะกร้าหวาย",
    "น้ำพริก",
    "ขนมเกลียว",
    "ทอผ้า",
    "ปั่นจักรยาน",
    "เมืองเก่า",
    "ครอบครัว",
    "ย้อมคราม",
    "มะเกลือ",
    "กำไล",
]
_ENGLISH = [
    "plate",
    "scarf",
    "mug",
    "fish",
    "rooster",
    "clay",
    "silver",
    "gold",
    "basket",
    "weaving",
    "cycling",
    "old",
    "city",
    "indigo",
    "ebony",
    "bracelet",
    "handmade",
    "painted",
    "cotton",
    "market",
    "morning",
]
_ASKED = [
    *_THAI,
    *_ENGLISH,
    *[
        "สังคโรก",
        "ตีนจ๊ก",
        "sankalok",
        "sangkhalok",
        "teen",
        "jok",
        "platte",
        "scraf",
        "หาดเสี้ยว",
        "ศรีสัช",
        "ผ้า",
        "ลาย",
        "ปลาคู่",
        "zzz",
    ],
    *('"old city"', '"ลายปลา"', '"clay rooster"', "-plate", "-ผ้า", "ไม่เกิน 300 บาท", "for 6 people"),
    *("ขายส่ง", "in December", "half day tour", "ของฝาก", "workshop"),
]
_CATEGORIES = [corpus.CERAMICS, corpus.SANGKHALOK, corpus.TEXTILES, corpus.TIN_CHOK]
_COMMUNITIES = [corpus.MUEANG_KAO, corpus.HAT_SIAO, corpus.THUNG_LUANG, corpus.NA_TON_CHAN]
_DISTRICTS = [corpus.SUKHOTHAI, corpus.KHIRI_MAT, corpus.SATCHANALAI]


def generated(rng: random.Random, number: int) -> SearchDocument:
    """A listing of random words and facts."""

    def words(source: list[str], most: int) -> str:
        return " ".join(rng.choices(source, k=rng.randint(1, most)))

    def some(source: list[Named]) -> tuple[Named, ...]:
        return tuple(rng.sample(source, rng.randint(0, 2)))

    make = route if rng.random() < 0.3 else craft
    found = make(
        number,
        words(_THAI, 3).replace(" ", ""),
        words(_ENGLISH, 3),
        summary_th=words(_THAI, 5),
        body_en=words(_ENGLISH, 12),
        body_th=words(_THAI, 12),
        categories=some(_CATEGORIES),
        communities=some(_COMMUNITIES),
        districts=some(_DISTRICTS),
        materials=(corpus.COTTON,) if number % 3 else (),
        organisation=Named(str(number % 20), "กลุ่มบ้านเรา", "Home group"),
        price_satang=rng.choice([None, 5_000, 25_000, 29_900, 60_000, 400_000]),
        in_stock=rng.random() < 0.6,
        made_to_order=rng.random() < 0.2,
        wholesale_min=rng.choice([None, 10, 50]),
        wholesale_price_satang=rng.choice([None, 5_000, 40_000]),
        months=frozenset(rng.sample(range(1, 13), rng.choice([0, 3]))),
        weekdays=frozenset(rng.sample(range(1, 8), rng.choice([0, 2]))),
        lead_time_days=rng.choice([None, 2, 10, 40]),
        created=1_700_000_000 + rng.randint(0, 50),
        latitude=rng.choice([None, 17.0 + rng.random()]),
        longitude=99.7,
    )
    if found.kind == "route" and rng.random() < 0.5:
        found = replace(found, price_tiers=(PriceTier(2, 4, 90_000), PriceTier(5, 9, 20_000)))
    return found


def asked(rng: random.Random) -> SearchQuery:
    """A random query with random limits."""
    near = (17.3, 99.7)
    possible: dict[str, object] = {
        "kind": rng.choice(["craft", "route"]),
        "categories": frozenset({rng.choice(_CATEGORIES).code}),
        "districts": frozenset({rng.choice(_DISTRICTS).code, "none"}),
        "communities": frozenset({rng.choice(_COMMUNITIES).code}),
        "price_max": rng.choice([10_000, 30_000]),
        "group": rng.choice([1, 6, 30]),
        "months": frozenset({rng.randint(1, 12)}),
        "wholesale_quantity": 20,
        "in_stock": True,
        "lead_days_max": 7,
    }
    limits = {name: value for name, value in possible.items() if rng.random() < 0.12}
    return SearchQuery(
        text=" ".join(rng.choices(_ASKED, k=rng.choice([0, 1, 1, 2, 3, 4]))),
        lang=rng.choice(["th", "en"]),
        filters=Filters(**limits),  # type: ignore[arg-type]  # chosen above
        sort=rng.choice(list(Sort)),
        near=near,
        per_page=100,
    )


def everything(backend: Backend, query: SearchQuery) -> tuple[list[SearchPage], list[int]]:
    """All pages of an answer, and the ids on them in order."""
    pages = [backend.search(query)]
    while len(pages) * 100 < pages[0].total:
        pages.append(backend.search(replace(query, page=len(pages) + 1, facets=())))
    return pages, [hit.id for page in pages for hit in page.hits]


def test_both_engines_answer_alike(
    tmp_path: Path, search_database: str, search_schema: str
) -> None:
    rng = random.Random(5)
    documents = [generated(rng, number) for number in range(1, DOCUMENTS + 1)]
    whoosh = open_backend(tmp_path / "index")
    postgres = PostgresBackend(search_database, search_schema, use_rum=False)
    for engine in (whoosh, postgres):
        engine.rebuild(documents)
    assert postgres.versions() == whoosh.versions()
    for _ in range(150):
        query = asked(rng)
        (first, *_), here = everything(whoosh, query)
        (other, *_), there = everything(postgres, query)
        assert set(there) == set(here), query
        assert len(there) == len(here), query
        assert replace(other, hits=(), generation="") == replace(first, hits=(), generation=""), (
            query
        )
        if query.sort is not Sort.BEST:
            assert there == here, query
        if query.sort is Sort.BEST and here:
            best = {hit.id: hit.score for hit in first.hits[:10]}
            scores = {hit.id: hit.score for hit in other.hits}
            for id_, score in best.items():
                assert scores.get(id_, score) == pytest.approx(score, rel=0.08, abs=0.02), query
    postgres.close()


@pytest.mark.parametrize("method", [GIN, RUM])
def test_above_the_cap_sets_stay_exact_and_the_best_stay_on_top(
    search_database: str, search_schema: str, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    rng = random.Random(8)
    documents = [generated(rng, number) for number in range(1, DOCUMENTS + 1)]
    postgres = PostgresBackend(search_database, search_schema, use_rum=method == RUM)
    postgres.rebuild(documents)
    for text in ("ผ้า", "plate clay", "จานสังคโลก ลายปลา"):
        query = SearchQuery(text=text, per_page=100)
        exact, all_ids = everything(postgres, query)
        monkeypatch.setattr(rank, "CAP", 60)
        capped, capped_ids = everything(postgres, query)
        monkeypatch.undo()
        assert sorted(capped_ids) == sorted(all_ids)
        assert capped[0].facets == exact[0].facets
        if method == RUM and has_rum(search_database):
            assert len(set(capped_ids[:10]) & set(all_ids[:10])) >= 6, text
    postgres.close()
