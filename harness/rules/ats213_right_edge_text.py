"""Short text at the right edge of a line, such as the dates of a job.

What it looks for:
    Lines whose end stands apart from their beginning, two or more of them with one right edge.

Why parsers lose it:
    Between them is a gap and nothing else. pdfminer takes what stands beyond it for a block of its own and
    returns it after the next line, or at the end of the page.

Evidence:
    The words that a path has at another place of its text.

How to fix:
    Write dates after the title, parted by a comma or a dash, or on a line of their own.

Limits:
    It is information: the words are there, mostly one line later. A field that is torn by it is another
    finding (ATS304, ATS305), which names this one as its cause.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from atsharness.harness.facts.structure import APART
from atsharness.harness.layout import Line, PageFacts
from atsharness.harness.model import Box, Evidence
from atsharness.harness.rules import _costs
from atsharness.harness.rules._spots import facts_of
from atsharness.harness.rules.model import Artifacts, Draft, Rule

ALIGNED = 2.0
"""Points by which right edges differ that are one."""

LEAST_LINES = 2
_COLUMNS = frozenset({"columns", "sidebar", "date_col", "grid"})


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    for page, ends in aligned_ends(facts_of(artifacts).pages):
        measured = artifacts.measured
        words = measured.words_in(page.number, ends)
        cost = _costs.elsewhere(artifacts, words)
        own = Evidence(
            kind="layout",
            page=page.number,
            box=ends[0],
            note=f"{len(ends)} lines end at the right edge, beyond a gap",
        )
        paths = ", ".join(sorted(cost.moved))
        yield Draft(
            message=f"{len(ends)} lines have text at the right edge, beyond a gap"
            + (f"; {paths} return it elsewhere" if paths else ""),
            anchor=" ".join(measured.texts[index] for index in words[:6]),
            page=page.number,
            boxes=ends,
            costs=(cost,),
            evidence=(*_costs.moved_words(artifacts, cost), own),
        )


def aligned_ends(pages: Sequence[PageFacts]) -> list[tuple[PageFacts, tuple[Box, ...]]]:
    """Of each page that has any, the ends of lines beyond a gap, at a right edge that several lines share."""
    ends = [(page, [box for line in page.lines if (box := _end(page, line)) is not None]) for page in pages]
    edges = [box[2] for _, boxes in ends for box in boxes]
    found = []
    for page, boxes in ends:
        shared = (box for box in boxes if sum(abs(box[2] - edge) <= ALIGNED for edge in edges) >= LEAST_LINES)
        if own := tuple(shared):
            found.append((page, own))
    return found


def _end(page: PageFacts, line: Line) -> Box | None:
    """The part of a line beyond its last wide gap, where no column begins."""
    for at in range(len(line.words) - 1, 0, -1):
        left, right = line.words[at - 1].box[2], line.words[at].box[0]
        if right - left < APART * line.size:
            continue
        if any(
            gutter.kind in _COLUMNS
            and left - 1 <= gutter.box[0]
            and gutter.box[2] <= right + 1
            and gutter.box[1] <= line.baseline <= gutter.box[3] + line.size
            for gutter in page.gutters
        ):
            return None
        return right, line.box[1], line.words[-1].box[2], line.box[3]
    return None


RULE = Rule(
    id="ATS213",
    name="right-edge-text",
    find=_find,
    advice={
        "": "Write dates after the title, parted by a comma or a dash, or on a line of their own.",
        "typst": "Write “, ” instead of #h(1fr) before the dates.",
        "latex": r"Write “, ” instead of \hfill before the dates.",
        "word": "Replace the right tab stop before the dates by a comma.",
        "libreoffice": "Replace the right tab stop before the dates by a comma.",
        "chromium": "Do not push dates to the right by float, flex or justify-content.",
    },
)
