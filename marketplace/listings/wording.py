"""Words of public listing pages: durations, months, weekdays, sizes, policies."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Final

from babel.support import LazyProxy

from marketplace.web.dates import date_mid, days_nights, duration, month_name, weekday_name
from marketplace.web.i18n import ENGLISH, THAI, _, _l, current_lang, ngettext, pgettext
from models.listing_content import Certificate
from models.listing_terms import CancellationPolicy

CANCELLATION: Final[Mapping[CancellationPolicy, LazyProxy]] = {
    CancellationPolicy.FLEXIBLE: _l("ยืดหยุ่น"),
    CancellationPolicy.MODERATE: _l("ปานกลาง"),
    CancellationPolicy.STRICT: _l("เคร่งครัด"),
}
CANCELLATION_MEANS: Final[Mapping[CancellationPolicy, LazyProxy]] = {
    CancellationPolicy.FLEXIBLE: _l("คืนเต็มจำนวนถ้ายกเลิกก่อน 1 วัน"),
    CancellationPolicy.MODERATE: _l("คืนเต็มจำนวนถ้ายกเลิกก่อน 7 วัน หลังจากนั้นคืนครึ่งหนึ่ง"),
    CancellationPolicy.STRICT: _l("คืนครึ่งหนึ่งถ้ายกเลิกก่อน 14 วัน หลังจากนั้นไม่คืน"),
}
DIFFICULTY: Final[Mapping[str, LazyProxy]] = {
    "easy": _l("เดินสบาย"),
    "moderate": _l("ออกแรงบ้าง"),
    "challenging": _l("ต้องแข็งแรง"),
}

_MONTHS: Final = range(1, 13)
_WEEKDAYS: Final = range(7)
_HOURS_A_DAY: Final = 24
# What sellers write beside figures -> the same on an English page. Longest first.
_SIZES: Final = (
    ("กิโลกรัม", "kg"), ("เซนติเมตร", "cm"), ("ลิตร", "l"), ("กรัม", "g"), ("กว้าง", "W"),
    ("ยาว", "L"), ("สูง", "H"), ("หนา", "D"), ("ซม.", "cm"), ("มม.", "mm"), ("มล.", "ml"),
    ("กก.", "kg"), ("ก.", "g"), ("ม.", "m"), ("ชิ้น", "pieces"), ("ใบ", "pieces"),
)  # fmt: skip
_SIZES_TH: Final = (
    (r"(?<=\d)\s*cm\b", "\u00a0ซม."), (r"(?<=\d)\s*mm\b", "\u00a0มม."),
    (r"(?<=\d)\s*ml\b", "\u00a0มล."), (r"(?<=\d)\s*kg\b", "\u00a0กก."),
    (r"(?<=\d)\s*g\b", "\u00a0กรัม"), (r"(?<=\d)\s*[lL]\b", "\u00a0ลิตร"),
    (r"(?<=\d)\s*m\b", "\u00a0ม."), (r"(?<=\d)\s*x\s*(?=\d)", "\u00a0×\u00a0"),
)  # fmt: skip


def duration_words(days: int | None, minutes: int | None) -> str:
    """Say how long a route takes: "2 วัน 1 คืน", "2 ชั่วโมง 30 นาที"; "" when not told.

    Args:
        days: 1 or more.
        minutes: from the first meeting to the last stop; decides for a single day.
    """
    if days is not None and days > 1:
        return days_nights(days)
    if minutes:
        return duration(minutes / 60)
    return "" if days is None else days_nights(days)


def certificate_words(entry: Certificate, lang: str) -> str:
    """Say what stands on a certificate: name, number, last day."""
    name = (entry.en or entry.th) if lang == ENGLISH else (entry.th or entry.en)
    number = _("เลขที่ %(number)s", number=entry.number) if entry.number else ""
    expires = ""
    if entry.expires_on:
        day = date_mid(date.fromisoformat(entry.expires_on))
        expires = _("หมดอายุ %(date)s", date=day)
    return " · ".join(filter(None, (name, number, expires)))


def clock_words(time: str) -> str:
    """Return "08.30 น." or "08:30" for "08:30"; "" stays empty."""
    if not time or current_lang() != THAI:
        return time
    return f"{time.replace(':', '.')}\u00a0น."


def months_words(months: Iterable[int]) -> str:
    """Name months, 1 to 12, neighbours joined ("ต.ค.–มี.ค."); all or none is every month."""
    chosen = set(months)
    if not chosen or len(chosen) == len(_MONTHS):
        return pgettext("open", "ทุกเดือน")
    return _named(_runs(chosen, _MONTHS), month_name)


def weekdays_words(weekdays: Iterable[int]) -> str:
    """Name weekdays, 0 = Monday, neighbours joined; all or none is every day."""
    chosen = set(weekdays)
    if not chosen or len(chosen) == len(_WEEKDAYS):
        return _("ทุกวัน")
    return _named(_runs(chosen, _WEEKDAYS), weekday_name)


def cut_off_words(hours: int) -> str:
    """Say how long before the start booking closes."""
    days, rest = divmod(hours, _HOURS_A_DAY)
    if days and not rest:
        return ngettext("ล่วงหน้า %(num)s วัน", "ล่วงหน้า %(num)s วัน", days)
    return ngettext("ล่วงหน้า %(num)s ชั่วโมง", "ล่วงหน้า %(num)s ชั่วโมง", hours)


def size_words(text: str) -> str:
    """Return a size as the seller wrote it, with units in the language of the page."""
    if current_lang() == THAI:
        for pattern, word in _SIZES_TH:
            text = re.sub(pattern, word, text)
        return text
    for thai, english in _SIZES:
        text = text.replace(thai, english)
    return text.replace("\u00a0×\u00a0", " × ")


def _runs(chosen: set[int], whole: range) -> list[tuple[int, int]]:
    """Group neighbouring numbers, also across the end of the year or the week."""
    runs: list[tuple[int, int]] = []
    for number in sorted(chosen):
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    if len(runs) > 1 and runs[0][0] == whole.start and runs[-1][1] == whole.stop - 1:
        runs = [(runs[-1][0], runs[0][1]), *runs[1:-1]]
    return runs


def _named(runs: list[tuple[int, int]], name: Callable[[int], str]) -> str:
    parts = [name(a) if a == b else f"{name(a)}–{name(b)}" for a, b in runs]
    return (" " if current_lang() == THAI else ", ").join(parts)
