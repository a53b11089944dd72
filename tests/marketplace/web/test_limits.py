"""Tries are counted for all processes together, and losing Redis never lifts a limit."""

import dataclasses
import subprocess
import sys
import time
from pathlib import Path

import pytest
from flask import Flask

from config import ROOT, Settings
from marketplace.web.limit_stores import SqliteStore
from marketplace.web.limits import CHANGE, Limits, Rule, client_network, limits
from models.errors import RateLimitedError
from tests.support.clients import HouseClient
from tests.support.redis_server import RedisServer

THREE = Rule("three", "3 per minute", None, None, "rate.signin")


def tries(house: Limits, rule: Rule, account: str = "a") -> int:
    """Count tries until refused; at most 20."""
    for count in range(20):
        try:
            house.count(rule, account)
        except RateLimitedError:
            return count
    return 20


def test_the_fourth_try_is_refused_with_the_wait(app: Flask) -> None:
    with app.test_request_context("/"):
        assert tries(limits(), THREE) == 3
        with pytest.raises(RateLimitedError) as caught:
            limits().count(THREE, "a")

    assert caught.value.code == "rate.signin"
    assert 1 <= caught.value.retry_after_s <= 60


def test_accounts_and_rules_are_counted_apart(app: Flask) -> None:
    with app.test_request_context("/"):
        assert tries(limits(), THREE, "a") == 3
        assert tries(limits(), THREE, "b") == 3
        assert tries(limits(), Rule("other", "3 per minute"), "a") == 3


def test_looking_counts_nothing_and_success_forgets(app: Flask) -> None:
    with app.test_request_context("/"):
        for _ in range(5):
            limits().check(THREE, "a")
        assert tries(limits(), THREE) == 3
        with pytest.raises(RateLimitedError):
            limits().check(THREE, "a")
        limits().forgive(THREE, "a")
        assert tries(limits(), THREE) == 3


def test_addresses_and_everybody_are_limited_too(app: Flask) -> None:
    rule = Rule("wide", "9 per minute", "2 per minute", "3 per minute")

    with app.test_request_context("/", environ_base={"REMOTE_ADDR": "203.0.113.5"}):
        assert tries(limits(), rule) == 2
    with app.test_request_context("/", environ_base={"REMOTE_ADDR": "203.0.113.6"}):
        assert tries(limits(), rule, "b") <= 1


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.5", "203.0.113.5"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::"),
        ("", "unknown"),
    ],
)
def test_an_ipv6_household_counts_as_one(app: Flask, address: str, network: str) -> None:
    with app.test_request_context("/", environ_base={"REMOTE_ADDR": address}):
        assert client_network() == network


COUNT = """
import sys
from pathlib import Path
from marketplace.web.limit_stores import SqliteStore
store = SqliteStore(Path(sys.argv[1]))
print(*[store.incr("shared", 60) for _ in range(100)])
"""


def test_the_file_counts_for_all_processes(tmp_path: Path) -> None:
    command = [sys.executable, "-c", COUNT, str(tmp_path / "limits.sqlite3")]
    workers = [subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) for _ in range(2)]

    counts = [int(word) for worker in workers for word in worker.communicate()[0].split()]

    assert sorted(counts) == list(range(1, 201))


def test_windows_end_and_survive_a_clock_set_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = SqliteStore(tmp_path / "limits.sqlite3")
    now = time.time()

    monkeypatch.setattr(time, "time", lambda: now)
    assert [store.incr("x", 60), store.incr("x", 60)] == [1, 2]
    monkeypatch.setattr(time, "time", lambda: now + 61)
    assert store.incr("x", 60) == 1
    monkeypatch.setattr(time, "time", lambda: now - 3600)
    assert store.incr("x", 60) == 1
    assert store.get("x") == 1
    store.clear("x")
    assert store.get("x") == 0
    store.close()


def test_who_waited_for_the_file_counts_like_everybody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = SqliteStore(tmp_path / "limits.sqlite3")
    now = time.time()

    monkeypatch.setattr(time, "time", lambda: now)
    store.incr("x", 60)
    monkeypatch.setattr(time, "time", lambda: now - 1)
    assert store.incr("x", 60) == 2
    store.close()


@pytest.mark.redis
def test_losing_redis_keeps_the_limits(
    app: Flask, settings: Settings, redis_server: RedisServer
) -> None:
    house = Limits.of(dataclasses.replace(settings, redis_url=redis_server.url))
    with app.test_request_context("/"):
        assert tries(house, THREE, "with-redis") == 3
        redis_server.stop()
        began = time.perf_counter()
        assert tries(house, THREE, "without-redis") == 3
        assert time.perf_counter() - began < 3


def test_losing_the_file_keeps_the_limits_in_memory(app: Flask, settings: Settings) -> None:
    (settings.instance / "limits.sqlite3").mkdir()
    house = Limits.of(settings)

    with app.test_request_context("/"):
        assert tries(house, THREE) == 3


def test_a_flood_without_token_is_counted(
    app: Flask, client: HouseClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("marketplace.web.limits.CHANGE", Rule("change", None, "3 per minute"))

    found = [client.post("/probe/form", token=False).status_code for _ in range(5)]

    assert found == [400, 400, 400, 429, 429]
    assert CHANGE.address == "240 per minute"


def test_a_limited_page_says_when_to_come_back(client: HouseClient) -> None:
    response = client.get("/probe/status/429")

    assert response.status_code == 429
    assert response.headers["Retry-After"] == "61"
    assert "พัก 2\u00a0นาที" in response.text
