"""Which of the data on a page are the person's own."""

from __future__ import annotations

import pytest

from atsharness.fields.expected import expected_fields
from atsharness.model import Reference
from atsharness.text.tokens import tokens

HEAD = "Jane Example\njane@example.com | +1 503 555 0142 | janeexample.dev\n"
JOB = "Experience\nEngineer Jan 2020 – Mar 2022\n"
PAPER = "Publications\nA paper, https://doi.org/10.1000/182\n"
REFEREE = "References\nAnn Boss, ann@boss.example.org, +1 503 555 0199, boss.example.org\n"


def contact(text: str) -> list[str]:
    found = expected_fields(Reference(text=text), tokens(text))
    return [field.text for field in found if field.kind in ("email", "phone", "url")]


@pytest.mark.parametrize("text", [HEAD + JOB + PAPER + REFEREE, REFEREE + PAPER + "Contact\n" + HEAD + JOB])
def test_referees_and_papers_are_not_the_persons(text: str) -> None:
    assert contact(text) == ["jane@example.com", "+1 503 555 0142", "janeexample.dev"]


def test_what_stands_below_references_alone_may_be_the_persons() -> None:
    text = "Jane Example\nReferences\navailable on request: jane@example.com, +1 503 555 0142\n"
    assert contact(text) == ["jane@example.com", "+1 503 555 0142"]
