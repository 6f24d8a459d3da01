"""Which kinds of fields a file truly loses, by its true text and its true data."""

from __future__ import annotations

import pytest

from atsharness.fields.field import Field
from atsharness.fields.truth import SOURCED, lost_kinds, rule_of, true_leaves
from atsharness.model import Extraction

TEXT = """Jane Doe
jane@example.com | +1 614 555 0117 | github.example.com/jane
Experience
Developer Jan 2020 – Present
Initech
• Built services in Go and Python.
Analyst Mar 2017 – Dec 2019
Globex
Skills
Go, Python, C++
Education
Cascade State University Sep 2013 – May 2017
"""
FIELDS = {
    "basics.name": "Jane Doe",
    "basics.email": "jane@example.com",
    "basics.phone": "+1 614 555 0117",
    "basics.profiles.0.url": "github.example.com/jane",
    "work.0.position": "Developer",
    "work.0.name": "Initech",
    "work.0.startDate": "Jan 2020",
    "work.0.endDate": "Present",
    "work.1.position": "Analyst",
    "work.1.name": "Globex",
    "skills.0.keywords.0": "Go",
    "skills.0.keywords.1": "Python",
    "skills.0.keywords.2": "C++",
    "education.0.institution": "Cascade State University",
    "education.0.startDate": "Sep 2013",
    "education.0.endDate": "May 2017",
    "section.work": "Experience",
    "section.skills": "Skills",
}


def lost(*texts: str | None, fields: dict[str, str] = FIELDS) -> set[str]:
    read = [
        Extraction(
            path_id=f"p{number}", family="f", version="1", status="ok" if text else "failed", text=text
        )
        for number, text in enumerate(texts)
    ]
    return set(lost_kinds(TEXT, true_leaves(fields), read))


def test_a_path_that_reads_all_loses_nothing() -> None:
    assert lost(TEXT, None) == set()
    assert lost() == set()


@pytest.mark.parametrize(
    ("old", "new", "rules"),
    [
        ("Jane Doe\n", "Jane DoeDeveloper\n", {"ATS301"}),
        ("jane@example.com", "jane @example.com", {"ATS302"}),
        ("0117", "O117", {"ATS303"}),
        ("Dec 2019", "Dez2 2019", {"ATS304"}),
        ("C++", "C", {"ATS307"}),
        ("github.example.com/jane", "github.example.com/ jane", {"ATS309"}),
        ("Education\n", "Education ", {"ATS306"}),
        ("Skills\n", "Skills ", {"ATS306"}),
    ],
)
def test_one_field_spoilt_in_one_path_is_its_rules(old: str, new: str, rules: set[str]) -> None:
    assert old in TEXT
    assert lost(TEXT, TEXT.replace(old, new)) == rules


def test_an_entry_torn_apart_needs_the_data() -> None:
    torn = TEXT.replace("Initech\n", "").replace("Globex\n", "Globex\nInitech\n")
    assert lost(torn) == {"ATS305"}
    assert lost(torn, fields={}) == set()
    school = TEXT.replace("Cascade", "Python for all\nCascade").replace("University", "University Python")
    assert {"ATS305", "ATS310"} <= SOURCED
    assert "ATS310" in lost(school)


def test_dates_and_names_that_the_data_lack_are_found_in_the_text() -> None:
    bare = {key: value for key, value in FIELDS.items() if key != "basics.name"}
    assert lost(TEXT.replace("Jane Doe\n", "JaneDoe\n"), fields=bare) == {"ATS301"}
    assert lost(TEXT.replace("Mar 2017", "Mar 2 017"), fields=bare) == {"ATS304"}


def test_an_empty_text_loses_everything() -> None:
    rules = {"ATS301", "ATS302", "ATS303", "ATS304", "ATS305", "ATS306", "ATS307", "ATS309", "ATS310"}
    assert (
        set(
            lost_kinds(
                TEXT,
                true_leaves(FIELDS),
                [Extraction(path_id="p", family="f", version="1", status="empty", text="")],
            )
        )
        == rules
    )


def test_other_kinds_have_no_rule() -> None:
    assert rule_of(Field(pointer="basics.summary", kind="text", text="x", words=(0,))) is None
    assert rule_of(Field(pointer="volunteer.0", kind="entry", text="x", words=(0,))) is None
