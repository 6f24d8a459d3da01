"""Fields of a structured source: where they stand on the page."""

from __future__ import annotations

import pytest

from atsharness.alignment.align import align
from atsharness.fields.expected import expected_fields
from atsharness.fields.recover import Detected, recover
from atsharness.fields.sourced import absent_leaves
from atsharness.model import Leaf, Reference
from atsharness.sources import jsonresume, rendercv
from atsharness.text.tokens import tokens

RESUME = {
    "basics": {
        "name": "Hannah O'Brien",
        "label": "Back-End Developer",
        "email": "hannah@example.com",
        "location": {"city": "Columbus", "region": "OH", "countryCode": "US"},
        "profiles": [{"network": "GitHub", "username": "hannah", "url": "https://github.example.com/hannah"}],
    },
    "work": [
        {
            "name": "Lumen Freight",
            "position": "Back-End Developer",
            "location": "Portland, OR",
            "startDate": "2020-01",
            "highlights": ["Cut response times with caching."],
        },
        {
            "name": "Brightwell Health",
            "position": "Back-End Developer",
            "startDate": "2018-06",
            "endDate": "2019-12",
        },
    ],
    "skills": [{"name": "Languages", "keywords": ["C", "C++", "C#", "Go"]}],
    "education": [{"institution": "Cascade State University", "startDate": "2014", "endDate": "2018"}],
}
PAGE = """Hannah O'Brien
Back-End Developer
hannah@example.com | Columbus, OH | github.example.com/hannah
Experience
Back-End Developer Jan 2020 – Present
Lumen Freight, Portland, OR
• Cut response times with caching.
Back-End Developer Jun 2018 – Dec 2019
Brightwell Health
Skills
Languages: C, C++, C#, Go
Education
Cascade State University 2014–2018
"""
LEAVES = jsonresume.from_mapping(RESUME)


def lines(leaves: tuple[Leaf, ...] = LEAVES, page: str = PAGE) -> dict[str, tuple[int, str]]:
    """Line and text of each field."""
    words = tokens(page)
    fields = expected_fields(Reference(text=page, leaves=leaves), words)
    return {field.pointer: (words[field.words[0]].line, field.text) for field in fields}


def outcomes(text: str) -> dict[str, str]:
    words, read = tokens(PAGE), tokens(text)
    fields = expected_fields(Reference(text=PAGE, leaves=LEAVES), words)
    found = recover(fields, align(words, read, path_id="p"), read, Detected(text))
    return {item.field: item.outcome for item in found}


def test_every_value_is_found_at_its_own_place() -> None:
    found = lines()
    assert {pointer: line for pointer, (line, _) in found.items()} == {
        "basics.name": 1,
        "basics.label": 2,
        "basics.email": 3,
        "basics.location.city": 3,
        "basics.location.region": 3,
        "basics.profiles.0.url": 3,
        "work.0.name": 6,
        "work.0.position": 5,
        "work.0.location": 6,
        "work.0.highlights.0": 7,
        "work.0.startDate": 5,
        "work.0.endDate": 5,
        "work.0": 5,
        "work.1.name": 9,
        "work.1.position": 8,
        "work.1.startDate": 8,
        "work.1.endDate": 8,
        "work.1": 8,
        "skills.0.name": 11,
        "skills.0.keywords.0": 11,
        "skills.0.keywords.1": 11,
        "skills.0.keywords.2": 11,
        "skills.0.keywords.3": 11,
        "education.0.institution": 13,
        "education.0.startDate": 13,
        "education.0.endDate": 13,
        "education.0": 13,
        "section.work": 4,
        "section.skills": 10,
        "section.education": 12,
    }
    assert [found[f"skills.0.keywords.{n}"][1] for n in range(4)] == ["C,", "C++,", "C#,", "Go"]


def test_all_is_exact_in_the_page_itself() -> None:
    assert set(outcomes(PAGE).values()) == {"exact"}


def test_what_the_page_does_not_show_is_no_field() -> None:
    page = PAGE.replace("hannah@example.com | ", "").replace("Cut response times with caching.", "")
    found = lines(page=page)
    assert "basics.email" not in found
    assert "work.0.highlights.0" not in found


def test_a_job_s_head_is_scattered_by_foreign_words_alone() -> None:
    turned = PAGE.replace(
        "Back-End Developer Jan 2020 – Present\nLumen Freight, Portland, OR",
        "Jan 2020 – Present\nLumen Freight, Portland, OR\nBack-End Developer",
    )
    assert outcomes(turned)["work.0"] == "exact"
    after = PAGE.replace(" Jan 2020 – Present", "").replace("caching.", "caching.\nJan 2020 – Present")
    assert outcomes(after)["work.0"] == "exact", "it follows the job's own lines"
    torn = PAGE.replace(" Jan 2020 – Present", "").replace("Health\n", "Health\nJan 2020 – Present\n")
    found = outcomes(torn)
    assert found["work.0"] == "scattered"
    assert found["work.0.startDate"] == found["work.0.position"] == "exact"


def test_a_skill_is_what_a_search_finds() -> None:
    assert outcomes(PAGE.replace("C++, C#", "C + + , C#"))["skills.0.keywords.1"] != "exact"
    assert outcomes(PAGE.replace("C++, C#", "C++,C#"))["skills.0.keywords.1"] == "exact"
    assert outcomes(PAGE.replace("C#,", "C\u266f,"))["skills.0.keywords.2"] != "exact"


def test_rendercv_s_lists_of_skills_are_taken_apart_and_headings_keep_their_names() -> None:
    source = """
cv:
  name: Hannah O'Brien
  sections:
    Selected Talks:
      - bullet: Caches that lie, 2019
    skills:
      - label: Languages
        details: C, C++, C#, Go
"""
    page = "Hannah O'Brien\nSelected Talks\n• Caches that lie, 2019\nSkills\nLanguages: C, C++, C#, Go\n"
    found = lines(rendercv.read(source), page)
    assert found["section.selected_talks"] == (2, "Selected Talks")
    assert found["section.skills"] == (4, "Skills")
    assert [found[f"skills.0.keywords.{n}"][1] for n in range(4)] == ["C,", "C++,", "C#,", "Go"]


def test_a_heading_is_a_line_and_no_word_of_a_sentence() -> None:
    text = "Jane Doe\nTen years of Experience and Languages\nExperience\nInitech\n| Skills: Go\n"
    leaves = tuple(
        Leaf(pointer=f"section.{key}", text=shown, kind="heading", forms=(shown,))
        for key, shown in (("work", "Experience"), ("languages", "Languages"), ("skills", "Skills"))
    )
    fields = expected_fields(Reference(text=text, leaves=leaves), tokens(text))
    assert {field.pointer: field.words for field in fields} == {"section.work": (8,), "section.skills": (11,)}


def test_an_address_that_the_source_lacks_is_a_field_of_the_page() -> None:
    text = "Jane Doe\njane@example.com | +1 614 555 0117\nInitech\n"
    leaves = (
        Leaf(pointer="basics.name", text="Jane Doe"),
        Leaf(pointer="basics.phone", text="+1 614 555 0117", kind="phone", forms=("+1 614 555 0117",)),
    )
    fields = expected_fields(Reference(text=text, leaves=leaves), tokens(text))
    assert [field.pointer for field in fields] == ["basics.name", "basics.phone", "basics.email"]


def test_a_city_that_two_entries_have_does_not_say_where_either_stands() -> None:
    page = """Hannah O'Brien
Back-End Developer
Columbus, OH
Lorem ipsum dolor sit amet consectetur
Experience
Back-End Developer, Lumen Freight
"""
    leaves = tuple(
        Leaf(pointer=pointer, text=text, forms=(text,))
        for pointer, text in (
            ("basics.label", "Back-End Developer"),
            ("basics.location", "Columbus, OH"),
            ("work.0.location", "Columbus, OH"),
            ("work.0.position", "Back-End Developer"),
            ("work.0.name", "Lumen Freight"),
        )
    )
    found = lines(leaves, page)
    assert (found["work.0.position"][0], found["work.0"][0], found["basics.label"][0]) == (6, 6, 2)


def test_an_odd_hyphen_of_a_skill_is_seen_as_one() -> None:
    page = "Jane Doe\nSkills\nDomain\u2011driven design, Go\n"
    leaves = (
        Leaf(pointer="skills.0.keywords.0", text="Domain-driven design", forms=("Domain-driven design",)),
    )
    (field,) = [
        one
        for one in expected_fields(Reference(text=page, leaves=leaves), tokens(page))
        if one.kind == "skill"
    ]
    assert field.value == "Domain-driven design"


def test_words_that_nobody_read_do_not_tear_an_entry() -> None:
    seen = "Back-End Developer\nLumen Freight, OR\nJan 2020 – Present\n"
    read = "Back-End Developer\nLumen Freight, Portl\ufffdnd, OR\nJan 2020 – Present\n"
    leaves = jsonresume.from_mapping({"work": RESUME["work"][:1]})

    def outcome(text: str, *, complete: bool) -> str:
        reference = Reference(text=seen, leaves=leaves, complete=complete)
        expected = [one for one in expected_fields(reference, tokens(seen)) if one.kind == "entry"]
        (found,) = recover(expected, align(seen, text, path_id="p"), tokens(text), Detected(text))
        return found.outcome

    assert outcome(read, complete=True) == "scattered"
    assert outcome(read, complete=False) == "exact"
    torn = "Jan 2020 – Present\nOR\nBack-End Developer\n" + "Skills Go, Rust\n" * 3 + "Lumen Freight"
    assert outcome(torn, complete=True) == "scattered"


def absent(page: str) -> list[str]:
    reference = Reference(text=page, leaves=LEAVES)
    return [leaf.pointer for leaf in absent_leaves(reference, expected_fields(reference, tokens(page)))]


def test_what_the_page_lacks_is_told_value_by_value() -> None:
    assert absent(PAGE) == []
    without = PAGE.replace("Lumen Freight, ", "").replace("Brightwell Health\n", "").replace(", C#, Go", "")
    assert absent(without) == ["work.0.name", "work.1.name", "skills.0.keywords.2", "skills.0.keywords.3"]
    assert absent(PAGE.replace("Jun 2018 – Dec 2019", "")) == ["work.1.endDate"]  # 2018 is a degree's
    assert absent(PAGE.replace("Jun 2018 – Dec 2019", "2018 – 2019")) == []


def test_a_name_with_the_family_name_first_is_the_name() -> None:
    for name in ("O'Brien, Hannah", "O'BRIEN Hannah"):
        page = PAGE.replace("Hannah O'Brien", name)
        assert lines(page=page)["basics.name"] == (1, name)
        assert "basics.name" not in absent(page)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Hannah\nhannah@example.\ncom\nGo", "altered"),
        ("Hannah\nhannah@example.com\nGo", "exact"),
        ("Hannah\nhannah@example.\nGo", "partial"),
    ],
)
def test_an_address_in_two_lines_is_read_only_where_it_is_joined(text: str, outcome: str) -> None:
    page = "Hannah\nhannah@example.\ncom\nGo"
    leaves = (Leaf(pointer="basics.email", text="hannah@example.com", kind="email", words=(1, 2)),)
    words, read = tokens(page), tokens(text)
    fields = expected_fields(Reference(text=page, leaves=leaves), words)
    (own,) = [field for field in fields if field.pointer == "basics.email"]
    assert (own.text, own.value, own.words) == ("hannah@example.com", "hannah@example.com", (1, 2))
    found = {
        item.field: item.outcome
        for item in recover(fields, align(words, read, path_id="p"), read, Detected(text))
    }
    assert found["basics.email"] == outcome
