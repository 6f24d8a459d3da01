"""A page of an unusual size.

What it looks for:
    Pages that are neither A4 nor Letter, with a tolerance of 3 %.

Why parsers lose it:
    No path loses anything because of it. Some portals refuse or scale such files.

Evidence:
    The size.

How to fix:
    Set the page size to A4 or Letter.

Limits:
    Landscape pages of these sizes are not reported.
"""

from __future__ import annotations

from collections.abc import Iterator

from atsharness.rules.kit.facts import file_draft
from atsharness.rules.kit.text_facts import facts_of
from atsharness.rules.model import Artifacts, Draft, Rule

USUAL = ((595.28, 841.89), (612.0, 792.0))
TOLERANCE = 0.03


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    odd = [page for page in facts_of(artifacts).pages if not _is_usual(page.width, page.height)]
    if odd:
        size = f"{odd[0].width / 72 * 25.4:.0f} × {odd[0].height / 72 * 25.4:.0f} mm"
        yield file_draft(f"the page is {size}, neither A4 nor Letter", size)


def _is_usual(width: float, height: float) -> bool:
    short, long = sorted((width, height))
    return any(abs(short / a - 1) <= TOLERANCE and abs(long / b - 1) <= TOLERANCE for a, b in USUAL)


RULE = Rule(
    id="ATS504",
    name="page-size",
    find=_find,
    needs="facts",
    advice={
        "": "Set the page to A4 or Letter.",
        "typst": '#set page(paper: "a4")',
        "latex": r"\documentclass[a4paper]{…}",
        "chromium": "@page { size: A4 }",
        "word": "Layout > Size > A4 or Letter.",
        "canva": "Resize the design to A4 or Letter.",
    },
)
