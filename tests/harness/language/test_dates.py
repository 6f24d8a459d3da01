from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atsharness.language.dates import is_present, parts, printed_forms, year_month


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("Jan 2020", (2020, 1)),
        ("Sept. 2019", (2019, 9)),
        ("15. März 2021", (2021, 3)),
        ("févr. 2018", (2018, 2)),
        ("enero de 2020", (2020, 1)),
        ("dez/2017", (2017, 12)),
        ("03/2016", (2016, 3)),
        ("2016-03", (2016, 3)),
        ("15.03.2016", (2016, 3)),
        ("03/15/2016", (2016, 3)),
        ("2020", (2020, None)),
        ("Class of 2022", (2022, None)),
        ("last week", None),
        ("11,234,567", None),
    ],
)
def test_a_printed_date_is_a_year_and_a_month(printed: str, meant: tuple[int, int | None] | None) -> None:
    assert year_month(printed) == meant


@given(st.integers(1950, 2049), st.integers(1, 12))
def test_every_form_with_a_whole_year_and_a_month_means_the_date(year: int, month: int) -> None:
    for form in printed_forms(f"{year}-{month:02d}"):
        meant = year_month(form)
        if str(year) in form and form != str(year):
            assert meant == (year, month), form


def test_forms_are_those_of_five_languages() -> None:
    forms = printed_forms("2020-05")
    assert {"May 2020", "Mai 2020", "mai 2020", "mayo de 2020", "maio de 2020", "05/2020", "2020"} <= set(
        forms
    )
    assert forms[-1] == "2020"
    assert printed_forms("spring 2020") == ("spring 2020",)
    assert "15 January 2020" in printed_forms("2020-01-15")


@pytest.mark.parametrize("value", ["2020-13", "2020-00", "20", "2020-01-32", "", "May 2020"])
def test_what_is_no_iso_date(value: str) -> None:
    assert parts(value) is None


def test_present_in_words() -> None:
    assert all(map(is_present, ("Present", "heute", "aujourd’hui", "actualidad", "atual", "(present)")))
    assert not is_present("presentation")
