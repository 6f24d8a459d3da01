"""A page with so much white between its labels and values that PDFium takes it for vertical writing.

What it looks for:
    Pages whose text covers a smaller share of its width than of its height, seen over all lines, and paths
    that return most words of such a page letter by letter.

Why parsers lose it:
    PDFium tells the direction of writing from these two shares (where 80 % of the width is covered it is
    horizontal in any case). Of text that it takes for vertical it returns each piece on a line of its own,
    and browsers set text letter by letter.

Evidence:
    The words, and the letters that a path returns.

How to fix:
    Write values beside their labels, or let some line run over the whole width.

Limits:
    Only horizontal text is looked at.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from atsharness.model.facts import PageFacts
from atsharness.rules.kit import costing
from atsharness.rules.kit.text_facts import MOST_BOXES, facts_of
from atsharness.rules.model import Artifacts, Cost, Draft, Rule

FULL = 0.8
"""Share of the width from which PDFium takes any page for horizontal (its FindTextlineFlowOrientation)."""

MOST = 0.5
"""Share of a page's words that a path splits where it has read them the wrong way."""


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    for page in facts_of(artifacts).pages:
        across, down = _covered(page)
        if across >= min(down, FULL):
            continue
        measured = artifacts.measured
        words = [
            index
            for index in measured.words_in(page.number, [(0.0, 0.0, page.width, page.height)])
            if len(measured.texts[index]) > 1
        ]
        split = {
            path: found
            for path, found in measured.spoilt(words, ("split",)).items()
            if len(found) > MOST * len(words)
        }
        if not split:
            continue
        cost = Cost(loss="content", hits=measured.hits(split), words=split)
        yield Draft(
            message=f"the text covers {across:.0%} of its width and {down:.0%} of its height: "
            f"taken for vertical writing by {', '.join(sorted(split))}",
            anchor="sparse lines",
            page=page.number,
            boxes=tuple(line.box for line in page.lines[:MOST_BOXES]),
            costs=(cost,),
            evidence=costing.lost_words(artifacts, cost),
        )


def _covered(page: PageFacts) -> tuple[float, float]:
    """The shares of the text's width and height over which, in points, some text stands; 1 without text."""
    boxes = [run.box for run in page.runs if run.horizontal and run.text.strip()]
    if not boxes:
        return 1.0, 1.0
    return (
        covered_share((box[0], box[2]) for box in boxes),
        covered_share((box[1], box[3]) for box in boxes),
    )


def covered_share(spans: Iterable[tuple[float, float]]) -> float:
    """The part of the way from the first start to the last end that spans cover, in whole points."""
    whole = sorted((math.floor(max(start, 0.0)), math.floor(max(stop, 0.0)) + 1) for start, stop in spans)
    first = end = whole[0][0]
    covered = 0
    for start, stop in whole:
        covered += max(0, stop - max(start, end))
        end = max(end, stop)
    return covered / (end - first) if end > first else 1.0


RULE = Rule(
    id="ATS218",
    name="sparse-lines",
    depth=6,
    find=_find,
    advice={
        "": "Write values beside their labels, or let some line of text run over the whole width.",
        "chromium": "Do not push values to the other edge with float, flex or justify-content.",
        "typst": "Write values beside their labels instead of after #h(1fr).",
        "latex": r"Write values beside their labels instead of after \hfill.",
        "word": "Write values beside their labels instead of at a right tab stop.",
    },
)
