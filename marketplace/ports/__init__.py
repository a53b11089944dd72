"""The outside world: clock, mail and storage, each with a real and an in-memory twin."""

from dataclasses import dataclass, field

from marketplace.ports.clock import Clock, FixedClock
from marketplace.ports.mail import Mail, MemoryMail
from marketplace.ports.storage import MemoryStorage, Storage


@dataclass(frozen=True, slots=True)
class Ports:
    """Everything an action or a reaction may need of the world outside the database."""

    clock: Clock
    mail: Mail
    storage: Storage


@dataclass(frozen=True, slots=True)
class MemoryPorts:
    """The twins, kept by their own types so that tests can look inside.

    ``bundle`` hands them out as ordinary ports.
    """

    clock: FixedClock = field(default_factory=FixedClock)
    mail: MemoryMail = field(default_factory=MemoryMail)
    storage: MemoryStorage = field(default_factory=MemoryStorage)

    def bundle(self) -> Ports:
        """Return the twins as `Ports`."""
        return Ports(self.clock, self.mail, self.storage)
