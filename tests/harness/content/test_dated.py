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
