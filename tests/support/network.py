"""Keeps the tests on this machine: a connection to anywhere but the loopback is an error."""

from __future__ import annotations

import ipaddress
import socket
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


class NetworkBlocked(AssertionError):
    """A test tried to reach another machine."""


def is_loopback(address: object) -> bool:
    """Say whether a socket address stays on this machine (Unix sockets do)."""
    if not isinstance(address, tuple):
        return True
    host = str(address[0])
    if host in {"localhost", ""}:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _guard(real: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(self: socket.socket, address: Any) -> Any:
        if not is_loopback(address):
            raise NetworkBlocked(f"a test reached out to {address!r}")
        return real(self, address)

    return guarded


class NetworkGuard:
    """Replaces `socket.connect` between `install` and `remove`."""

    def __init__(self) -> None:
        self._connect = socket.socket.connect
        self._connect_ex = socket.socket.connect_ex

    def install(self) -> None:
        """Refuse connections that leave the loopback from now on."""
        socket.socket.connect = _guard(self._connect)  # type: ignore[method-assign] # the guard
        socket.socket.connect_ex = _guard(self._connect_ex)  # type: ignore[method-assign] # the guard

    def remove(self) -> None:
        """Give the sockets back as they were."""
        socket.socket.connect = self._connect  # type: ignore[method-assign] # the guard
        socket.socket.connect_ex = self._connect_ex  # type: ignore[method-assign] # the guard
