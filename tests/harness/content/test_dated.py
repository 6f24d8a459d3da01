"""Dates as heads of entries print them."""

from __future__ import annotations

import pytest

from atsharness.content.dated import printed_dates


@pytest.mark.parametrize(
    ("line", "since", "until"),
    [
        ("June 2023 – present", ("June 2023", "2023-06"), ("present", "present")),
        ("Okt. 2021 – heute", ("Okt. 2021", "2021-10"), ("heute", "present")),
        ("ene. 2022 – actualidad", ("ene. 2022", "2022-01"), ("actualidad", "present")),
        ("2014 - 2016", ("2014", "2014"), ("2016", "2016")),
        ("2017-08-01 - 2021-02-28", ("2017-08-01", "2017-08"), ("2021-02-28", "2021-02")),
        ("Spring 2019 – Fall 2020", ("Spring 2019", "2019"), ("Fall 2020", "2020")),
        ("Month 20XX – Ongoing", ("Month 20XX", None), ("Ongoing", "present")),
        ("06/18 – 09/20", ("06/18", None), ("09/20", None)),
        ("2333/23 – 2333/23", ("2333/23", None), ("2333/23", None)),
    ],
)
def test_a_period(line: str, since: tuple[str, str | None], until: tuple[str, str | None]) -> None:
    (found,) = printed_dates(line)
    assert (found.since, found.since_value) == since
    assert (found.until, found.until_value) == until
    assert found.period
    assert found.known == (since[1] is not None and until[1] is not None)


@pytest.mark.parametrize(
    ("line", "text", "since", "until"),
    [
        ("Apr 2018 - date", None, "2018-04", "present"),
        ("04/2018 to date", None, "2018-04", "present"),
        ("Jan 2020 to the present", None, "2020-01", "present"),
        ("janv. 2018 à ce jour", None, "2018-01", "present"),
        ("2018 – en cours", None, "2018", "present"),
        ("04/2018–aujourd'hui", None, "2018-04", "present"),
        ("desde abril de 2018 hasta la fecha", None, "2018-04", "present"),
        ("seit 2018 bis heute", None, "2018", "present"),
        ("2018-04 / present", None, "2018-04", "present"),
        ("Q2 2016 – Q1 2018", None, "2016", "2018"),
        ("From 04/2018 to 09/2020", None, "2018-04", "2020-09"),
        ("von 04/2018 bis 09/2020", None, "2018-04", "2020-09"),
        ("du 1er avril 2018 au 31 mars 2020", None, "2018-04", "2020-03"),
        ("1 Apr 2018 – Present", None, "2018-04", "present"),
        ("Nurse, 1 Apr 2018 – Present", "1 Apr 2018 – Present", "2018-04", "present"),
        ("Nurse 15 Apr 2018 – Present", "15 Apr 2018 – Present", "2018-04", "present"),
        ("April 1, 2018 – March 3, 2020", None, "2018-04", "2020-03"),
        ("1st April 2018 – 3rd May 2019", None, "2018-04", "2019-05"),
        ("2018–", None, "2018", "present"),
        ("Nurse 04/2018–", "04/2018–", "2018-04", "present"),
        ("2016–18", None, "2016", "2018"),
        ("2016-18", None, "2016", "2018"),
        ("2008–10", None, "2008", "2010"),
        ("2016/17", None, "2016", "2017"),
    ],
)
def test_nothing_of_a_period_is_left_over(line: str, text: str | None, since: str, until: str) -> None:
    (found,) = printed_dates(line)
    assert found.period
    assert (found.text, found.since_value, found.until_value) == (text or line, since, until)


@pytest.mark.parametrize("line", ["2016 - 18", "Present – 04/2018", "03/2018 – 05/2016"])
def test_a_period_that_nobody_can_read_is_unknown(line: str) -> None:
    (found,) = printed_dates(line)
    assert (found.text, found.since_value, found.until_value) == (line, None, None)
    assert found.period


def test_an_end_that_may_be_torn_off_is_unknown() -> None:
    (found,) = printed_dates("2018 –")
    assert (found.since_value, found.until, found.until_value) == ("2018", None, None)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("Engineer 2 Apr 2018 – Present", "Apr 2018 – Present"),
        ("2019 – Acme Corp", "2019"),
        ("2009-11", "2009-11"),
        ("Dec 12, 2019", "Dec 12, 2019"),
        ("Windows from 2016", "from 2016"),
    ],
)
def test_what_is_no_part_of_a_date(line: str, text: str) -> None:
    (found,) = printed_dates(line)
    assert found.text == text


@pytest.mark.parametrize(
    ("line", "text", "value"),
    [
        ("Certified Developer, CNCF, 2023", "2023", "2023"),
        ("Summer 2017", "Summer 2017", "2017"),
        ("Training 2011 / 11", "2011 / 11", "2011-11"),
        ("12/2019", "12/2019", "2019-12"),
        ("20XX", "20XX", None),
    ],
)
def test_a_single_date_is_an_end(line: str, text: str, value: str | None) -> None:
    (found,) = printed_dates(line)
    assert (found.since, found.until, found.until_value) == (None, text, value)
    assert not found.period


@pytest.mark.parametrize(
    "line", ["C++ and C#", "served 10k+ users", "$2000 saved", "24/7", "Extra large files"]
)
def test_no_date(line: str) -> None:
    assert printed_dates(line) == ()
