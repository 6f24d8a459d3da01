"""Outcomes of fields: where the alignment puts them, and what a detector finds there."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atsharness.alignment.align import align
from atsharness.fields.expected import expected_fields
from atsharness.fields.recover import Detected, recover
from atsharness.language import links, phones
from atsharness.model import FieldRecovery, Leaf, Reference
from atsharness.text.tokens import tokens

PAGE = """Hannah O'Brien
Back-End Developer
hannah.config@example.com | +1 614-555-0117 | Columbus, OH
github.example.com/hannah
Summary
Builds payment services that hold under load.
Experience
Back-End Developer Jan 2020 – Present
Lumen Freight, Portland
• Cut response times from 500 ms to 150 ms with caching.
Junior Developer Jun 2018 – Dec 2019
Brightwell Health, Seattle
• Wrote import filters in Go.
Education
Cascade State University 2014 – 2018
"""


def outcomes(page: str, text: str) -> dict[str, FieldRecovery]:
    words = tokens(page)
    fields = expected_fields(Reference(text=page), words)
    found = recover(fields, align(words, tokens(text), path_id="p"), tokens(text), Detected(text))
    return {item.field: item for item in found}


def test_what_is_expected_without_a_source() -> None:
    assert list(outcomes(PAGE, PAGE)) == [
        *("basics.name", "basics.email", "basics.phone", "basics.profiles.0.url"),
        *("section.summary", "section.work", "work.0.startDate", "work.0.endDate", "work.1.startDate"),
        *("work.1.endDate", "section.education", "education.0.startDate", "education.0.endDate"),
    ]
    assert {item.outcome for item in outcomes(PAGE, PAGE).values()} == {"exact"}


@pytest.mark.parametrize(
    ("field", "before", "after", "outcome", "detail"),
    [
        ("basics.email", "config@", "con\ufb01g@", "altered", None),
        ("basics.email", "hannah.config@", "hannah. config@", "altered", None),
        ("basics.phone", "614-555-0117", "614-55 5-0117", "altered", None),
        ("basics.phone", "+1 614-555-0117", "", "missing", None),
        ("basics.name", "Hannah O'Brien\n", "Hannah O'BrienBack-End\n", "altered", None),
        ("section.summary", "Summary\n", "Summary Columbus\n", "altered", "not_alone"),
        ("section.work", "Experience\n", "E x p e r i e n c e\n", "altered", None),
        ("work.0.startDate", "Jan 2020 –", "Jan 2021 –", "altered", None),
        ("work.0.endDate", "– Present", "– Feb 2021", "missing", None),
        ("work.1.startDate", "Jun 2018", "Jul 2018", "altered", None),
        ("basics.profiles.0.url", "github.example.com/hannah", "github.example.com/ hannah", "altered", None),
    ],
)
def test_one_thing_is_damaged(field: str, before: str, after: str, outcome: str, detail: str | None) -> None:
    assert before in PAGE
    found = outcomes(PAGE, PAGE.replace(before, after, 1))[field]
    assert (found.outcome, found.detail) == (outcome, detail), found


def test_dates_torn_by_columns_are_scattered() -> None:
    torn = PAGE.replace("Jan 2020 – Present\n", "Jan 2020 – Languages Go, Python\n").replace(
        "Lumen Freight, Portland", "Lumen Freight, Portland Present"
    )
    found = outcomes(PAGE, torn)
    assert found["work.0.startDate"].outcome == found["work.0.endDate"].outcome == "scattered"


@pytest.mark.parametrize("start", ["Jan 2019", "Feb 2020", "2020", "Jan 202O", "Jun 2018"])
def test_a_wrong_start_is_never_exact_because_the_end_is_present(start: str) -> None:
    found = outcomes(PAGE, PAGE.replace("Jan 2020 –", f"{start} –"))
    assert found["work.0.startDate"].outcome != "exact"
    assert found["work.0.endDate"].outcome != "exact", "a period is one value"


def test_contact_data_that_a_detector_finds_elsewhere_are_there() -> None:
    """An alignment may take the half of a broken web address for the e-mail address; a parser does not."""
    page = "Marit Okonkwo\nBergen\nmarit.okonkwo@example.org\nBackground\nEngineer with eleven years."
    path = "Engineer with eleven years.\nBackground\nmarit.okonkwo@example.org\nmarit.okonkwo\nMarit Okonkwo"
    found = outcomes(page, path)["basics.email"]
    assert (found.outcome, found.observed) == ("exact", "marit.okonkwo@example.org")


def test_a_value_elsewhere_is_displaced_and_not_counted() -> None:
    text = PAGE.replace("Jan 2020 – Present", "Jan Go 2020 Java – Present") + "\nfooter Jan 2020 – Present\n"
    found = outcomes(PAGE, text)["work.0.startDate"]
    assert found.outcome != "exact"


def test_words_that_stand_twice_are_found_beside_the_rest_of_their_entry() -> None:
    page = "Ann Lee\nDeveloper Jan 2020 – Present\nInitech\n• Built\nDeveloper Jun 2018 – Dec 2019\nHooli"
    text = "Ann Lee\nJan 2020 – Present\nDeveloper\nInitech\n• Built\nJun 2018 – Dec 2019\nDeveloper\nHooli"
    kinds = {"position": "Developer", "startDate": "Jan 2020", "endDate": "Present", "name": "Initech"}
    other = {"position": "Developer", "startDate": "Jun 2018", "endDate": "Dec 2019", "name": "Hooli"}
    leaves = tuple(
        Leaf(
            pointer=f"work.{number}.{key}",
            text=shown,
            kind="date" if "Date" in key else "text",
            forms=(shown,),
        )
        for number, entry in enumerate((kinds, other))
        for key, shown in entry.items()
    )
    words = tokens(page)
    expected = expected_fields(Reference(text=page, leaves=leaves), words)
    found = recover(expected, align(words, tokens(text), path_id="p"), tokens(text), Detected(text))
    assert {item.field: item.outcome for item in found if item.field in ("work.0", "work.1")} == {
        "work.0": "exact",
        "work.1": "exact",
    }


def test_another_person_s_address_is_spurious() -> None:
    found = outcomes(PAGE, PAGE + "\nreferee: j.doe@example.org\n")
    spurious = recovered(PAGE, PAGE + "\nreferee: j.doe@example.org, +44 161 496 0274\n")
    assert [(item.field, item.observed) for item in spurious if item.outcome == "spurious"] == [
        ("basics.email", "j.doe@example.org"),
        ("basics.phone", "+44 161 496 0274"),
    ]
    assert len(found) == len(outcomes(PAGE, PAGE))


def recovered(page: str, text: str) -> tuple[FieldRecovery, ...]:
    words = tokens(page)
    fields = expected_fields(Reference(text=page), words)
    return recover(fields, align(words, tokens(text), path_id="p"), tokens(text), Detected(text))


def test_what_became_of_an_address_is_not_spurious_too() -> None:
    found = recovered(PAGE, PAGE.replace("hannah.config@", "hannah.confg@"))
    assert [item.outcome for item in found if item.field == "basics.email"] == ["altered"]


def test_an_empty_path_misses_everything() -> None:
    assert {item.outcome for item in recovered(PAGE, "")} == {"missing"}


LINES = PAGE.splitlines()


@given(
    st.permutations(range(len(LINES))),
    st.lists(
        st.tuples(st.integers(0, len(PAGE) - 1), st.sampled_from(["", " ", "x", "\n", "\ufb01"])), max_size=6
    ),
)
@settings(max_examples=60, deadline=None)
def test_exact_means_that_a_detector_finds_the_value(order: list[int], edits: list[tuple[int, str]]) -> None:
    text = "\n".join(LINES[index] for index in order)
    for at, change in edits:
        text = text[:at] + change + text[at + 1 :]
    for item in recovered(PAGE, text):
        if item.outcome != "exact":
            continue
        if item.field == "basics.email":
            assert "hannah.config@example.com" in [one.value for one in links.emails(text)]
        elif item.field == "basics.phone":
            assert "+16145550117" in [one.value for one in phones.phones(text)]
        elif item.field == "basics.profiles.0.url":
            assert "github.example.com/hannah" in [one.value for one in links.urls(text)]
        elif item.field.startswith("section."):
            assert item.expected.casefold() in [line.strip(" :•–").casefold() for line in text.splitlines()]


@given(st.sampled_from(list(outcomes(PAGE, PAGE))))
@settings(max_examples=30, deadline=None)
def test_without_its_words_a_field_is_missing(pointer: str) -> None:
    words = tokens(PAGE)
    (field,) = [one for one in expected_fields(Reference(text=PAGE), words) if one.pointer == pointer]
    gone = set(field.words)
    kept = " ".join(word.raw for index, word in enumerate(words) if index not in gone)
    if any(words[index].key in kept.casefold() for index in gone):
        return  # the same word stands elsewhere too
    assert outcomes(PAGE, kept)[pointer].outcome == "missing"
