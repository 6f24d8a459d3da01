"""Years of experience and gaps."""

from __future__ import annotations

import pytest

from atsharness.content.years import experience_of
from atsharness.model.content import Content, Day, Job, Piece, Section

TODAY = (2026, 6)


def content(*periods: tuple[str | None, str | None]) -> Content:
    def day(value: str | None) -> Day:
        return Day(text=value or "20XX", value=value)

    return Content(jobs=tuple(Job(start=day(start), end=day(end)) for start, end in periods))


@pytest.mark.parametrize(
    ("periods", "months"),
    [
        ([("2020-01", "2020-12")], 12),
        ([("2020-01", "2020-12"), ("2020-07", "2021-06")], 18),  # what overlaps counts once
        ([("2026-01", "present")], 6),
        ([], 0),
    ],
)
def test_months_of_work(periods: list[tuple[str, str]], months: int) -> None:
    found = experience_of(content(*periods), today=TODAY)
    assert (found.least, found.most) == (months, months)


def test_years_leave_it_open() -> None:
    found = experience_of(content(("2018", "2020")), today=TODAY)
    assert (found.least, found.most) == (
        14,
        36,
    )  # December 2018 to January 2020; January 2018 to December 2020


def test_a_date_without_a_value_adds_nothing_and_is_counted() -> None:
    found = experience_of(content((None, "present"), ("2020-01", "2020-12")), today=TODAY)
    assert (found.most, found.undated) == (12, 1)


def test_gaps_over_six_months() -> None:
    found = experience_of(
        content(("2018-01", "2018-12"), ("2019-08", "2020-01"), ("2020-07", "present")), today=TODAY
    )
    assert [(gap.after.value, gap.before.value, gap.months) for gap in found.gaps] == [
        ("2018-12", "2019-08", 7)
    ]


def test_a_gap_that_the_dates_leave_open_is_none() -> None:
    assert not experience_of(content(("2018", "2019"), ("2020", "present")), today=TODAY).gaps


def test_jobs_that_could_not_be_told_have_no_known_dates() -> None:
    """A section of jobs of which none was made out is not the start of a career."""
    section = Section(key="work", heading=Piece(text="Experience"), lines=(Piece(text="2020-nowEngineer"),))
    assert experience_of(Content(sections=(section,)), today=TODAY).undated == 1
    empty = Section(key="work", heading=Piece(text="Experience"), lines=())
    assert experience_of(Content(sections=(empty,)), today=TODAY).undated == 0
