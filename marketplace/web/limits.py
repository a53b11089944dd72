"""How often one may try: per account, per address and altogether.

Counts live in Redis where one is configured. When it is lost, this machine's file takes over for
a while, and when even that fails, the memory of the process: limits may become wider for some
seconds, never absent, and never a fault of the page.
"""

import hashlib
import ipaddress
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Final, TypeVar

import structlog
from flask import Flask, current_app, request
from limits import RateLimitItem, parse
from limits.errors import StorageError
from limits.storage import MemoryStorage, RedisStorage, Storage
from limits.strategies import FixedWindowRateLimiter

from config import Settings
from marketplace.web.limit_stores import SqliteStore
from models.errors import RateLimitedError

_EXTENSION: Final = "talat_limits"
_REST_S: Final = 15.0
_REDIS_TIMEOUT_S: Final = 0.3
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
_FAULTS: Final = (StorageError, sqlite3.Error, OSError)
T = TypeVar("T")
_log = structlog.get_logger("limits")


@dataclass(frozen=True, slots=True)
class Rule:
    """A limit on one kind of act.

    Attributes:
        name: keeps its counts apart from those of other rules.
        account: tries for one account, such as ``"10 per 5 minutes"``; None for no such limit.
        address: tries from one address (IPv6: one /64 network).
        everybody: tries of all together.
        code: the sentence shown.
    """

    name: str
    account: str | None = None
    address: str | None = None
    everybody: str | None = None
    code: str = "rate.many"

    def items(self, account: str | None, address: str) -> list[tuple[RateLimitItem, str, str]]:
        """Return the limits that apply, each with whom it counts."""
        found = []
        if self.account is not None and account is not None:
            found.append((parse(self.account), "account", _digest(account)))
        if self.address is not None:
            found.append((parse(self.address), "address", address))
        if self.everybody is not None:
            found.append((parse(self.everybody), "everybody", "all"))
        return found


# Source: the figures of warehouse (the software of PyPI). The address limits
# are wider: a whole village signs in from one address on a training day. Only failures count.
SIGN_IN: Final = Rule(
    "sign_in", "10 per 5 minutes", "30 per 5 minutes", "1000 per 5 minutes", "rate.signin"
)
SIGN_UP: Final = Rule("sign_up", None, "20 per hour", "500 per hour")
RESET: Final = Rule("reset", "5 per day", "20 per hour", "500 per hour")
CONFIRM: Final = Rule("confirm", "5 per day", "20 per hour", "500 per hour")
CHANGE_EMAIL: Final = Rule("change_email", "2 per day", "20 per day", "200 per hour")
INVITE: Final = Rule("invite", "20 per day", "40 per day", "500 per hour")
REVEAL: Final = Rule("reveal", None, "60 per hour", "5000 per hour")
UPLOAD: Final = Rule("upload", "300 per hour", "600 per hour", None)
READ: Final = Rule("read", None, "6000 per minute")
"""Reading by programs: a whole catalogue in a minute, never a flood."""
CHANGE: Final = Rule("change", None, "240 per minute", "6000 per minute")
"""Counts every request that is no reading, before anything else looks at it."""


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of a limit for one address.

    Attributes:
        most: tries in a window of ``window_s`` seconds.
        remaining: tries left in the present window.
        reset_s: seconds until the next one.
    """

    most: int
    window_s: int
    remaining: int
    reset_s: int


@dataclass(slots=True)
class _Store:
    name: str
    open: Callable[[], Storage]
    limiter: FixedWindowRateLimiter | None = None
    rests_until: float = 0.0


@dataclass(slots=True)
class Limits:
    """Counts tries in the first store that answers."""

    stores: list[_Store]
    clock: Callable[[], float] = field(default=time.monotonic)

    @classmethod
    def of(cls, settings: Settings) -> "Limits":
        """Choose the stores of an installation, best first."""
        path = settings.instance / "limits.sqlite3"
        stores = [_Store("file", lambda: SqliteStore(path)), _Store("memory", MemoryStorage)]
        if settings.redis_url is not None:
            url = settings.redis_url
            stores.insert(0, _Store("redis", lambda: _redis(url)))
        return cls(stores)

    def check(self, rule: Rule, account: str | None = None) -> None:
        """Refuse when no try is left, without counting one. Raises RateLimitedError."""
        for item, *who in rule.items(account, client_network()):
            if not self._ask(partial(_test, item, rule.name, who)):
                self._refuse(rule, item, who)

    def count(self, rule: Rule, account: str | None = None) -> None:
        """Count one try and refuse when it was too many. Raises RateLimitedError.

        Args:
            rule: which limit.
            account: what names the account, such as the address typed; kept only as a hash.
        """
        for item, *who in rule.items(account, client_network()):
            if not self._ask(partial(_hit, item, rule.name, who)):
                self._refuse(rule, item, who)

    def left(self, rule: Rule) -> Left:
        """Say what the client's address has left of a rule, without counting a try."""
        item, *who = rule.items(None, client_network())[0]
        stats = self._ask(lambda limiter: limiter.get_window_stats(item, rule.name, *who))
        window = item.get_expiry()
        remaining, ends = (0, time.time() + window) if stats is None else stats[1::-1]
        reset = max(0, min(window, round(ends - time.time())))
        return Left(item.amount, window, int(remaining), reset)

    def forgive(self, rule: Rule, account: str) -> None:
        """Forget the tries of an account, after it proved to be its owner."""
        for item, kind, who in rule.items(account, client_network()):
            if kind == "account":
                self._ask(partial(_clear, item, rule.name, [kind, who]))

    def _refuse(self, rule: Rule, item: RateLimitItem, who: list[str]) -> None:
        stats = self._ask(lambda limiter: limiter.get_window_stats(item, rule.name, *who))
        wait = item.get_expiry() if stats is None else stats.reset_time - time.time()
        _log.warning("limited", rule=rule.name, by=who[0])
        raise RateLimitedError(rule.code, max(1, min(item.get_expiry(), int(wait) + 1)))

    def _ask(self, question: Callable[[FixedWindowRateLimiter], T]) -> T | None:
        """Put a question to the first store that is not resting after a fault.

        None when all of them failed; the caller then treats the try as refused.
        """
        for store in self.stores:
            if store.rests_until > self.clock():
                continue
            try:
                if store.limiter is None:
                    store.limiter = FixedWindowRateLimiter(store.open())
                return question(store.limiter)
            except _FAULTS as error:
                store.rests_until = self.clock() + _REST_S
                _log.warning("limit_store_lost", store=store.name, kind=type(error).__name__)
        return None


def _test(item: RateLimitItem, rule: str, who: list[str], limiter: FixedWindowRateLimiter) -> bool:
    return limiter.test(item, rule, *who)


def _hit(item: RateLimitItem, rule: str, who: list[str], limiter: FixedWindowRateLimiter) -> bool:
    return limiter.hit(item, rule, *who)


def _clear(item: RateLimitItem, rule: str, who: list[str], limiter: FixedWindowRateLimiter) -> None:
    limiter.clear(item, rule, *who)


def _redis(url: str) -> Storage:
    # Faults come as StorageError: the client's own error would have to be imported everywhere.
    return RedisStorage(
        url,
        wrap_exceptions=True,
        socket_timeout=_REDIS_TIMEOUT_S,
        socket_connect_timeout=_REDIS_TIMEOUT_S,
    )


def _digest(account: str) -> str:
    return hashlib.sha256(account.encode("utf-8", "replace")).hexdigest()[:32]


def client_network() -> str:
    """Return whom an address limit counts: an IPv4 address, or an IPv6 /64."""
    try:
        address = ipaddress.ip_address(request.remote_addr or "")
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:  # how a proxy of both kinds writes an IPv4 address
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False).network_address)
    return str(address)


def limits() -> Limits:
    """Return the limits of the current application."""
    found: Limits = current_app.extensions[_EXTENSION]
    return found


def init_limits(app: Flask, settings: Settings) -> None:
    """Count every change. Call it before the CSRF check, so that floods without token count."""
    house = app.extensions[_EXTENSION] = Limits.of(settings)

    @app.before_request
    def count_change() -> None:
        if request.method not in _SAFE:
            house.count(CHANGE)
