import pytest

from atsharness.language.headings import alone, headings, section_of


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("EXPERIENCE", "work"),
        ("Professional Experience:", "work"),
        ("— Skills & Tools —", "skills"),
        ("Berufserfahrung", "work"),
        ("COMPÉTENCES", "skills"),
        ("Formación académica", "education"),
        ("Experiência Profissional", "work"),
        ("1. Education", "education"),
        ("Nursing Experience", "work"),
        ("Education & Certifications", "education"),
        ("E X P E R I E N C E", None),
        ("Experience Go, Python", None),
        ("Five years of experience", None),
        ("", None),
        ("Skills.", "skills"),
        ("skills.", None),
    ],
)
def test_a_heading_is_a_line_of_its_own(line: str, key: str | None) -> None:
    assert section_of(line) == key


def test_a_group_straight_below_a_heading_is_none_of_its_own() -> None:
    text = "Skills\nLanguages\nGo, Python\nLanguages\nEnglish\n"
    assert [(one.value, text[one.start : one.stop]) for one in headings(text)] == [
        ("skills", "Skills"),
        ("languages", "Languages"),
    ]
    assert [one.value for one in alone(text)] == ["skills", "languages", "languages"]
