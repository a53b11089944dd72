"""Asks a server for pages over kept connections, as many as it takes to measure its CPU."""

import http.client
import itertools
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from tests.support.addresses import LOOPBACK
from tests.support.process_tree import cpu_seconds, tree

SMALLEST = 1_000
"""Listings every measured catalogue has at least."""
_CONNECTIONS = 4
_PATIENCE = 120
"""Seconds; Oscar needs several for a page on a busy machine."""
_numbers = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Page:
    """What is asked for.

    Attributes:
        name: as printed.
        port: of the server on the loopback.
        path: with `{n}` where each request shall differ, so that nothing kept is met, and `{one}`
            where each shall be for another listing of the smallest catalogue.
        headers: sent with each request.
        status: what every answer must be.
    """

    name: str
    port: int
    path: str
    headers: Mapping[str, str]
    status: int = 200


@dataclass(frozen=True, slots=True)
class Round:
    """One measured burst.

    Attributes:
        cpu_ms: CPU of the server's whole process tree for one request; trust this.
        wall_ms: median time to an answer on this machine at this moment.
        bytes_out: size of one body as sent.
    """

    cpu_ms: float
    wall_ms: float
    bytes_out: int


def burst(page: Page, server_pid: int, seconds: float) -> Round:
    """Ask for a page again and again.

    Args:
        page: what.
        server_pid: first process of the server; its descendants are counted too.
        seconds: how long; above one second, because the system counts CPU in hundredths.

    Raises:
        RuntimeError: an answer had another status.
    """
    before = cpu_seconds(tree(server_pid))
    deadline = time.perf_counter() + seconds
    with ThreadPoolExecutor(max_workers=_CONNECTIONS) as pool:
        jobs = [pool.submit(_client, page, deadline) for _ in range(_CONNECTIONS)]
        results = [job.result() for job in jobs]
    used = cpu_seconds(tree(server_pid)) - before
    times = sorted(itertools.chain.from_iterable(times for times, _ in results))
    return Round(
        cpu_ms=1000 * used / len(times),
        wall_ms=1000 * times[len(times) // 2],
        bytes_out=max(size for _, size in results),
    )


def fetch(page: Page) -> tuple[http.client.HTTPMessage, bytes]:
    """Ask once and return headers and body."""
    connection = http.client.HTTPConnection(LOOPBACK, page.port, timeout=_PATIENCE)
    try:
        return _ask(connection, page)
    finally:
        connection.close()


def _client(page: Page, deadline: float) -> tuple[list[float], int]:
    connection = http.client.HTTPConnection(LOOPBACK, page.port, timeout=_PATIENCE)
    times: list[float] = []
    size = 0
    clock: Callable[[], float] = time.perf_counter
    while (started := clock()) < deadline:
        _, body = _ask(connection, page)
        times.append(clock() - started)
        size = len(body)
    connection.close()
    return times, size


def _ask(
    connection: http.client.HTTPConnection, page: Page
) -> tuple[http.client.HTTPMessage, bytes]:
    number = next(_numbers)
    path = page.path.replace("{n}", str(number)).replace("{one}", str(number % SMALLEST + 1))
    connection.request("GET", path, headers=page.headers)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != page.status:
        raise RuntimeError(f"{page.name}: {answer.status} for {page.path}")
    return answer.headers, body
