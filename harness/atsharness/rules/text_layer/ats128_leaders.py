"""Leaders: rows of dots from a title to the date at the right.

What it looks for:
    Rows of five and more dots, underscores or dashes, with or without spaces between them, and the words
    beside them.

Why parsers lose it:
    The dots are text. Many paths return them glued to the date: ".....March 2021" is no date for most
    parsers.

Evidence:
    The word, and what a path returns for it.

How to fix:
    Leave the space blank.

Limits:
    Dots that are drawn as a line are no text and are not reported. Where no path glues or alters a word
    beside the dots, they are information.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from atsharness.model.facts import Line, PageFacts
from atsharness.model.text_facts import TextFact
from atsharness.rules.kit.losses import LOST
from atsharness.rules.kit.text_facts import counted, fact_drafts, facts_of
from atsharness.rules.model import Artifacts, Draft, Rule

LEADERS = re.compile(r"([.·․‥…_\-–—∙])(?:\s?\1){4,}")
"""Five and more of the same sign; an ellipsis has three."""

REACH = 6.5
"""Points from the last dot to a word that a path may glue to it: two spaces of a body text."""


class Leader(TextFact, frozen=True, kw_only=True):
    """A row of dots in a run."""


def leaders(page: PageFacts) -> Iterator[Leader]:
    """The leaders of a page, each within one line."""
    for line in page.lines:
        if not LEADERS.search(line.text):
            continue
        chars = list(_chars(page, line))
        for found in LEADERS.finditer("".join(char for char, _ in chars)):
            first, last = chars[found.start()][1], chars[found.end() - 1][1]
            box = (min(first[0], last[0]), line.box[1], max(first[1], last[1]), line.box[3])
            yield Leader(page=page.number, box=box, text=found[0])


def _chars(page: PageFacts, line: Line) -> Iterator[tuple[str, tuple[float, float]]]:
    """The characters of a line with their places, one space between two words."""
    for number, word in enumerate(line.words):
        if number:
            yield " ", (word.box[0], word.box[0])
        for part in word.parts:
            run = page.runs[part.run]
            for at in range(part.start, part.stop):
                yield run.text[at], (run.x0[at], run.x1[at])


def _message(found: Sequence[Leader]) -> str:
    return f"{counted(len(found), 'row')} of dots or dashes up to the text beside it: “{found[0].text[:12]}”"


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    found = [leader for page in facts_of(artifacts).pages for leader in leaders(page)]
    yield from fact_drafts(artifacts, found, _message, forms=LOST, reach=REACH)


RULE = Rule(
    id="ATS128",
    name="leaders",
    depth=6,
    find=_find,
    advice={
        "": "Leave the space between title and date blank.",
        "latex": r"Write \hfill instead of \dotfill, and no \dots in tables of contents.",
        "word": "Format > Tabs: leader None.",
        "libreoffice": "Paragraph > Tabs: fill character None.",
        "typst": "Use h(1fr) instead of box(width: 1fr, repeat[.]).",
        "chromium": "Remove the element of dots; draw a dotted border-bottom instead.",
    },
)
