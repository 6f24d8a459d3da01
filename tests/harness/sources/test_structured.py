from __future__ import annotations

import json
from pathlib import Path

import pytest

from atsharness.errors import UsageError
from atsharness.sources import jsonresume, rendercv
from atsharness.sources.leaves import name_forms, phone_forms, url_forms
from atsharness.sources.read import read_source
from atsharness.sources.shown import shown_text

RESUME = {
    "$schema": "https://example.org/schema",
    "basics": {
        "name": "Jane Doe",
        "email": "jane@example.org",
        "image": "me.png",
        "phone": "+1 503 555 0142",
    },
    "work": [
        {
            "name": "Acme",
            "position": "Engineer",
            "startDate": "2020-01",
            "highlights": ["Built *fast* `code`"],
        },
        {"name": "Beta", "startDate": "2018-02", "endDate": "2019-12"},
    ],
    "meta": {"theme": "even"},
    "language": "en",
}


def test_json_resume_leaves_have_their_pointers() -> None:
    leaves = {leaf.pointer: leaf for leaf in jsonresume.read(json.dumps(RESUME))}
    assert leaves["basics.name"].text == "Jane Doe"
    assert leaves["work.0.startDate"].kind == "date"
    assert "Jan 2020" in leaves["work.0.startDate"].forms
    assert leaves["work.0.endDate"].forms[0] == "Present"
    assert leaves["work.0.highlights.0"].text == "Built fast code"
    assert leaves["work.1.endDate"].text == "2019-12"
    assert not [pointer for pointer in leaves if "image" in pointer or "meta" in pointer or "$" in pointer]


@pytest.mark.parametrize(
    ("text", "says"), [("{", "not valid JSON"), ("[]", "not a JSON Resume"), ('{"a": 1}', "not a JSON")]
)
def test_what_is_no_json_resume(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        jsonresume.read(text)


YAML = """
cv:
  name: John Doe
  location: Paris
  email: john@example.org
  website: https://example.org/
  social_networks:
    - {network: LinkedIn, username: jdoe}
  sections:
    education:
      - {institution: Princeton, area: Physics, degree: PhD, start_date: 2018-09, end_date: 2023-05}
    selected_honors:
      - bullet: Forbes **30** Under 30
    Welcome:
      - See [my site](https://example.org).
    experience:
      - company: Nexus
        position: CTO
        start_date: 2023-06
        end_date: present
        highlights: [Shipped 007, '3.10']
"""


def test_rendercv_is_mapped_to_json_resume_pointers() -> None:
    pytest.importorskip("yaml")
    leaves = {leaf.pointer: leaf for leaf in rendercv.read(YAML)}
    assert leaves["basics.name"].text == "John Doe"
    assert "in/jdoe" in leaves["basics.profiles.0.username"].forms
    assert leaves["education.0.studyType"].text == "PhD"
    assert leaves["section.selected_honors"].text == "selected honors"
    assert leaves["selected_honors.0.bullet"].text == "Forbes 30 Under 30"
    assert leaves["welcome.0"].text == "See my site."
    assert leaves["work.0.startDate"].text == "2023-06"
    assert "Present" in leaves["work.0.endDate"].forms
    assert [leaves[f"work.0.highlights.{n}"].text for n in (0, 1)] == ["Shipped 007", "3.10"]


@pytest.mark.parametrize(
    ("text", "says"), [("a: [", "not valid YAML"), ("a: 1", "neither RenderCV"), ("- x", "neither")]
)
def test_what_is_no_rendercv(text: str, says: str) -> None:
    pytest.importorskip("yaml")
    with pytest.raises(ValueError, match=says):
        rendercv.read(text)


def test_addresses_with_and_without_scheme() -> None:
    forms = url_forms("https://www.linkedin.com/in/jane/")
    assert {"https://www.linkedin.com/in/jane", "linkedin.com/in/jane", "in/jane", "jane", "@jane"} <= set(
        forms
    )


def test_phone_numbers_are_told_by_their_digits() -> None:
    assert {"15035550142", "5035550142"} <= set(phone_forms("+1 503-555-0142"))
    assert "02214710386" in phone_forms("tel:+49-221-4710-386")


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>Jane <b>Doe</b></p><div hidden>x<div>y</div></div>z", "Jane Doe\nz"),
        ("<span style='color:red; display : none'>secret</span>open", "open"),
        ("a<br hidden>b<img hidden>c", "a\nbc"),
        ("<title>t</title><script>s</script>body", "body"),
    ],
)
def test_html_shows_what_a_browser_shows(html: str, shown: str) -> None:
    assert shown_text(html) == shown


def test_the_format_goes_by_extension_then_content(tmp_path: Path) -> None:
    def read(name: str, text: str) -> str:
        path = tmp_path / name
        path.write_text(text)
        return read_source(path).text

    assert read("a.html", "<p>Jane</p>") == "Jane"
    assert read("page", "<!DOCTYPE html><p>Jane</p>") == "Jane"
    assert read("resume", json.dumps(RESUME)).splitlines()[0] == "Jane Doe"
    assert read("a.txt", "{curly} text") == "{curly} text"
    for name, text, says in (
        ("a.tex", "\\begin{document}", "pandoc"),
        ("b.json", "{}", "not a JSON Resume"),
        ("c.yaml", "x: [", "not valid YAML"),
    ):
        (tmp_path / name).write_text(text)
        with pytest.raises(UsageError, match=says) as caught:
            read_source(tmp_path / name)
        assert "\n" not in str(caught.value)


def test_leaves_come_with_a_structured_source(tmp_path: Path) -> None:
    path = tmp_path / "resume.json"
    path.write_text(json.dumps(RESUME))
    found = read_source(path)
    assert [leaf.pointer for leaf in found.leaves][:2] == ["basics.name", "basics.email"]
    assert "January 2020" in found.text


def test_a_name_may_be_printed_with_the_family_name_first() -> None:
    assert set(name_forms("Maria de la Cruz")) >= {
        "de la Cruz, Maria",
        "Cruz, Maria de la",
        "Cruz Maria de la",
    }
    assert name_forms("Kowalczyk, Zoë") == ("Kowalczyk, Zoë", "Zoë Kowalczyk")
    assert name_forms("Zoë") == ("Zoë",)
