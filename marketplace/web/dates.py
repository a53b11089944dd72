"""Dates and times as people here read them: Bangkok time, Buddhist years in Thai.

Stored moments are UTC; a plain date is
shown as it is.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from marketplace.web.i18n import THAI, current_lang, ngettext
from marketplace.web.i18n import gettext as _

BANGKOK: Final = ZoneInfo("Asia/Bangkok")
BUDDHIST_ERA: Final = 543
NBSP: Final = "\u00a0"

_WEEKDAYS_TH: Final = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
_WEEKDAYS_EN: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS_TH: Final = (
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
)
_MONTHS_SHORT_TH: Final = (
    "ม.ค.",
    "ก.พ.",
    "มี.ค.",
    "เม.ย.",
    "พ.ค.",
    "มิ.ย.",
    "ก.ค.",
    "ส.ค.",
    "ก.ย.",
    "ต.ค.",
    "พ.ย.",
    "ธ.ค.",
)
_MONTHS_EN: Final = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)
_MINUTE: Final = 60
_HOUR: Final = 3600
_DAYS_AS_WORDS: Final = 7


def bangkok_day(now: datetime) -> date:
    """Return the day it is in Bangkok."""
    return now.astimezone(BANGKOK).date()


def _local(moment: date) -> date:
    """Move a moment to Bangkok; a plain date stays as it is."""
    if isinstance(moment, datetime):
        aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
        return aware.astimezone(BANGKOK)
    return moment


def _is_thai() -> bool:
    return current_lang() == THAI


def date_long(moment: date) -> str:
    """Return "วันศุกร์ที่ 20 พฤศจิกายน 2569" or "Fri 20 Nov 2026"."""
    day = _local(moment)
    if _is_thai():
        weekday, month = _WEEKDAYS_TH[day.weekday()], _MONTHS_TH[day.month - 1]
        return f"วัน{weekday}ที่{NBSP}{day.day}{NBSP}{month}{NBSP}{day.year + BUDDHIST_ERA}"
    return f"{_WEEKDAYS_EN[day.weekday()]} {date_mid(moment)}"


def date_mid(moment: date) -> str:
    """Return "20 พ.ย. 2569" or "20 Nov 2026"."""
    day = _local(moment)
    return f"{_day_month(day)}{NBSP}{_year(day)}"


def date_short(moment: date) -> str:
    """Return "20 พ.ย. 69" or "20 Nov 26", for tables."""
    day = _local(moment)
    return f"{_day_month(day)}{NBSP}{_year(day) % 100:02d}"


def date_typed(day: date) -> str:
    """Return "20/11/2569" or "20/11/2026", as people type it into a form."""
    return f"{day.day}/{day.month}/{_year(day)}"


def _day_month(day: date) -> str:
    months = _MONTHS_SHORT_TH if _is_thai() else _MONTHS_EN
    return f"{day.day}{NBSP}{months[day.month - 1]}"


def _year(day: date) -> int:
    return day.year + BUDDHIST_ERA if _is_thai() else day.year


def month_name(month: int) -> str:
    """Return the name of a month, 1 to 12: "พ.ย." or "Nov"."""
    return (_MONTHS_SHORT_TH if _is_thai() else _MONTHS_EN)[month - 1]


def weekday_name(weekday: int) -> str:
    """Return the name of a weekday, 0 = Monday: "จันทร์" or "Mon"."""
    return (_WEEKDAYS_TH if _is_thai() else _WEEKDAYS_EN)[weekday]


def date_range(first: date, last: date) -> str:
    """Return "20–22 พ.ย. 2569", "28 ธ.ค. 2569 – 2 ม.ค. 2570", or one date when they are equal."""
    start, end = _local(first), _local(last)
    if (start.year, start.month, start.day) == (end.year, end.month, end.day):
        return date_mid(first)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{date_mid(last)}"
    if start.year == end.year:
        return f"{_day_month(start)}{NBSP}– {date_mid(last)}"
    return f"{date_mid(first)}{NBSP}– {date_mid(last)}"


def clock(moment: datetime) -> str:
    """Return "09.30 น." or "09:30"."""
    return _clock(_local(moment))


def _clock(at: date) -> str:
    return at.strftime(f"%H.%M{NBSP}น.") if _is_thai() else at.strftime("%H:%M")


def clock_range(first: datetime, last: datetime) -> str:
    """Return "09.30–12.00 น." or "09:30–12:00"."""
    start, end = _local(first), _local(last)
    return f"{start.strftime('%H.%M' if _is_thai() else '%H:%M')}–{_clock(end)}"


def date_clock(moment: datetime) -> str:
    """Return "20 พ.ย. 2569 เวลา 09.30 น." or "Fri 20 Nov 2026, 09:30"; for deadlines."""
    if _is_thai():
        return f"{date_mid(moment)} เวลา{NBSP}{clock(moment)}"
    return f"{date_long(moment)}, {clock(moment)}"


def time_or_date(moment: datetime, now: datetime) -> str:
    """Return the clock alone for today, the date with the clock for any other day."""
    same_day = _days_between(moment, now) == 0
    return clock(moment) if same_day else date_clock(moment)


def _days_between(moment: datetime, now: datetime) -> int:
    there, here = _local(moment), _local(now)
    return (date(there.year, there.month, there.day) - date(here.year, here.month, here.day)).days


def when(moment: datetime, now: datetime) -> str:
    """Return how long ago or how far ahead, in words up to seven days, else the date."""
    return ago(moment, now) if moment <= now else _ahead(moment, now)


def ago(moment: datetime, now: datetime) -> str:
    """Return "เมื่อสักครู่", "5 นาทีที่แล้ว", "เมื่อวาน 14.30 น.", "3 วันที่แล้ว" or the date."""
    seconds = max(0, int((now - moment).total_seconds()))
    days = -_days_between(moment, now)
    if seconds < _MINUTE:
        return _("เมื่อสักครู่")
    if seconds < _HOUR:
        return ngettext("%(num)s นาทีที่แล้ว", "%(num)s นาทีที่แล้ว", seconds // _MINUTE)
    if days == 0:
        return ngettext("%(num)s ชั่วโมงที่แล้ว", "%(num)s ชั่วโมงที่แล้ว", seconds // _HOUR)
    if days == 1:
        return _("เมื่อวาน %(time)s", time=clock(moment))
    if days <= _DAYS_AS_WORDS:
        return ngettext("%(num)s วันที่แล้ว", "%(num)s วันที่แล้ว", days)
    return date_mid(moment)


def _ahead(moment: datetime, now: datetime) -> str:
    seconds = int((moment - now).total_seconds())
    days = _days_between(moment, now)
    if seconds < _HOUR:
        return ngettext("อีก %(num)s นาที", "อีก %(num)s นาที", max(1, seconds // _MINUTE))
    if days == 0:
        return ngettext("อีก %(num)s ชั่วโมง", "อีก %(num)s ชั่วโมง", seconds // _HOUR)
    if days <= _DAYS_AS_WORDS:
        return ngettext("อีก %(num)s วัน", "อีก %(num)s วัน", days)
    return date_mid(moment)


def duration(length: timedelta | float) -> str:
    """Return "2 ชั่วโมง 30 นาที".

    Args:
        length: a time span, or hours as a number; below one minute nothing is said.
    """
    span = length if isinstance(length, timedelta) else timedelta(hours=length)
    minutes = round(span.total_seconds() / _MINUTE)
    hours, rest = divmod(minutes, 60)
    parts = []
    if hours:
        parts.append(ngettext("%(num)s ชั่วโมง", "%(num)s ชั่วโมง", hours))
    if rest:
        parts.append(ngettext("%(num)s นาที", "%(num)s นาที", rest))
    return " ".join(parts).replace("\u0020", NBSP) if len(parts) == 1 else " ".join(parts)


def days_nights(days: int) -> str:
    """Return "2 วัน 1 คืน"; one day has no night."""
    text = ngettext("%(num)s วัน", "%(num)s วัน", days)
    if days > 1:
        text += " " + ngettext("%(num)s คืน", "%(num)s คืน", days - 1)
    return text


def iso(moment: date) -> str:
    """Return the machine form, for ``<time datetime>``."""
    return _local(moment).isoformat()
