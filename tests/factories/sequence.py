"""Numbers and moments the factories share."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime

NOW = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)
"""The moment at which tests begin: Friday 20 November 2026, 09.30 in Sukhothai, as `FixedClock` begins."""

_numbers = itertools.count(1)


def next_number() -> int:
    """Return a number nobody had before in this process, for unique columns."""
    return next(_numbers)
