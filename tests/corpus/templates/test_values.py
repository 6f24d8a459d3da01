"""Values of a résumé in a text: as written, in another form, or not at all; periods in many styles."""

import pytest

from atsharness_corpus.templates import resume
from atsharness_corpus.templates.values import (
    Datum,
    as_written,
    data_of,
    is_changed,
    is_torn,
    jobs_of,
    period_pattern,
)

RESUME = resume.load()


def found(kind: str, value: str, text: str) -> bool:
    return as_written(Datum(name="it", text=value, kind=kind)).search(text) is not None


@pytest.mark.parametrize(
    ("kind", "value", "text", "expected"),
    [
        ("word", "Kafka", "Spark, KAFKA, Rust", True),
        ("word", "Kafka", "SparkKafka", False),
        ("word", "Kafka", "Kaf-\nka", False),
        ("word", "River Library", "Tutor, River\n  Library", True),
        ("word", "River Library", "RiverLibrary", True),
        ("word", "River Library", "River\nlane Library", False),
        ("name", "Zoë Almeida", "ZOË ALMEIDA", True),
        ("name", "Zoë Almeida", "Zo¨e Almeida", False),
        ("email", "zoe@example.org", "mail: zoe@example.org.", True),
        ("email", "zoe@example.org", "zoe@example.\norg", False),
        ("email", "zoe@example.org", "xzoe@example.org", False),
        ("phone", "+49 30 23125417", "Tel. +49 3023125417", True),
        ("phone", "+49 30 23125417", "030 23125417", False),
        ("phone", "+49 30 23125417", "+49 30 231254178", False),
        ("text", "One two three four five six seven", "one two three, x\nfive six seven", True),
        ("text", "One two three four five six seven", "one two three four", False),
    ],
)
def test_a_value_as_written(kind: str, value: str, text: str, expected: bool) -> None:
    assert found(kind, value, text) is expected


@pytest.mark.parametrize(
    ("kind", "value", "texts", "absent", "expected"),
    [
        ("phone", "+49 30 23125417", ["030 23125417"], (), True),
        ("phone", "+49 30 23125417", ["030 999"], (), False),
        ("email", "zoe@example.org", ["zoe@example.\norg"], (), False),
        ("word", "Certified Streaming Architect", ["Certi ed Streaming Architect"], ("Certified",), True),
        ("word", "Certified Streaming Architect", ["Streaming"], ("Certified", "Architect"), False),
        ("word", "Certified Streaming Architect", ["Streaming"], None, False),
        ("name", "Zoë Almeida", ["Almeida, then Zoë"], None, True),
    ],
)
def test_a_value_in_another_form(kind, value, texts, absent, expected) -> None:
    assert is_changed(Datum(name="it", text=value, kind=kind), texts, absent) is expected


@pytest.mark.parametrize(("text", "expected"), [("zoe@example.\norg", True), ("zoe@example.com", False)])
def test_an_address_in_pieces(text: str, expected: bool) -> None:
    assert is_torn(Datum(name="e-mail", text="zoe@example.org", kind="email"), [text]) is expected


@pytest.mark.parametrize(
    "text",
    [
        "Sep 2018 – Feb 2021",
        "Sept 2018 – Feb 2021",
        "September 2018 to February 2021",
        "09/2018-02/2021",
        "2018-09-01 — 2021-02-28",
        "2018 - 2021",
        "Sep 2018\n—\nFeb 2021",
    ],
)
def test_a_period_is_known_in_many_styles(text: str) -> None:
    job = jobs_of(RESUME)[1]
    assert any(period_pattern(*one).search(text) for one in job.periods)


@pytest.mark.parametrize("text", ["Sep 2018 – Mar 2021", "Sep 2018 Backend Developer Feb 2021", "Feb 2021"])
def test_what_is_no_period_of_it(text: str) -> None:
    job = jobs_of(RESUME)[1]
    assert not any(period_pattern(*one).search(text) for one in job.periods)


def test_a_job_that_lasts_may_have_no_end() -> None:
    lasting = jobs_of(RESUME)[0]
    styles = [period_pattern(*one) for one in lasting.periods]
    assert any(one.search("April 2021 - present") for one in styles)
    first = next(n for n, one in enumerate(styles) if one.search("2021-04-01 —"))
    assert lasting.periods[first][1] == ""


def test_the_person_is_what_the_table_says() -> None:
    data = data_of(RESUME)
    counts = {name: sum(one.name == name for one in data) for name in ("employer", "school", "skill")}
    assert counts == {"employer": 3, "school": 2, "skill": 12}
    shared = [one for one in data if one.kind == "word" and sum(other.text == one.text for other in data) > 1]
    assert not shared


def test_no_value_is_part_of_another() -> None:
    """A text that lacks a value cannot be taken for one that has it."""
    words = [one for one in data_of(RESUME) if one.kind == "word"]
    for one in words:
        others = [other.text for other in words if other is not one]
        assert not any(as_written(one).search(other) for other in others), one.text
