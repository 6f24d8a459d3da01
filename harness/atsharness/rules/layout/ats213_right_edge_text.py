"""Short text at the right edge of a line, such as the dates of a job.

What it looks for:
    Lines whose last part stands on the same baseline but 2.5 em (of its own size) or more to the right of
    the rest, where two or more such parts of the file end at the same right edge. The finding's boxes
    enclose these parts.

Why parsers lose it:
    Only a gap connects the two. pdfminer takes the part after the gap for a block of its own and returns it
    after the next line, or at the end of the page.

Evidence:
    The words that a path returns at another place of its text.

How to fix:
    Write dates after the title, separated by a comma or a dash, or on a line of their own.

Limits:
    Parts that begin where other text of the page begins, and that text ends elsewhere, are list entries or
    column lines and do not count, even if some of them share a right edge. The rule reports information: the
    words are there, mostly one line later. A field that is separated because of it is a finding of its own
    (ATS304, ATS305), which names this one as its cause.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from atsharness.model import Box, Evidence
from atsharness.model.facts import Line, PageFacts
from atsharness.model.geometry import union
from atsharness.rules.kit import costing
from atsharness.rules.kit.sides import stretches
from atsharness.rules.kit.text_facts import counted, facts_of
from atsharness.rules.model import Artifacts, Draft, Rule

ALIGNED = 2.0
"""Points by which right edges differ that are one."""

LEAST_LINES = 2

SAME_START = 1.5
"""Points by which left edges differ that are one."""

ALIGNED_SHARE = 0.8
"""Share of the text with one left edge that ends at one right edge, from which it is no list or column."""

_COLUMNS = frozenset({"columns", "sidebar", "date_col", "grid"})


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    for page, ends in aligned_ends(facts_of(artifacts).pages):
        measured = artifacts.measured
        words = measured.words_in(page.number, ends)
        cost = costing.elsewhere(artifacts, words)
        own = Evidence(
            kind="layout",
            page=page.number,
            box=ends[0],
            note=f"{counted(len(ends), 'line')} with an end at the right edge, after a gap",
        )
        paths = ", ".join(sorted(cost.moved))
        yield Draft(
            message=f"{counted(len(ends), 'line')} with text at the right edge, after a gap"
            + (f"; moved in {paths}" if paths else ""),
            anchor=" ".join(measured.texts[index] for index in words[:6]),
            page=page.number,
            boxes=ends,
            costs=(cost,),
            evidence=(*costing.moved_words(artifacts, cost), own),
        )


def aligned_ends(pages: Sequence[PageFacts]) -> list[tuple[PageFacts, tuple[Box, ...]]]:
    """Of each page that has any, the ends of lines beyond a gap, at a right edge that several lines share."""
    ends = [(page, list(_ends(page))) for page in pages]
    edges = [box[2] for _, boxes in ends for box in boxes]
    found = []
    for page, boxes in ends:
        shared = (box for box in boxes if sum(abs(box[2] - edge) <= ALIGNED for edge in edges) >= LEAST_LINES)
        if own := tuple(shared):
            found.append((page, own))
    return found


def _ends(page: PageFacts) -> Iterator[Box]:
    """The last stretches of lines that have more than one, but for those of lists and columns."""
    lines = [
        (line, [union(word.box for word in part) for part in stretches(line)])
        for line in page.lines
        if line.words
    ]
    every = [box for _, boxes in lines for box in boxes]
    for line, boxes in lines:
        if len(boxes) > 1 and not _is_parted(page, line, boxes[-2][2], boxes[-1][0]):
            same = [box[2] for box in every if abs(box[0] - boxes[-1][0]) <= SAME_START]
            aligned = sum(abs(edge - boxes[-1][2]) <= ALIGNED for edge in same)
            if aligned >= ALIGNED_SHARE * len(same):
                yield boxes[-1]


def _is_parted(page: PageFacts, line: Line, left: float, right: float) -> bool:
    """Whether a column begins in a gap of a line."""
    return any(
        gutter.kind in _COLUMNS
        and left - 1 <= gutter.box[0]
        and gutter.box[2] <= right + 1
        and gutter.box[1] <= line.baseline <= gutter.box[3] + line.size
        for gutter in page.gutters
    )


RULE = Rule(
    id="ATS213",
    name="right-edge-text",
    depth=14,
    find=_find,
    advice={
        "": "Write dates after the title, separated by a comma or a dash, or on a line of their own.",
        "typst": "Write “, ” instead of #h(1fr) before the dates.",
        "latex": r"Write “, ” instead of \hfill before the dates.",
        "word": "Replace the right tab stop before the dates with a comma.",
        "libreoffice": "Replace the right tab stop before the dates with a comma.",
        "chromium": "Do not move dates to the right with float, flex or justify-content.",
        "moderncv": r"Leave the first argument of \cventry empty and write the dates behind the title in its "
        r"second.",
        "awesome-cv": r"Leave the fourth argument of \cventry empty and write the dates behind the position "
        r"in its first.",
        "rendercv": "design.templates.experience_entry: write DATE into main_column and leave "
        "date_and_location_column empty.",
    },
)
