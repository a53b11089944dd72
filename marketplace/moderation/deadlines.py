"""Until when the office has promised an answer: three working days, reckoned in Thai time.

Saturdays and Sundays do not count. Public holidays do, as they are set anew each year and nobody
keeps them here: the promise is then kept a little stricter than it was given.
"""

from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

WORKING_DAYS: Final = 3
"""Promised in the terms of use, for reviews, applications and complaints."""
BANGKOK: Final = ZoneInfo("Asia/Bangkok")
_SATURDAY: Final = 5
_DAY: Final = timedelta(days=1)


def due_at(submitted_at: datetime) -> datetime:
    """Return when an answer is due. What comes at a weekend counts from Monday's first minute."""
    moment = _next_working(submitted_at.astimezone(BANGKOK))
    return _walk(moment, _DAY)


def overdue_before(now: datetime) -> datetime:
    """Return the moment before which something must have been sent to be overdue now."""
    moment = _next_working(now.astimezone(BANGKOK))
    return _walk(moment, -_DAY)


def _walk(moment: datetime, step: timedelta) -> datetime:
    """Go as many working days on or back as were promised, at the same time of day."""
    for _number in range(WORKING_DAYS):
        moment += step
        while moment.weekday() >= _SATURDAY:
            moment += step
    return moment


def _next_working(moment: datetime) -> datetime:
    """Return the moment itself on a working day, else the beginning of the next Monday."""
    if moment.weekday() < _SATURDAY:
        return moment
    monday = moment.date() + (7 - moment.weekday()) * _DAY
    return datetime.combine(monday, time(), BANGKOK)
