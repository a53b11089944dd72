"""Pages of the house against a constant page under the same server, at 1,000 and 20,000 listings.

Trust the CPU of the server's process tree for one request; times depend on what else runs here.
"""

import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.catalogue import furnish
from bench.load import SMALLEST, Page, Round, burst, fetch
from bench.servers import CONSTANT, HOUSE, Server, gunicorn
from tests.support.process_tree import memory_bytes, tree

SMALL, LARGE = SMALLEST, 20_000
ROUNDS, SECONDS = 11, 1.5
MOST_MEMORY_MB = 200
MOST_GROWTH = 1.15
_MB = 1_000_000
_GZIP = {"Accept-Encoding": "gzip"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: a page and the least share of the constant page's speed it may have."""

    page: Page
    server: Server
    least: float | None


def run() -> int:
    """Measure, print the table, and return how many targets were missed."""
    with tempfile.TemporaryDirectory(prefix="pasan-bench-") as folder, ExitStack() as stack:
        # The server looks at the schema before it starts, so the constant page has one too.
        furnish(Path(folder) / "constant", 1)
        constant = stack.enter_context(gunicorn(CONSTANT, Path(folder) / "constant"))
        houses: dict[int, tuple[Server, list[Line]]] = {}
        for count in (SMALL, LARGE):
            instance = Path(folder) / str(count)
            token = furnish(instance, count)
            house = stack.enter_context(gunicorn(HOUSE, instance))
            houses[count] = (house, _lines(house, token))
        yardstick = Line(Page("constant page", constant.port, "/", {}), constant, None)
        lines = [yardstick, *houses[SMALL][1], *houses[LARGE][1][1:2]]
        measured = _measure(lines)
        missed = _print_table(lines, measured)
        growth = measured[-1].cpu_ms / measured[2].cpu_ms
        memory = memory_bytes(tree(houses[LARGE][0].pid)) / _MB
    missed += _print_limit(f"list CPU at {LARGE:,} over {SMALL:,}", growth, MOST_GROWTH)
    missed += _print_limit(f"memory of 2 workers at {LARGE:,}, MB", memory, MOST_MEMORY_MB)
    return missed


def _lines(house: Server, token: str) -> list[Line]:
    signed_in = _GZIP | {"Cookie": f"talat={token}"}
    listing = Page("list, signed in, kept", house.port, "/crafts", signed_in)
    headers, _ = fetch(listing)
    known = signed_in | {"If-None-Match": headers["ETag"] or ""}
    return [
        Line(listing, house, 0.45),
        Line(Page("list, signed in, uncached", house.port, "/crafts?n={n}", signed_in), house, 0.12),
        Line(Page("listing, uncached", house.port, "/crafts/craft-{one}?n={n}", signed_in), house, 0.10),
        Line(Page("list, 304", house.port, "/crafts", known, status=304), house, 0.75),
    ]  # fmt: skip


def _measure(lines: list[Line]) -> list[Round]:
    """Interleave the pages over the rounds, so that a busy moment of the machine hits all alike."""
    rounds: list[list[Round]] = [[] for _ in lines]
    for line in lines:
        burst(line.page, line.server.pid, 0.5)
    for _ in range(ROUNDS):
        for line, kept in zip(lines, rounds, strict=True):
            kept.append(burst(line.page, line.server.pid, SECONDS))
    return [
        Round(
            median(one.cpu_ms for one in kept),
            median(one.wall_ms for one in kept),
            kept[-1].bytes_out,
        )
        for kept in rounds
    ]


def _print_table(lines: list[Line], measured: list[Round]) -> int:
    print(f"{'page':<28} {'CPU ms':>8} {'ratio':>7} {'target':>7} {'p50 ms':>8} {'bytes':>8}")
    base, missed = measured[0].cpu_ms, 0
    for line, result in zip(lines, measured, strict=True):
        ratio = base / result.cpu_ms
        target = "" if line.least is None else f"{line.least:.2f}"
        bad = line.least is not None and ratio < line.least
        missed += bad
        print(
            f"{line.page.name:<28} {result.cpu_ms:>8.3f} {ratio:>7.2f} {target:>7} "
            f"{result.wall_ms:>8.2f} {result.bytes_out:>8}{'  MISSED' if bad else ''}"
        )
    return missed


def _print_limit(name: str, value: float, most: float) -> int:
    bad = value > most
    print(f"{name}: {value:.2f} (at most {most}){'  MISSED' if bad else ''}")
    return int(bad)
