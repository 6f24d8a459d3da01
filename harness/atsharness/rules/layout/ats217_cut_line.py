"""A line that the end of a page cuts through.

What it looks for:
    A line of which the upper half stands on one page and the lower half on the next, each drawn by itself.

Why parsers lose it:
    The line comes out twice, or once whole and once as the letters of which something shows, often without
    the spaces between them.

Evidence:
    The line, and the words that a path glues or alters.

How to fix:
    Keep the line on one page.

Limits:
    Only the last line of a page and the first of the next are compared.
"""

from __future__ import annotations

from collections.abc import Iterator

from atsharness.model import Evidence
from atsharness.model.facts import Line, PageFacts
from atsharness.rules.kit import costing
from atsharness.rules.kit.losses import LOST
from atsharness.rules.kit.text_facts import facts_of
from atsharness.rules.model import Artifacts, Draft, Rule


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    pages = {page.number: page for page in facts_of(artifacts).pages}
    for page in pages.values():
        halves = [run for run in page.runs if run.hidden == "page_cut"]
        if not halves:
            continue
        at_foot = halves[0].baseline > page.height / 2
        other = pages[page.number + (1 if at_foot else -1)]
        line = _outermost(other, lowest=not at_foot)
        first, last = sorted((page.number, other.number))
        cost = costing.content(artifacts, artifacts.measured.words_in(other.number, (line.box,)), LOST)
        shown = " ".join(run.text.strip() for run in halves)
        yield Draft(
            message=f"a line is cut between pages {first} and {last}: “{line.text[:60]}”",
            anchor=line.text,
            page=page.number,
            boxes=tuple(run.box for run in halves),
            costs=(cost,),
            evidence=(
                *costing.lost_words(artifacts, cost),
                Evidence(
                    kind="layout",
                    page=page.number,
                    box=halves[0].box,
                    expected=line.text[:200],
                    observed=shown[:200],
                ),
            ),
        )


def _outermost(page: PageFacts, *, lowest: bool) -> Line:
    return max(page.lines, key=lambda line: line.baseline if lowest else -line.baseline)


RULE = Rule(
    id="ATS217",
    name="cut-line",
    depth=7,
    find=_find,
    advice={
        "": "Move the page break before the line.",
        "chromium": "Do not print one box that is higher than a page: no display: inline-block, flex or grid "
        "on the element that holds all text.",
    },
)
