"""What time it is: the contract, the real clock and one that stands still."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        ...


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        return datetime.now(UTC)


@dataclass(slots=True)
class FixedClock:
    """A clock that moves only when told to. Its default is Friday 20 November 2026, 09:30 Thai."""

    at: datetime = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)

    def now(self) -> datetime:
        """Return the moment that was set."""
        return self.at

    def move(self, step: timedelta) -> None:
        """Go forward, or back when the step is negative."""
        self.at += step
