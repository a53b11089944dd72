"""Public holidays on which government offices are shut, substitution days included.

Written down from the library ``holidays`` 0.109 (Thailand, kinds "public" and "government", without
Labour Day, on which offices are open), which takes 20 MB of memory where this takes none;
``test_holidays.py`` compares the two. The library reckons the Buddhist days by the lunar calendar
until 2157, but what the cabinet adds, moves or bridges is known only for years that it has
announced: every December the lines are written anew. After the last line only weekends count.
"""

from datetime import date
from typing import Final

HOLIDAYS: Final = {
    2026: "0101 0102 0303 0406 0413 0414 0415 0504 0513 0601 0603 0728 0729 0730 0812 1013 1023"
    " 1207 1210 1231",
    2027: "0101 0222 0406 0413 0414 0415 0504 0520 0603 0719 0720 0728 0812 1013 1025 1206 1210"
    " 1231",
    2028: "0103 0210 0406 0413 0414 0417 0504 0508 0605 0706 0707 0728 0814 1013 1023 1205 1211",
    2029: "0101 0102 0227 0406 0413 0416 0504 0528 0604 0725 0726 0730 0813 1015 1023 1205 1210"
    " 1231",
    2030: "0101 0218 0408 0415 0416 0506 0516 0603 0715 0716 0729 0812 1014 1023 1205 1210 1231",
}
"""Year -> month and day of each holiday that falls on Monday to Friday."""


_DAYS: Final = frozenset(
    date(year, int(day[:2]), int(day[2:]))
    for year, days in HOLIDAYS.items()
    for day in days.split()
)


def is_holiday(day: date) -> bool:
    """Tell whether a day from Monday to Friday is a holiday; False for years not listed."""
    return date(day.year, day.month, day.day) in _DAYS
