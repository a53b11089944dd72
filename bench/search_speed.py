"""Cost of a rebuild, of a change and of each kind of query, and the memory of a reader.

Usage: ``python -m bench.search_speed FOLDER [--documents 20000] [--index DIR] [--engine postgres]``
where FOLDER holds the demo YAML files, whose listings are varied until there are enough. With PostgreSQL
most of the work is the server's, so wall time is what to read, and the first of the answers, which
nothing was kept for.
"""

from __future__ import annotations

import argparse
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from bench.search_documents import demo_documents
from bench.search_engines import ENGINES, opened
from search_index import open_backend
from search_index.contract import Backend, Filters, Named, SearchDocument, SearchQuery, Sort

_QUERIES = {
    "term": SearchQuery(text="สังคโลก"),
    "three words": SearchQuery(text="ผ้า ฝ้าย หมักโคลน"),
    "romanised typo": SearchQuery(text="sankalok plat"),
    "thai typo": SearchQuery(text="ผ้าหมักโคนล"),
    "sentence": SearchQuery(text="ผ้าพันคอ ขายส่ง 50 ผืน ไม่เกิน 300 บาท"),
    "phrase": SearchQuery(text='"mud cloth"'),
    "filters by price": SearchQuery(
        filters=Filters(districts=frozenset({"6405"}), price_max=100_000), sort=Sort.PRICE_UP
    ),
    "all, facets": SearchQuery(),
    "all, no facets": SearchQuery(facets=()),
    "page 50": SearchQuery(text="ผ้า", page=50),
}

_READER = """
import sys, time
from pathlib import Path
from search_index import open_backend
from search_index.contract import SearchQuery
backend = open_backend(Path(sys.argv[1]))
for text in ("สังคโลก", "sankalok plat", "ผ้าหมักโคนล", "ผ้าพันคอ ขายส่ง 50 ผืน", "cotton scarf"):
    backend.search(SearchQuery(text=text))
    backend.suggest(text[:3])
fields = dict(line.split(":", 1) for line in open("/proc/self/smaps_rollup").read().splitlines()[1:])
kb = lambda name: int(fields[name].split()[0]) / 1024
print(f"reader: {kb('Rss'):.0f} MB resident, {kb('Private_Clean') + kb('Private_Dirty') - 0:.0f} MB private, "
      f"{kb('Anonymous'):.0f} MB anonymous")
"""


def varied(documents: list[SearchDocument], count: int) -> Iterator[SearchDocument]:
    """The demo listings again and again, with other prices, titles and sellers."""
    rng = random.Random(1)
    for number in range(1, count + 1):
        base = documents[(number - 1) % len(documents)]
        yield replace(
            base,
            id=number,
            slug=f"{base.slug}-{number}",
            title_th=f"{base.title_th} รุ่น {rng.randint(1, 999)}",
            title_en=f"{base.title_en} no. {number}",
            organisation=Named(str(number % 500), f"กลุ่มที่ {number % 500}", ""),
            price_satang=(base.price_satang or 0) + 100 * rng.randint(0, 500),
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--index", type=Path, help="keep the index here and reuse it")
    parser.add_argument("--engine", choices=ENGINES, default="whoosh")
    parser.add_argument("--url", default="", help="PostgreSQL database with rights to make schemas")
    options = parser.parse_args()
    documents = demo_documents(options.folder)
    with ExitStack() as stack:
        folder = options.index or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        backend: Backend = open_backend(folder)
        if options.engine != "whoosh":
            backend = stack.enter_context(opened(options.engine, options.url))
        if not backend.health().ok:
            started = time.process_time()
            backend.rebuild(varied(documents, options.documents))
            spent = time.process_time() - started
            print(f"rebuild: {options.documents / spent:.0f} documents per CPU second")
        started = time.process_time()
        backend.upsert([replace(documents[0], version=int(time.time()))])
        backend.commit()
        print(f"one change: {(time.process_time() - started) * 1000:.0f} ms CPU")
        for name, query in _QUERIES.items():
            times, walls = [], []
            for _ in range(15):
                started, began = time.process_time(), time.perf_counter()
                total = backend.search(query).total
                times.append((time.process_time() - started) * 1000)
                walls.append((time.perf_counter() - began) * 1000)
            median, worst = statistics.median(times), max(times[1:])
            wall = f"wall {statistics.median(walls):.1f}, first {walls[0]:.1f}"
            print(f"{name:18s} {median:7.1f} ms CPU (worst {worst:.1f}), {wall}  {total} hits")
        if options.engine != "whoosh":
            return
        subprocess.run([sys.executable, "-c", _READER, str(folder)], check=True)


if __name__ == "__main__":
    main()
