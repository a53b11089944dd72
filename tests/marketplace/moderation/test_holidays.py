"""Public holidays are no working days, and the list of them is the library's."""

from datetime import date, datetime, timedelta

import pytest
from holidays.countries.thailand import Thailand

from marketplace.moderation.deadlines import BANGKOK, due_at, overdue_before
from marketplace.moderation.holidays import HOLIDAYS, is_holiday

OFFICES_OPEN = frozenset({"National Labor Day", "National Labor Day (in lieu)"})


def at(month: int, day: int, hour: int = 10, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, tzinfo=BANGKOK)


@pytest.mark.parametrize("year", sorted(HOLIDAYS))
def test_the_list_says_what_the_library_says(year: int) -> None:
    known = Thailand(years=year, categories=("public", "government"), language="en_US")

    shut = sorted(
        day
        for day, name in known.items()
        if day.year == year and day.weekday() < 5 and name not in OFFICES_OPEN
    )

    assert HOLIDAYS[year] == " ".join(f"{day:%m%d}" for day in shut)


@pytest.mark.parametrize(
    ("sent", "due"),
    [
        # Songkran: Monday to Wednesday.
        (at(4, 10), at(4, 20)),
        (at(4, 14, 23), at(4, 21, 0)),
        # The substitution day of 5 December 2026, a Saturday, and Constitution Day.
        (at(12, 4), at(12, 11)),
        (at(12, 5), at(12, 14, 0)),
        # Over the turn of the year.
        (at(12, 30), at(1, 6, year=2027)),
        # Labour Day is a day's work for an office, the ploughing ceremony is none.
        (at(4, 29), at(5, 5)),
        (at(5, 12), at(5, 18)),
    ],
)
def test_an_answer_is_due_later_by_the_holidays_between(sent: datetime, due: datetime) -> None:
    assert due_at(sent) == due


@pytest.mark.parametrize("start", [at(4, 6), at(7, 24), at(12, 25)])
def test_overdue_is_what_was_due_before_now_over_holidays_too(start: datetime) -> None:
    hours = [start + timedelta(hours=each) for each in range(24 * 16)]

    for now in (each + timedelta(minutes=30) for each in hours[24 * 9 :: 7]):
        late = [sent for sent in hours if due_at(sent) < now]
        assert late == [sent for sent in hours if sent < overdue_before(now)]


def test_after_the_last_year_listed_only_weekends_are_off() -> None:
    after = max(HOLIDAYS) + 1

    assert not is_holiday(date(after, 4, 14))
    assert due_at(at(1, 1, year=after)) > at(1, 1, year=after)
