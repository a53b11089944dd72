"""As many listings as wanted, made of the demo's, and seeded queries of every class over them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from search_index.contract import Filters, Named, SearchDocument, SearchQuery, Sort
from search_index.text import thai
from search_index.text.analyze import words_of

_ODD_NAMES = 5_000
"""Made-up names spread over the listings, so that the vocabulary grows with their number."""


def varied(documents: Sequence[SearchDocument], count: int) -> Iterator[SearchDocument]:
    """The demo listings again and again, with other prices, titles, words and sellers."""
    rng = random.Random(1)
    names = ["".join(rng.choices("กขคงจชซดตถทนบปพฟมยรลวสหอ", k=4)) for _ in range(_ODD_NAMES)]
    bodies = [document.body_th.split(" ") for document in documents]
    for number in range(1, count + 1):
        base = documents[(number - 1) % len(documents)]
        other = rng.choice(bodies)
        yield replace(
            base,
            id=number,
            slug=f"{base.slug}-{number}",
            title_th=f"{base.title_th} {rng.choice(names)} {rng.randint(1, 999)}",
            title_en=f"{base.title_en} no. {number}",
            body_th=f"{base.body_th} {' '.join(rng.sample(other, min(3, len(other))))}",
            organisation=Named(str(number % 500), f"กลุ่มที่ {number % 500}", ""),
            price_satang=(base.price_satang or 0) + 100 * rng.randint(0, 500),
            created=base.created + rng.randint(0, 90_000_000),
            in_stock=rng.random() < 0.8,
        )


@dataclass(frozen=True, slots=True)
class QueryClass:
    """Queries that cost about the same."""

    name: str
    queries: tuple[SearchQuery, ...]


def query_classes(documents: Sequence[SearchDocument], each: int = 20) -> list[QueryClass]:
    """Seeded queries of each class of the lab report (section 3)."""
    rng = random.Random(7)
    common, middle = _words_by_frequency(documents)
    titles = [document.title_th for document in documents]
    phrases = [" ".join(document.title_en.split()[:2]) for document in documents]
    limits = _filters(documents)

    def texts(make: object) -> tuple[SearchQuery, ...]:
        assert callable(make)
        return tuple(SearchQuery(text=make()) for _ in range(each))

    def limited(text: str = "") -> SearchQuery:
        return SearchQuery(text=text, filters=rng.choice(limits), sort=Sort.PRICE_UP)

    return [
        QueryClass("term, common", texts(lambda: rng.choice(common))),
        QueryClass("term, mid", texts(lambda: rng.choice(middle))),
        QueryClass("three words", texts(lambda: " ".join(rng.sample(common + middle, 3)))),
        QueryClass("phrase", texts(lambda: f'"{rng.choice(phrases)}"')),
        QueryClass("whole title", texts(lambda: rng.choice(titles))),
        QueryClass("typo, 1 edit", texts(lambda: _misspelt(rng, rng.choice(titles)))),
        QueryClass("filters, by price", tuple(limited() for _ in range(each))),
        QueryClass("text + filters, by price", tuple(limited(rng.choice(common)) for _ in range(each))),
        QueryClass("facets, no text", (SearchQuery(),) * each),
        QueryClass("page 101", tuple(SearchQuery(text=rng.choice(common), page=101) for _ in range(each))),
    ]  # fmt: skip


def _words_by_frequency(documents: Sequence[SearchDocument]) -> tuple[list[str], list[str]]:
    """Words of a third of the listings and more, and words of a few of them."""
    counts: dict[str, int] = {}
    for document in documents:
        text = f"{document.title_th} {document.title_en} {document.body_th}"
        for word in set(words_of(text, thai.light_cut())):
            counts[word] = counts.get(word, 0) + 1
    ordered = sorted((w for w in counts if len(w) > 2), key=lambda word: (-counts[word], word))
    return ordered[:25], [w for w in ordered if 2 <= counts[w] <= 4][:200]


def _misspelt(rng: random.Random, title: str) -> str:
    text = title.split(" ", maxsplit=1)[0]
    at = rng.randrange(1, max(len(text) - 1, 2))
    return text[:at] + text[at + 1 :]


def _filters(documents: Sequence[SearchDocument]) -> list[Filters]:
    found: Mapping[Filters, None] = {
        Filters(
            districts=frozenset({document.districts[0].code}),
            categories=frozenset({document.categories[0].code}),
            price_max=(document.price_satang or 0) + 30_000,
        ): None
        for document in documents
        if document.categories and document.districts
    }
    return list(found)
