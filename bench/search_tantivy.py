"""The yardstick of the search bench: tantivy over the same words, asked for the same answers.

It gets what our engine gets: words already cut, the same plan of a query (concepts with weighed
alternatives), the same limits, all facets over all hits, and the same number of stored hits.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import tantivy

from search_index.contract import PRICE_STEPS, Filters, SearchDocument, SearchQuery, Sort
from search_index.plan import Plan
from search_index.text import thai
from search_index.text.analyze import words_of
from search_index.understand import Reading

_CODES = (
    "kind",
    "category",
    "community",
    "district",
    "organisation",
    "language",
    "accessibility",
    "certificate",
    "month",
)
_FLAGS = ("in_stock", "made_to_order", "wholesale")
_FIELDS = (("title", 6.0), ("tags", 2.5), ("body", 1.0))
_HEAP = 256_000_000
_FACETS: dict[str, Any] = {
    **{name: {"terms": {"field": name, "size": 50}} for name in (*_CODES, *_FLAGS)},
    "price": {
        "range": {
            "field": "price",
            "ranges": [
                {"from": float(low), "to": float(high)}
                for low, high in pairwise((*PRICE_STEPS, 10**9))
            ],
        }
    },
}


class Tantivy:
    """An index of tantivy in a folder."""

    def __init__(self, folder: Path, documents: Iterable[SearchDocument]) -> None:
        builder = tantivy.SchemaBuilder()
        for name, _ in _FIELDS:
            builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
        for name in (*_CODES, *_FLAGS):
            builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
        builder.add_text_field("stored", stored=True, index_option="basic")
        builder.add_integer_field("price", indexed=True, fast=True)
        builder.add_integer_field("created", indexed=True, fast=True)
        self._schema = builder.build()
        folder.mkdir(parents=True, exist_ok=True)
        self._index = tantivy.Index(self._schema, str(folder))
        writer = self._index.writer(_HEAP, 1)
        cut = thai.fast_cut()
        for document in documents:
            writer.add_document(_document(document, cut))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def search(self, asked: SearchQuery, reading: Reading) -> int:
        """Answer with stored hits, their number and all facets; return the number."""
        query = self._query(reading.plan, reading.filters)
        options: dict[str, Any] = {}
        if asked.sort is Sort.PRICE_UP:
            options = {"order_by_field": "price", "order": tantivy.Order.Asc}
        offset = (asked.page - 1) * asked.per_page
        found: Any = self._searcher.search(
            query, asked.per_page, count=True, offset=offset, **options
        )
        for _, address in found.hits:
            self._searcher.doc(address)
        self._searcher.aggregate(query, _FACETS)
        return int(found.count)

    def _query(self, plan: Plan, filters: Filters) -> Any:
        parts: list[tuple[Any, Any]] = [
            (tantivy.Occur.Must, query) for query in self._limits(filters)
        ]
        text = [(tantivy.Occur.Should, self._concept(c.alternatives)) for c in plan.concepts]
        for phrase in plan.phrases:
            words: list[str | tuple[int, str]] = list(words_of(phrase, thai.light_cut()))
            if len(words) > 1:
                queries = [
                    (tantivy.Occur.Should, tantivy.Query.phrase_query(self._schema, name, words))
                    for name, _ in _FIELDS
                ]
                parts.append((tantivy.Occur.Must, tantivy.Query.boolean_query(queries)))
        if text:
            parts.append((tantivy.Occur.Must, tantivy.Query.boolean_query(text)))
        return tantivy.Query.boolean_query(parts) if parts else tantivy.Query.all_query()

    def _concept(self, alternatives: Sequence[Any]) -> Any:
        queries = [
            tantivy.Query.boost_query(self._all_of(words), found.weight)
            for found in alternatives
            if (words := [term for term in found.terms if term[0] not in "~#&"])
        ]
        return tantivy.Query.disjunction_max_query(queries)

    def _all_of(self, terms: Sequence[str]) -> Any:
        words = [
            tantivy.Query.disjunction_max_query(
                [
                    tantivy.Query.boost_query(
                        tantivy.Query.term_query(self._schema, name, term), weight
                    )
                    for name, weight in _FIELDS
                ]
            )
            for term in terms
        ]
        if len(words) == 1:
            return words[0]
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, word) for word in words])

    def _limits(self, filters: Filters) -> list[Any]:
        named = {
            "kind": frozenset({filters.kind} if filters.kind else ()),
            "category": filters.categories,
            "community": filters.communities,
            "district": filters.districts,
        }
        found = [
            tantivy.Query.term_set_query(self._schema, name, sorted(codes))
            for name, codes in named.items()
            if codes
        ]
        if filters.price_max is not None:
            found.append(
                tantivy.Query.range_query(
                    self._schema, "price", tantivy.FieldType.Integer, 0, filters.price_max
                )
            )
        return found


def _document(document: SearchDocument, cut: thai.Cut) -> Any:
    tags = [*document.categories, *document.communities, *document.districts]
    tags += [*document.materials, *document.techniques, *document.themes]
    texts = {
        "title": f"{document.title_th} {document.title_en}",
        "tags": " ".join(f"{tag.th} {tag.en}" for tag in tags),
        "body": f"{document.summary_th} {document.summary_en} {document.body_th} {document.body_en}",
    }
    flags = {
        "in_stock": document.in_stock,
        "made_to_order": document.made_to_order,
        "wholesale": document.wholesale_min is not None,
    }
    return tantivy.Document(
        **{name: " ".join(words_of(text, cut)) for name, text in texts.items()},
        kind=document.kind,
        category=[named.code for named in document.categories],
        community=[named.code for named in document.communities],
        district=[named.code for named in document.districts],
        organisation=[document.organisation.code] if document.organisation else [],
        language=list(document.languages),
        accessibility=[named.code for named in document.accessibility],
        certificate=[named.code for named in document.certificates],
        month=[str(month) for month in document.months],
        **{name: "1" if value else "0" for name, value in flags.items()},
        stored=f"{document.title_th}\n{document.title_en}\n{document.body_th}\n{document.body_en}",
        price=document.price_satang or 0,
        created=document.created,
    )
