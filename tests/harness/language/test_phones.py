import pytest

from atsharness.language.phones import comparable, phones


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("+1 503-555-0142", ["+15035550142"]),
        ("(614) 555-0117", ["+16145550117"]),
        ("614.555.0117 | Columbus", ["+16145550117"]),
        ("Tel. +44 161 496 0274 | Manchester", ["+441614960274"]),
        ("0161 496 0274", ["+441614960274"]),
        ("+49 30 23125 017", ["+493023125017"]),
        ("+33 1 99 00 12 34", ["+33199001234"]),
        ("+55 (11) 96123-4567", ["+5511961234567"]),
        ("+351 912 345 678 · Jan 2020 – Mar 2021", ["+351912345678"]),
        ("+44 20 7946 0123 | 10115 Berlin | (415) 555-2671", ["+442079460123", "+14155552671"]),
    ],
)
def test_numbers(text: str, expected: list[str]) -> None:
    assert [one.value for one in phones(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "2019 – 2023",
        "Jan 2018 - 03/2020, 12,500,000 requests",
        "03/2018 - 03/2020",
        "10.12.2019 2020-11-03",
        "served 6800 requests in 31 seconds",
        "from 12,500,000 to 14,250,000 rows",
        "+1 503-555-\n0142",
        "orcid.org/0000-0002-1825-0097",
        "0000-0002-1825-0097",
        "arXiv 1706.03762",
        "doi 10.1109/5.7710735555",
        "ISBN 978-3-16-148410-0",
        "github.com/6145550117",
        "Certificate ID: 6145550117",
    ],
)
def test_what_is_no_number(text: str) -> None:
    assert phones(text) == ()


def test_a_number_torn_apart_is_not_found_as_itself() -> None:
    assert "+15035550142" not in [one.value for one in phones("+1 503-5\n55-0142")]
    assert phones("+1 503 Go, Python 555-0142") == ()


def test_forms_of_one_number_meet() -> None:
    assert comparable("+1 503-555-0142") == {"+15035550142"}
    assert "+15035550142" in comparable("(503) 555-0142")


def test_c_plus_plus_before_figures_is_no_country_code():
    assert phones("C++ 9 2025 3/5") == ()
    assert [one.value for one in phones("+49 221 4710 386")] == ["+492214710386"]
