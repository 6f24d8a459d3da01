"""What paths fill otherwise than the page."""

from __future__ import annotations

from atsharness.content.filled import filled_fields
from atsharness.model import Extraction, Reference

PAGE = (
    "Jane Example\nSenior Engineer\njane@example.org\nExperience\nSoftware Engineer   Oct 2019 – Mar 2022\n"
    "Acme Widgets, Linz, Austria\n• Built it.\n"
)


def filled(text: str | None, status: str = "ok") -> dict[str, object]:
    item = Extraction(path_id="some", family="some", version="1", status=status, text=text)  # type: ignore[arg-type]
    return {one.path_id: one for one in filled_fields(Reference(text=PAGE), [item])}


def test_json_resume() -> None:
    resume = filled(PAGE)["reference"].resume  # type: ignore[attr-defined]
    assert resume == {
        "basics": {"name": "Jane Example", "label": "Senior Engineer", "email": "jane@example.org"},
        "work": [
            {
                "position": "Software Engineer",
                "name": "Acme Widgets",
                "location": "Linz, Austria",
                "startDate": "2019-10",
                "endDate": "2022-03",
                "highlights": ["Built it."],
            }
        ],
    }


def test_the_same_text_differs_in_nothing() -> None:
    assert filled(PAGE)["some"].differences == ()  # type: ignore[attr-defined]


def test_what_a_path_loses_and_what_it_fills_wrong() -> None:
    damaged = PAGE.replace("Oct 2019 – Mar 2022", "").replace("Acme Widgets, Linz", "Acme Widgets GmbH, Linz")
    found = filled(damaged)["some"].differences  # type: ignore[attr-defined]
    assert {one.field: (one.expected, one.found) for one in found} == {
        "work.0.name": ("Acme Widgets", "Acme Widgets GmbH"),
        "work.0.startDate": ("Oct 2019", None),
        "work.0.endDate": ("Mar 2022", None),
    }


def test_a_path_without_text_fills_nothing() -> None:
    assert list(filled(None, "failed")) == ["reference"]
