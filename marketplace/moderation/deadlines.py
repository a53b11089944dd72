"""Until when the office has promised an answer: three working days, reckoned in Thai time.

Saturdays, Sundays and public holidays do not count.
"""

from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from marketplace.moderation.holidays import is_holiday

WORKING_DAYS: Final = 3
"""Promised in the terms of use, for reviews, applications and complaints."""
BANGKOK: Final = ZoneInfo("Asia/Bangkok")
_SATURDAY: Final = 5
_DAY: Final = timedelta(days=1)


def due_at(submitted_at: datetime) -> datetime:
    """Return when an answer is due. What comes on a day off counts from the next working day."""
    moment = _next_working(submitted_at.astimezone(BANGKOK))
    return _walk(moment, _DAY)


def overdue_before(now: datetime) -> datetime:
    """Return the moment before which something must have been sent to be overdue now."""
    moment = now.astimezone(BANGKOK)
    if _is_working(moment):
        return _walk(moment, -_DAY)
    # On a day off everything is late that was due by the end of the last working day. Reckoned from
    # the next one, what came on days off in between would seem late as well.
    while not _is_working(moment):
        moment -= _DAY
    return datetime.combine(_walk(moment, -_DAY).date() + _DAY, time(), BANGKOK)


def _walk(moment: datetime, step: timedelta) -> datetime:
    """Go as many working days on or back as were promised, at the same time of day."""
    for _number in range(WORKING_DAYS):
        moment += step
        while not _is_working(moment):
            moment += step
    return moment


def _next_working(moment: datetime) -> datetime:
    """Return the moment itself on a working day, else the first minute of the next one."""
    if _is_working(moment):
        return moment
    day = moment.date()
    while not _is_working(day):
        day += _DAY
    return datetime.combine(day, time(), BANGKOK)


def _is_working(day: date) -> bool:
    return day.weekday() < _SATURDAY and not is_holiday(day)
