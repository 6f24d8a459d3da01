from __future__ import annotations

import pytest

from atsharness_reports._plain_words import field_name, field_names, kind_name, rule_title
from atsharness_reports._verdict import note_in_words


@pytest.mark.parametrize(
    ("pointer", "said"),
    [
        ("work.1.startDate", "start date of job 2"),
        ("work.0", "job 1: title, company and dates together"),
        ("work.0.name", "company of job 1"),
        ("education.0.institution", "school of degree 1"),
        ("basics.email", "e-mail address"),
        ("basics.phone.1", "phone number 2"),
        ("basics.profiles.0.url", "web address 1"),
        ("section.work", "heading “experience”"),
        ("dates.0.endDate", "end date of period 1"),
        ("something.else\x1b", "something.else<U+001B>"),
    ],
)
def test_a_field_is_said_in_words(pointer: str, said: str) -> None:
    assert field_name(pointer) == said


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("section", "section heading"),
        ("basics.email", "e-mail address"),
        ("basics.profiles.url", "web address"),
        ("work.startDate", "start date of a job"),
        ("work.name", "company of a job"),
        ("work", "job: title, company and dates together"),
        ("awards.date", "date of an award"),
        ("languages", "language as a whole"),
        ("skills.keywords", "skills.keywords"),
    ],
)
def test_a_kind_of_fields_is_said_in_words(kind: str, said: str) -> None:
    assert kind_name(kind) == said


def test_many_fields_are_counted() -> None:
    sections = [f"section.{name}" for name in ("work", "skills", "education")]
    assert field_names(["basics.name", *sections]) == "name, 3 section headings"
    assert field_names([f"work.{number}.name" for number in range(6)]).endswith("company of job 4, 2 more")


def test_a_rule_and_a_gate_are_said_in_words() -> None:
    assert rule_title("letter-spaced-text") == "Letter spaced text"
    note = "work.0.startDate and 2 more; hits pypdf; partly mupdf"
    assert note_in_words(note) == "start date of job 1 and 2 more; in pypdf; partly in MuPDF"
    assert note_in_words("hits mupdf, pypdf") == "in MuPDF and pypdf"
