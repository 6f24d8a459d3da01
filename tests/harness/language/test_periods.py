import pytest

from atsharness.language.periods import can_be_part, month_of, periods


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Jan 2020 – Present", "2020-01/present"),
        ("01/2020-03/2021", "2020-01/2021-03"),
        ("10.2018 - 09.2020", "2018-10/2020-09"),
        ("2020-01 – 2021-05", "2020-01/2021-05"),
        ("(2016–2019)", "2016/2019"),
        ("Jan – Mar 2020", "2020-01/2020-03"),
        ("Sept. ’19 – Oct ’20", "2019-09/2020-10"),
        ("since May 2018", "2018-05/present"),
        ("12/2020 – today", "2020-12/present"),
        ("März 2019 bis heute", "2019-03/present"),
        ("Okt. 2015 – Sept. 2018", "2015-10/2018-09"),
        ("seit 2020", "2020/present"),
        ("janv. 2020 à aujourd’hui", "2020-01/present"),
        ("mars 2018 – déc. 2019", "2018-03/2019-12"),
        ("mayo de 2019 - actualidad", "2019-05/present"),
        ("ene. 2017 – dic. 2018", "2017-01/2018-12"),
        ("jan. de 2020 até o presente", "2020-01/present"),
        ("fev. 2016 – out. 2019", "2016-02/2019-10"),
    ],
)
def test_periods_in_five_languages(text: str, value: str) -> None:
    (found,) = periods(f"Engineer, {text}\n")
    assert found.value == value


@pytest.mark.parametrize(
    "text",
    [
        "Jan 2020 –\nPresent",
        "Jan 2020",
        "ports 2000-3000",
        "+1 503-555-0142",
        "J a n 2020 – Present"[:5],
        "2021 – 2019",
    ],
)
def test_what_is_no_period(text: str) -> None:
    assert periods(text) == ()


def test_a_wrong_start_is_another_value() -> None:
    (found,) = periods("Jan 2021 – Present")
    assert found.value != "2020-01/present"


def test_single_dates() -> None:
    assert [month_of(text) for text in ("Mar 2021", "2016", "heute", "soon")] == [
        "2021-03",
        "2016",
        "present",
        None,
    ]


@pytest.mark.parametrize(
    ("word", "part"),
    [
        *(
            ("Oct", True),
            ("sept.", True),
            ("2019", True),
            ("–", True),
            ("2019–", True),
            ("aujourd’hui", True),
        ),
        *(("03/2019", True), ("’19", True), ("bis", True), ("Mar,", True), ("Engineer", False)),
        *(("2019–Mar", True), ("SEPT.–2020", True), ("–présent", True), ("Mar–Engineer", False)),
        *(("Back-End", False), ("10k+", False), ("|", False), ("12,000", False)),
    ],
)
def test_what_a_period_may_consist_of(word: str, part: bool) -> None:
    assert can_be_part(word) == part


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Software Engineer 3   March 2022 – Present", "March 2022 – Present"),
        ("Analyst 2 March 2016 – February 2018", "March 2016 – February 2018"),
        ("2 March 2020 – April 2021", "2 March 2020 – April 2021"),
        ("Engineer, 2 March 2020 – April 2021", "2 March 2020 – April 2021"),
        ("Intern 2 March 2020 – 5 April 2021", "2 March 2020 – 5 April 2021"),
        ("Arbeit 12. März 2020 – heute", "12. März 2020 – heute"),
    ],
)
def test_a_number_at_the_end_of_a_title_is_no_day(text: str, period: str) -> None:
    found = periods(text)
    assert [one.text for one in found] == [period]
    assert text[found[0].start : found[0].stop] == period
