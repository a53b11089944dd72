"""The short ways of counting and scoring give what the long ways give."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from search_index.columns import bits
from search_index.columns.facts import Array, Made, Mask
from search_index.columns.meet import Meeting
from search_index.columns.order import highest
from search_index.contract import FACETS, Named, SearchQuery
from search_index.plan import Alternative, Concept
from search_index.ranking import SCATTERED, Settings
from search_index.whoosh_backend import pool
from search_index.whoosh_backend.backend import WhooshBackend
from tests.search_index.corpus import craft

_COUNT = 3_000


class _Segment:
    """Documents with random postings, and columns for terms that this share of them hold."""

    count = _COUNT

    def __init__(self, rng: np.random.Generator, common: float) -> None:
        self._common = common
        self.routes: Mask = np.zeros(_COUNT, bool)
        self.made: dict[str, Made] = {}
        self._postings: dict[str, tuple[Array, Array]] = {}
        for term, share in {
            "a": 1.0,
            "b": 0.4,
            "c": 0.3,
            "d": 0.01,
            "&a b": 0.1,
            "&b c": 0.02,
        }.items():
            ids = np.flatnonzero(rng.random(_COUNT) < share).astype(np.uint32)
            weights = rng.integers(1, 40, len(ids)).astype(np.float32) / 4
            self._postings[term] = ids, weights

    def number(self, name: str) -> Array:
        raise AssertionError(name)

    def postings(self, term: str) -> tuple[Array, Array]:
        return self._postings.get(term, (np.zeros(0, np.uint32), np.zeros(0, np.float32)))

    def column(self, term: str) -> Array | None:
        ids, weights = self.postings(term)
        if len(ids) < self._common * self.count:
            return None
        column = np.zeros(self.count, np.float32)
        column[ids] = weights
        return column


def _slowly(segment: _Segment, concept: Concept, document: int, norm: float) -> tuple[float, float]:
    """Match and quality of one document, by the formula as ``ranking`` tells it."""
    settings = Settings()

    def weight(term: str) -> float:
        ids, weights = segment.postings(term)
        return float(weights[ids == document][0]) if document in ids else 0.0

    match = quality = 0.0
    for found in concept.alternatives:
        least = min(map(weight, found.terms))
        if least:
            pairs = [f"&{x} {y}" for x, y in zip(found.terms, found.terms[1:], strict=False)]
            apart = bool(found.phrase) and not all(map(weight, pairs))
            worth = found.weight * (SCATTERED if apart else 1.0)
            match = max(match, worth * least * (settings.k1 + 1) / (least + norm))
            quality = max(quality, worth)
    return match, quality


@pytest.mark.parametrize("common", [0.0, 0.09, 0.35, 2.0])
@pytest.mark.parametrize("some", [1, 20, 700, _COUNT])
def test_documents_are_scored_as_the_formula_says_however_many_there_are(
    some: int, common: float
) -> None:
    rng = np.random.default_rng(some)
    segment = _Segment(rng, common)
    concept = Concept(
        "x",
        (
            Alternative(("a", "b", "c"), 1.0, "abc"),
            Alternative(("b", "c"), 0.8, "bc"),
            Alternative(("d",), 0.55),
            Alternative(("a", "d"), 0.7),
            Alternative(("none",), 0.9),
            Alternative(("b",), 0.3),
        ),
    )
    chosen = np.sort(rng.choice(_COUNT, some, replace=False))
    norm = rng.random(some).astype(np.float32) + 4

    met = Meeting(segment)
    quality = met.quality(concept)
    match = met.match(concept, None if some == _COUNT else chosen, norm, Settings())

    assert quality is not None
    for place in rng.choice(some, min(some, 60), replace=False).tolist():
        wanted = _slowly(segment, concept, int(chosen[place]), float(norm[place]))
        assert (match[place], quality[chosen[place]]) == pytest.approx(wanted, rel=1e-5)


@pytest.mark.parametrize("common", [0.0, 0.25, 2.0])
def test_what_no_document_meets_has_no_quality(common: float) -> None:
    met = Meeting(_Segment(np.random.default_rng(1), common))
    assert (
        met.quality(Concept("x", (Alternative(("none",), 1.0), Alternative(("b", "none"), 1.0))))
        is None
    )


@pytest.mark.parametrize("common", [0.0, 0.2, 0.35, 2.0])
def test_documents_that_hold_all_terms_are_the_same_however_terms_are_kept(common: float) -> None:
    segment = _Segment(np.random.default_rng(5), common)
    met = Meeting(segment)

    for terms in [("a",), ("b",), ("d",), ("b", "c"), ("a", "b", "d"), ("b", "none"), ("c", "c")]:
        wanted = set(range(_COUNT)).intersection(*(segment.postings(t)[0].tolist() for t in terms))
        assert met.all_of(terms).tolist() == sorted(wanted)


@pytest.mark.parametrize("count", [1, 7, 200, _COUNT, _COUNT + 1])
def test_the_highest_scores_come_first_and_of_equal_ones_the_first(count: int) -> None:
    scores = np.random.default_rng(3).integers(0, 40, _COUNT).astype(np.float32)

    found = highest(scores, count)

    wanted = np.argsort(-scores, kind="stable")[:count]
    assert sorted(found.tolist()) == sorted(wanted.tolist())


@pytest.mark.parametrize("share", [0.0, 0.0005, 0.01, 0.3, 1.0])
def test_rows_are_counted_alike_for_few_hits_and_for_many(share: float) -> None:
    rng = np.random.default_rng(7)
    masks = rng.random((37, _COUNT)) < rng.random((37, 1))
    hits = rng.random(_COUNT) < share
    rows = np.stack([bits.packed(mask) for mask in masks])

    counts = bits.count_bits(rows, bits.packed(hits))

    assert counts.tolist() == (masks & hits).sum(axis=1).tolist()


@pytest.mark.parametrize("most", [1, 2])
def test_makers_are_counted_alike_where_some_listings_have_none(tmp_path: Path, most: int) -> None:
    """One maker each is counted in a shorter way."""
    rng = random.Random(3)
    makers = [str(rng.randint(1, 4)) if most == 1 or rng.random() < 0.7 else "" for _ in range(60)]
    backend = WhooshBackend(tmp_path)
    backend.rebuild(
        craft(number, "จาน", "Plate", organisation=Named(code, "กลุ่ม", "") if code else None)
        for number, code in enumerate(makers, start=1)
    )

    page = backend.search(SearchQuery(text="plate", facets=("organisation",)))

    counted = {value.code: value.count for value in page.facets[0].values}
    assert counted == {code: makers.count(code) for code in makers if code}


def test_postings_that_went_to_the_scratch_file_are_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = random.Random(5)
    words = ["plate", "mug", "scarf", "clay", "indigo", "จาน", "ผ้า"]
    listings = [
        craft(number, " ".join(rng.choices(words, k=3)), " ".join(rng.choices(words[:5], k=3)))
        for number in range(1, 80)
    ]
    plain, spilling = WhooshBackend(tmp_path / "plain"), WhooshBackend(tmp_path / "spilling")
    plain.rebuild(listings)
    monkeypatch.setattr(pool, "SPILL", 50)
    spilling.rebuild(listings)
    for text in (*words, "clay plate", "indigo -mug", '"clay mug"'):
        query = SearchQuery(text=text, facets=FACETS, per_page=100)
        one, other = plain.search(query), spilling.search(query)
        assert one.hits == other.hits
        assert one.facets == other.facets
