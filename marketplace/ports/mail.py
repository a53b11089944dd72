"""Sending mail: the contract, SMTP, files in a folder, and a twin in memory.

Only the worker sends, and never inside a write transaction. Sending twice is possible (at least
once); ``message_id`` lets the receiving side drop the second copy.
"""

import re
import smtplib
import ssl
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path
from time import monotonic
from typing import Final, Protocol

from models.errors import DomainError

_TIMEOUT_S: Final = 20
_REST_S: Final = 60.0
_LINE_BREAK: Final = re.compile(r"[\r\n]")


class MailDown(DomainError):
    """The mail server did not take the message; the worker tries again later."""

    def __init__(self) -> None:
        """Use the code ``mail.down``."""
        super().__init__("mail.down")


class MailRefused(DomainError):
    """The message can never be sent as it is: trying again would not help."""

    def __init__(self) -> None:
        """Use the code ``mail.refused``."""
        super().__init__("mail.refused")


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail to one person.

    Attributes:
        to: address alone.
        text: the plain part; always there.
        html: None means plain text only.
        message_id: without angle brackets; the same for every try of the same letter.
        unsubscribe: address that ends letters of this kind when it is posted to (RFC 8058); None
            for letters that nobody subscribed to.
    """

    to: str
    subject: str
    text: str
    html: str | None = None
    message_id: str | None = None
    to_name: str = ""
    unsubscribe: str | None = None


class Mail(Protocol):
    """Sends letters."""

    def send(self, letter: Letter) -> None:
        """Hand a letter over.

        Raises:
            MailDown: not taken now; try again.
            MailRefused: never will be.
        """
        ...


def compose(letter: Letter, sender: str) -> EmailMessage:
    """Build the message.

    Raises:
        MailRefused: a header would break over lines, or the address is none.
    """
    if any(_LINE_BREAK.search(part) for part in (letter.to, letter.to_name, letter.subject)):
        raise MailRefused
    message = EmailMessage()
    name, address = parseaddr(sender)
    try:
        message["From"] = Address(display_name=name, addr_spec=address)
        message["To"] = Address(display_name=letter.to_name, addr_spec=letter.to)
    except (ValueError, IndexError) as fault:
        raise MailRefused from fault
    message["Subject"] = letter.subject
    message["Auto-Submitted"] = "auto-generated"
    if letter.message_id is not None:
        message["Message-ID"] = f"<{letter.message_id}>"
    if letter.unsubscribe is not None:
        message["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(letter.text)
    if letter.html is not None:
        message.add_alternative(letter.html, subtype="html")
    return message


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Where to send, and as whom."""

    host: str
    port: int = 587
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    starttls: bool = True


@dataclass(slots=True)
class _Rest:
    """Leaves a server alone that lets everybody wait, so that one letter a minute waits for it."""

    until: float = 0.0

    def holds(self) -> bool:
        return monotonic() < self.until

    def begin(self) -> None:
        self.until = monotonic() + _REST_S


@dataclass(frozen=True, slots=True)
class SmtpMail:
    """Sends through a mail server, one connection a letter."""

    server: SmtpServer
    sender: str
    _rest: _Rest = field(default_factory=_Rest, init=False, repr=False, compare=False)

    def send(self, letter: Letter) -> None:
        """Hand a letter to the server. Raises MailDown or MailRefused."""
        message = compose(letter, self.sender)
        server = self.server
        if self._rest.holds():
            raise MailDown
        try:
            with smtplib.SMTP(server.host, server.port, timeout=_TIMEOUT_S) as connection:
                if server.starttls:
                    connection.starttls(context=ssl.create_default_context())
                if server.username is not None and server.password is not None:
                    connection.login(server.username, server.password)
                connection.send_message(message)
        except smtplib.SMTPRecipientsRefused as fault:
            codes = [code for code, _reason in fault.recipients.values()]
            raise (MailRefused if all(code >= 500 for code in codes) else MailDown) from fault  # noqa: PLR2004 - RFC 5321: 5yz is permanent
        except TimeoutError as fault:
            self._rest.begin()
            raise MailDown from fault
        except (smtplib.SMTPException, OSError) as fault:
            raise MailDown from fault


@dataclass(frozen=True, slots=True)
class FolderMail:
    """Writes each letter as an ``.eml`` file, which developers read in the browser."""

    folder: Path
    sender: str

    def send(self, letter: Letter) -> None:
        """Write a letter. A second copy of the same letter replaces the first."""
        message = compose(letter, self.sender)
        self.folder.mkdir(parents=True, exist_ok=True)
        number = len(list(self.folder.glob("*.eml"))) + 1
        name = re.sub(r"[^A-Za-z0-9-]", "-", letter.message_id or f"letter-{number:05d}")
        path = self.folder / f"{name}.eml"
        try:
            path.write_bytes(message.as_bytes())
        except OSError as fault:
            raise MailDown from fault


@dataclass(slots=True)
class MemoryMail:
    """Keeps letters in a list.

    Attributes:
        down: set True to let every sending fail, as when the server is away.
    """

    sent: list[Letter] = field(default_factory=list)
    down: bool = False

    def send(self, letter: Letter) -> None:
        """Keep a letter after the same checks as the real ones."""
        if self.down:
            raise MailDown
        compose(letter, "Talat Pasan <no-reply@localhost>")
        self.sent.append(letter)
