"""How well the search answers the judged development queries, per tag, beside plain BM25.

Usage: ``python -m bench.search_quality [FOLDER] [--show TAG] [--engine postgres --url ADDRESS]`` where FOLDER
holds the demo YAML files and ``search_dev_queries.yaml``; without it the house's own are taken. Without an
address a server is started. Gains are 2^grade - 1; recall counts grades of 2 and more.
"""

from __future__ import annotations

import argparse
import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bench.search_documents import demo_documents
from bench.search_engines import ENGINES, opened
from config import ROOT
from marketplace.words.queries.golden import ndcg
from search_index.contract import Backend, SearchDocument, SearchQuery
from search_index.text import thai
from search_index.text.analyze import words_of

DEMO = ROOT / "marketplace" / "demo" / "data"
MORE = ROOT / "bench" / "more_queries.yaml"
GOLDEN = ROOT / "search_index" / "data" / "golden_queries.yaml"

Ranker = Callable[[str, str], list[str]]


@dataclass(frozen=True, slots=True)
class Result:
    """Figures of one query."""

    tag: str
    ndcg: float
    recall: float
    reciprocal: float


def grades_of(row: Mapping[str, Any]) -> Mapping[str, int]:
    """Grade by slug, from our own files (a mapping) or from a list of entries."""
    relevant = row.get("relevant") or {}
    if isinstance(relevant, Mapping):
        return relevant
    return {entry["slug"]: entry["grade"] for entry in relevant}


def judge(row: Mapping[str, Any], ranked: Sequence[str]) -> Result:
    grades = grades_of(row)
    good = {slug for slug, grade in grades.items() if grade >= 2}
    recall = len(good & set(ranked[:20])) / len(good) if good else 1.0
    first = next((i for i, slug in enumerate(ranked, 1) if grades.get(slug) == 3), 0)
    # Where nothing answers, an empty page is the right answer.
    quality = ndcg(ranked, grades) if grades else float(not ranked)
    return Result(row["tag"], quality, recall, 1 / first if first else 0.0)


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


TARGET_ALL, TARGET_TAG, TARGET_RECALL = 0.90, 0.80, 0.90


def run(
    folder: Path | None = None,
    show_tag: str = "",
    below: float = 0.9,
    engine: str = "whoosh",
    url: str = "",
) -> bool:
    """Print the table per tag; True when a target was missed.

    Args:
        folder: with the demo's YAML files and, where it has one, ``search_dev_queries.yaml``;
            None for the house's own.
        show_tag: print every answer of this tag, or of "all".
        below: with ``show_tag``, only worse answers.
        engine: one of ``search_engines.ENGINES``.
        url: PostgreSQL database; without one a server is started.
    """
    folder = folder or DEMO
    documents = demo_documents(folder)
    path = folder / "search_dev_queries.yaml"
    with opened(engine, url) as backend:
        backend.rebuild(documents)
        if engine != "whoosh":
            print(f"{engine} {backend.health().detail}")
        if path.exists():
            return _measure(backend, documents, path, show_tag, below)
        _measure(backend, documents, MORE, show_tag, below)
        return _measure(backend, documents, GOLDEN, show_tag, below)


def _measure(
    backend: Backend, documents: Sequence[SearchDocument], path: Path, show_tag: str, below: float
) -> bool:
    rows = yaml.safe_load(path.read_text("utf-8"))["queries"]
    plain = PlainBm25(documents)

    def ours(text: str, lang: str) -> list[str]:
        page = backend.search(SearchQuery(text=text, lang=lang, per_page=20, facets=()))
        return [hit.slug for hit in page.hits]

    rankers: dict[str, Ranker] = {"search_index": ours, "plain BM25": plain.rank}
    answers = {n: [r(row["query"], row["language"]) for row in rows] for n, r in rankers.items()}
    results = {
        name: [judge(row, ranked) for row, ranked in zip(rows, found, strict=True)]
        for name, found in answers.items()
    }
    if show_tag:
        show(rows, answers["search_index"], results["search_index"], show_tag, below)
    print(f"\n{path.name}: {len(rows)} queries\n{table(results)}", flush=True)
    return _missed(results["search_index"])


def _missed(results: Sequence[Result]) -> bool:
    tags: dict[str, list[float]] = defaultdict(list)
    for result in results:
        tags[result.tag].append(result.ndcg)
    worst = min(sum(found) / len(found) for found in tags.values())
    overall = sum(r.ndcg for r in results) / len(results)
    recall = sum(r.recall for r in results) / len(results)
    return overall < TARGET_ALL or worst < TARGET_TAG or recall < TARGET_RECALL


def main() -> None:
    """Run on the folder and with the options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--show", default="", help="print every answer of this tag (or 'all')")
    parser.add_argument("--below", type=float, default=0.9, help="with --show: only worse answers")
    parser.add_argument("--engine", choices=ENGINES, default="whoosh")
    parser.add_argument("--url", default="", help="PostgreSQL database with rights to make schemas")
    options = parser.parse_args()
    run(options.folder, options.show, options.below, options.engine, options.url)


def show(
    rows: Sequence[Mapping[str, Any]],
    answers: Sequence[Sequence[str]],
    results: Sequence[Result],
    tag: str,
    below: float,
) -> None:
    """Print the answers of a tag that are worse than ``below``."""
    for row, ranked, result in zip(rows, answers, results, strict=True):
        if tag not in {"all", row["tag"]} or result.ndcg >= below:
            continue
        grades = grades_of(row)
        print(f"\n{row['id']} {row['tag']} {row['query']}  nDCG {result.ndcg:.2f}")
        print("   " + " ".join(f"{slug}={grades.get(slug, 0)}" for slug in ranked[:10]))
        missed = [f"{s}={g}" for s, g in grades.items() if s not in ranked[:10]]
        print("   missed: " + " ".join(missed))


if __name__ == "__main__":
    main()
