"""Our search page beside django-oscar's, with the same products, words and server.

Trust the CPU of the server's process tree for one request; times depend on what else runs here.
Oscar is as its documentation sets it up, with Whoosh behind Haystack; its index is one segment, the
quickest state Whoosh has, and no product has a photo. `--backend simple` is Haystack's engine for
development: it looks for the last word only, in the database, counts no facets and ranks nothing.
"""

import argparse
import random
import re
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, median
from urllib.parse import quote

from bench.catalogue import WORDS
from bench.load import Page, burst, fetch
from bench.oscar import peer
from bench.oscar.house import house
from bench.servers import HOUSE, Server, gunicorn

TARGET = 1 / 15
_SEED = 20261128
_DEEPEST = 5
_EVERYWHERE = ("cotton", "porcupine quill")
"""Words of all products, the most that either side can be asked to rank."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of both shops.

    Attributes:
        path: of the search page, with places for the words and the page.
        card: stands once in the page for each product.
        cards: on a full page, as each side ships it.
        total: reads how many were found.
    """

    name: str
    server: Server
    path: str
    card: bytes
    cards: int
    total: re.Pattern[str]

    def page(self, question: tuple[str, int]) -> Page:
        """Return what is asked for, as a browser asks."""
        words, number = question
        path = self.path.format(words=quote(words), page=number)
        return Page(f"{self.name}: {words}", self.server.port, path, {"Accept-Encoding": "gzip"})

    def found(self, question: tuple[str, int]) -> int:
        """Return how many products were found.

        Raises:
            RuntimeError: the page is not full, so this is no search page to measure.
        """
        page = self.page(question)
        _, body = fetch(Page(page.name, page.port, page.path, {}))
        total = self.total.search(body.decode())
        if body.count(self.card) != self.cards or total is None:
            raise RuntimeError(f"{page.name}: {body.count(self.card)} cards on {page.path}")
        return int(total[1].replace(",", ""))


def main() -> int:
    """Measure and print; 1 when the target was missed."""
    asked = _arguments()
    python = asked.python or peer.environment()
    versions = peer.versions(python)
    with tempfile.TemporaryDirectory(prefix="pasan-oscar-") as folder:
        instance = Path(folder)
        products = house(instance, asked.products)
        shop = peer.shop(python, products, anew=asked.rebuild)
        with gunicorn(HOUSE, instance) as ours, peer.served(python, shop, asked.backend) as theirs:
            print(f"{asked.products:,} products; {versions}; {asked.backend}", flush=True)
            return _compare(
                Side("house", ours, "/search?q={words}&page={page}", b'<li class="card">', 24,
                     re.compile(r'id="count"[^>]*>\D*([\d,]+)')),
                Side("Oscar", theirs, "/search/?q={words}&page={page}", b"product_pod", 20,
                     re.compile(r"Found <strong>([\d,]+)</strong>")),
                asked,
            )  # fmt: skip


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.oscar", description=__doc__)
    add = parser.add_argument
    add("--products", type=int, default=20_000, help="at least 1,500, so that all pages are full")
    add("--rounds", type=int, default=3)
    add("--seconds", type=float, default=1.5, help="of one burst")
    add("--backend", choices=peer.BACKENDS, default="whoosh", help="of Haystack")
    add("--python", type=Path, help="interpreter of an environment that has Oscar already")
    add("--rebuild", action="store_true", help="make Oscar's shop anew")
    return parser.parse_args()


def _questions() -> list[tuple[str, int]]:
    """Return words and the page of their results, the same in every run."""
    dice = random.Random(_SEED)
    words = [*WORDS, *_EVERYWHERE]
    dice.shuffle(words)
    return [(one, dice.randint(1, _DEEPEST)) for one in words]


def _compare(ours: Side, theirs: Side, asked: argparse.Namespace) -> int:
    print(f"{'words':<18}{'page':>5}{'found: house':>14}{'Oscar':>8}", end="")
    print(f"{'CPU ms: house':>15}{'Oscar':>9}{'ratio':>10}", flush=True)
    means: list[tuple[float, float]] = []
    questions = _questions()
    for side in (ours, theirs):  # what each process loads at its first search is not measured
        side.found(
            questions[0]
        )  # alone: four first requests at once met a 500 in a new shop of Oscar's
        burst(side.page(questions[0]), side.server.pid, 2.0)
    for question in questions:
        found = [side.found(question) for side in (ours, theirs)]
        house_ms, oscar_ms = _measured((ours, theirs), question, asked)
        means.append((house_ms, oscar_ms))
        print(
            f"{question[0]:<18}{question[1]:>5}{found[0]:>14,}{found[1]:>8,}"
            f"{house_ms:>15.1f}{oscar_ms:>9.0f}{f'1/{oscar_ms / house_ms:.0f}':>10}",
            flush=True,
        )
    house_ms, oscar_ms = (fmean(column) for column in zip(*means, strict=True))
    missed = house_ms > oscar_ms * TARGET
    print(
        f"mean of {len(means)} questions: house {house_ms:.1f} ms, Oscar {oscar_ms:.0f} ms of CPU "
        f"for one request: 1/{oscar_ms / house_ms:.0f} (at most 1/{1 / TARGET:.0f})"
        f"{'  MISSED' if missed else ''}"
    )
    return int(missed)


def _measured(
    sides: Sequence[Side], question: tuple[str, int], asked: argparse.Namespace
) -> list[float]:
    """Return CPU ms for one request of each side: median of rounds in which they take turns."""
    rounds: list[list[float]] = [[] for _ in sides]
    for _ in range(asked.rounds):
        for side, kept in zip(sides, rounds, strict=True):
            kept.append(burst(side.page(question), side.server.pid, asked.seconds).cpu_ms)
    return [median(kept) for kept in rounds]


if __name__ == "__main__":
    sys.exit(main())
