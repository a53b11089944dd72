"""A mail server that keeps what it is given, for tests of the SMTP port."""

from __future__ import annotations

import email
import email.policy
from typing import TYPE_CHECKING, Any

from aiosmtpd.controller import Controller

from tests.support.addresses import LOOPBACK, free_port

if TYPE_CHECKING:
    from email.message import EmailMessage


class SmtpSink:
    """Accepts every letter; `messages` holds them in order of arrival."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.port = free_port()
        self._controller: Controller | None = None

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd calls it by this name
        """Keep one letter and accept it."""
        del server, session
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.messages.append(message)
        return "250 OK"

    def start(self) -> None:
        """Listen on the loopback, again on the same port after `stop`."""
        # One controller has one event loop, which `stop` closes for good.
        self._controller = Controller(self, hostname=LOOPBACK, port=self.port)
        self._controller.start()

    def stop(self) -> None:
        """Stop listening; `messages` stay."""
        if self._controller is not None:
            self._controller.stop(no_assert=True)
            self._controller = None
