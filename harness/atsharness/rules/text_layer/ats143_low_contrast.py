"""Text with low contrast.

What it looks for:
    Visible glyphs whose contrast with their background is below 3 (contrast ratio of WCAG 2.2).

Why parsers lose it:
    Text paths read it, but OCR loses it. Below 3 even large print is not accessible: information. Below 1.6
    a person hardly sees what every path reads: a violation.

Evidence:
    The contrast, measured on the rendered page, and the words.

How to fix:
    Set contact data and text in black or in a dark colour, with a contrast of 4.5 or more.

Limits:
    Decoration (rules, single-character page numbers) does not count, nor does a drop shadow of the same
    words.
"""

from __future__ import annotations

from collections.abc import Iterator

from atsharness.model import Evidence
from atsharness.model.facts import PageFacts, Run
from atsharness.model.text_facts import DoubleStrike
from atsharness.rules.kit import costing
from atsharness.rules.kit.text_facts import MOST_BOXES, facts_of
from atsharness.rules.model import Artifacts, Draft, Rule

LEAST = 3.0
"""Contrast ratio for large print (WCAG 2.2, 1.4.3)."""

FAINT = 1.6
"""Under this a person hardly reads it."""

LEAST_CHARS = 3


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    facts = facts_of(artifacts)
    twins = facts.of(DoubleStrike)
    for page in facts.pages:
        runs = [run for run in page.runs if _pale(run)]
        runs = [
            run for run in runs if not any(_in(run, twin.box) for twin in twins if twin.page == page.number)
        ]
        if sum(len(run.text.strip()) for run in runs) >= LEAST_CHARS:
            yield _draft(artifacts, page, runs)


def _pale(run: Run) -> bool:
    return (
        run.hidden is None
        and run.contrast is not None
        and run.contrast < LEAST
        and any(char.isalnum() for char in run.text)
    )


def _in(run: Run, box: tuple[float, float, float, float]) -> bool:
    x, y = (run.box[0] + run.box[2]) / 2, (run.box[1] + run.box[3]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _draft(artifacts: Artifacts, page: PageFacts, runs: list[Run]) -> Draft:
    texts = [run.text.strip() for run in runs]
    worst = min(run.contrast or LEAST for run in runs)
    boxes = tuple(run.box for run in runs[:MOST_BOXES])
    # What a person hardly sees and every path reads is text that those who look may not know of. Pale text
    # is read by both: it costs what paths lose there for other reasons, which is not the colour's.
    faint = worst < FAINT
    cost = costing.content(artifacts, artifacts.measured.words_in(page.number, boxes))
    own = Evidence(
        kind="layout",
        page=page.number,
        box=boxes[0],
        expected=" ".join(texts)[:200],
        note=f"contrast {worst:.2f}; large print needs at least {LEAST:.0f}",
    )
    return Draft(
        message=f"contrast of only {worst:.1f}: “{' '.join(texts)[:60]}”",
        anchor=" ".join(texts),
        page=page.number,
        boxes=boxes,
        costs=(cost, costing.everywhere(artifacts, "extra")) if faint else (),
        evidence=(own, *(costing.lost_words(artifacts, cost) if faint else ())),
        confidence="high" if faint else "medium",
        harmless=not faint,
    )


RULE = Rule(
    id="ATS143",
    name="low-contrast",
    depth=7,
    find=_find,
    advice={"": "Set the text in black or a dark colour: a contrast of 4.5 or more."},
)
