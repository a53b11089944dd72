"""What a reaction is given, and how the tables of jobs describe one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from marketplace.db import Database
from marketplace.events import Fact
from marketplace.ports import Ports
from search_index.contract import Backend


@dataclass(frozen=True, slots=True)
class Work:
    """The world of a reaction: the database and the outside, handed in.

    Mail, index writes and image work happen outside database transactions.
    """

    database: Database
    ports: Ports
    search: Backend

    @property
    def now(self) -> datetime:
        """The present moment, UTC."""
        return self.ports.clock.now()


PATIENT: Final = ("reaction:make_avif",)
"""Outbox kinds that wait for all others, and that may lie for long: nothing is missing meanwhile.
A letter must not stand behind two hundred pictures."""


@dataclass(frozen=True, slots=True)
class Reaction:
    """One effect of facts. Must be idempotent: after a crash it runs again.

    Attributes:
        run: does the work for up to ``batch`` facts; raises to have them tried again later.
        batch: how many facts one call may take; 1 for mail, so that one failure repeats one mail.
        slow: True for work that waits for others or computes long (mail, pictures): it has a lane
            of its own, so that a change stays findable within two seconds.
    """

    run: Callable[[Work, Sequence[Fact]], None]
    batch: int = 1
    slow: bool = False


@dataclass(frozen=True, slots=True)
class Chore:
    """Work that is due at regular times.

    Attributes:
        every_s: seconds between two runs; slots are counted from 1970, so restarts change nothing.
        slow: as for reactions.
    """

    run: Callable[[Work], None]
    every_s: int
    slow: bool = False
