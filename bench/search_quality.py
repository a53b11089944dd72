"""How well the search answers the judged development queries, per tag, beside plain BM25.

Usage: ``python -m bench.search_quality FOLDER [--show TAG] [--engine postgres --url ADDRESS]`` where
FOLDER holds the demo YAML files and ``search_dev_queries.yaml``. Without an address a server is
started for the run. Gains are 2^grade - 1; recall counts grades of 2 and more.
"""

from __future__ import annotations

import argparse
import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.search_documents import demo_documents, load
from bench.search_engines import ENGINES, opened
from search_index.contract import SearchDocument, SearchQuery
from search_index.text import thai
from search_index.text.analyze import words_of

Ranker = Callable[[str, str], list[str]]


@dataclass(frozen=True, slots=True)
class Result:
    """Figures of one query."""

    tag: str
    ndcg: float
    recall: float
    reciprocal: float


def ndcg(ranked: Sequence[str], grades: Mapping[str, int], depth: int = 10) -> float:
    def gain(values: Sequence[int]) -> float:
        return sum((2.0**g - 1) / math.log2(i + 2) for i, g in enumerate(values[:depth]))

    best = gain(sorted(grades.values(), reverse=True))
    if not best:
        return 1.0 if not ranked else 0.0
    return gain([grades.get(slug, 0) for slug in ranked]) / best


def judge(row: Mapping[str, Any], ranked: Sequence[str]) -> Result:
    grades = {entry["slug"]: entry["grade"] for entry in row.get("relevant") or []}
    good = {slug for slug, grade in grades.items() if grade >= 2}
    recall = len(good & set(ranked[:20])) / len(good) if good else 1.0
    first = next((i for i, slug in enumerate(ranked, 1) if grades.get(slug) == 3), 0)
    return Result(row["tag"], ndcg(ranked, grades), recall, 1 / first if first else 0.0)


class PlainBm25:
    """BM25 over the same words, any of them may match: what a plain index would answer."""

    def __init__(self, documents: Sequence[SearchDocument]) -> None:
        self._cut = thai.light_cut()
        self._documents = documents
        self._counts = [self._count(d) for d in documents]
        self._frequency: dict[str, int] = defaultdict(int)
        for counts in self._counts:
            for term in counts:
                self._frequency[term] += 1
        self._mean = sum(sum(c.values()) for c in self._counts) / len(documents)

    def _count(self, d: SearchDocument) -> dict[str, int]:
        counts: dict[str, int] = defaultdict(int)
        tags = [*d.categories, *d.communities, *d.districts, *d.materials, *d.techniques, *d.themes]
        tags += [*d.places, *d.certificates, *d.accessibility]
        text = " . ".join(
            [d.title_th, d.title_en, d.summary_th, d.summary_en, d.body_th, d.body_en]
            + [f"{tag.th} {tag.en}" for tag in tags]
        )
        for word in words_of(text, self._cut):
            counts[word] += 1
        return counts

    def rank(self, text: str, _lang: str) -> list[str]:
        """Slugs of the documents that hold any of the words, best first."""
        total = len(self._documents)
        scored = []
        for document, counts in zip(self._documents, self._counts, strict=True):
            score = 0.0
            length = sum(counts.values()) / self._mean
            for word in words_of(text, self._cut):
                tf, df = counts.get(word, 0), self._frequency.get(word, 0)
                if tf:
                    idf = math.log(1 + (total - df + 0.5) / (df + 0.5))
                    score += idf * tf * 2.2 / (tf + 1.2 * (0.25 + 0.75 * length))
            if score:
                scored.append((-score, document.id, document.slug))
        return [slug for _, _, slug in sorted(scored)]


def table(results: Mapping[str, Sequence[Result]]) -> str:
    """A table with one line per tag; one column group per ranker."""
    tags = list(dict.fromkeys(r.tag for r in next(iter(results.values()))))
    lines = [f"{'':18s}" + "".join(f"{name:>30s}" for name in results)]
    lines.append(f"{'tag':18s}" + "".join(f"{'nDCG@10  recall@20    MRR':>30s}" for _ in results))
    for tag in [*tags, "all"]:
        line = f"{tag:18s}"
        for found in results.values():
            mine = [r for r in found if tag in {r.tag, "all"}]
            mean = [
                sum(getattr(r, f) for r in mine) / len(mine)
                for f in ("ndcg", "recall", "reciprocal")
            ]
            line += f"{mean[0]:>13.3f}{mean[1]:>10.3f}{mean[2]:>7.3f}"
        lines.append(line)
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", default="", help="print every answer of this tag (or 'all')")
    parser.add_argument("--below", type=float, default=0.9, help="with --show: only worse answers")
    parser.add_argument("--engine", choices=ENGINES, default="whoosh")
    parser.add_argument("--url", default="", help="PostgreSQL database with rights to make schemas")
    options = parser.parse_args()
    documents = demo_documents(options.folder)
    rows = load(options.folder, "search_dev_queries")["queries"]
    plain = PlainBm25(documents)
    with opened(options.engine, options.url) as backend:
        backend.rebuild(documents)
        print(f"{options.engine} {backend.health().detail}")

        def ours(text: str, lang: str) -> list[str]:
            page = backend.search(SearchQuery(text=text, lang=lang, per_page=20, facets=()))
            return [hit.slug for hit in page.hits]

        rankers: dict[str, Ranker] = {"search_index": ours, "plain BM25": plain.rank}
        answers = {
            n: [r(row["query"], row["language"]) for row in rows] for n, r in rankers.items()
        }
        results = {
            name: [judge(row, ranked) for row, ranked in zip(rows, found, strict=True)]
            for name, found in answers.items()
        }
        if options.show:
            show(rows, answers["search_index"], results["search_index"], options)
    print(table(results))


def show(
    rows: Sequence[Mapping[str, Any]],
    answers: Sequence[Sequence[str]],
    results: Sequence[Result],
    options: argparse.Namespace,
) -> None:
    for row, ranked, result in zip(rows, answers, results, strict=True):
        if options.show not in {"all", row["tag"]} or result.ndcg >= options.below:
            continue
        grades = {entry["slug"]: entry["grade"] for entry in row.get("relevant") or []}
        print(f"\n{row['id']} {row['tag']} {row['query']}  nDCG {result.ndcg:.2f}")
        print("   " + " ".join(f"{slug}={grades.get(slug, 0)}" for slug in ranked[:10]))
        missed = [f"{s}={g}" for s, g in grades.items() if s not in ranked[:10]]
        print("   missed: " + " ".join(missed))


if __name__ == "__main__":
    main()
