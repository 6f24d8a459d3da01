"""Words separated only by a narrow gap, without a space character.

What it looks for:
    Gaps of .08 to .15 em between words that have no space character. A line that stands less than its height
    below a larger one, and is glued to it in some path.

Why parsers lose it:
    Each engine guesses from the width of the gap whether a word ends. Most need .15 to .2 em, and read
    "PythonandJava". pypdf takes what stands less than .8 em below for the same line, as other engines take a
    raised letter.

Evidence:
    The words, and what a path returns for them.

How to fix:
    Export with a program that writes space characters. Leave more room below a large name or heading.

Limits:
    Most engines take wider gaps for spaces; what is lost there is reported by ATS127.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from atsharness.model.facts import LayoutFacts
from atsharness.model.geometry import union
from atsharness.model.text_facts import DoubleStrike, IconWord, MissingSpace, PrivateIcons, TextFact
from atsharness.rules.kit.losses import LOST
from atsharness.rules.kit.text_facts import fact_drafts, facts_of, some_texts, touch
from atsharness.rules.model import Artifacts, Draft, Rule
from atsharness.rules.text_layer._gaps import false_spaces, short_words

NARROW = 0.15
"""Em; from .15 on most engines take a gap for a space, from .20 on all (measured on nine paths)."""

SMALLER = 0.85
"""Height of the lower line, as a share of the upper one's, from which that is large text."""


def narrow_gaps(facts: LayoutFacts) -> list[MissingSpace]:
    """Gaps too narrow for most engines, but for those of icons and of letters drawn twice."""
    others = [*facts.of(IconWord, PrivateIcons, DoubleStrike), *false_spaces(facts)]
    return [
        gap
        for gap in (*facts.of(MissingSpace), *short_words(facts))
        if gap.gap_em < NARROW and not any(touch(other, gap) for other in others)
    ]


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    yield from fact_drafts(artifacts, narrow_gaps(facts_of(artifacts)), _message, forms=LOST)
    yield from fact_drafts(artifacts, _close_lines(artifacts), _lines_message, forms=("glued",))


class _CloseLines(TextFact, frozen=True, kw_only=True):
    """The last word of a line and the first of a smaller one close below it."""


def _close_lines(artifacts: Artifacts) -> Iterator[_CloseLines]:
    """Lines that some path has as one, word against word."""
    reference, measured = artifacts.reference, artifacts.measured
    words = (reference.words or ()) if reference is not None else ()
    glued = {
        index
        for alignment in measured.alignments.values()
        for index, (one, two) in enumerate(pairwise(alignment.words))
        if one.form == two.form == "glued" and one.hypothesis == two.hypothesis
    }
    for index in sorted(glued):
        one, two = words[index : index + 2]
        if one is None or two is None or one.page != two.page or one.line == two.line:
            continue
        height, lower = one.box[3] - one.box[1], two.box[3] - two.box[1]
        if lower < SMALLER * height and 0 < two.box[3] - one.box[3] < height:
            yield _CloseLines(page=one.page, box=union((one.box, two.box)), text=f"{one.text} {two.text}")


def _lines_message(lines: Sequence[_CloseLines]) -> str:
    return f"lines close below larger ones are glued to them: {some_texts(lines)}"


def _message(gaps: Sequence[MissingSpace]) -> str:
    least = min(gap.gap_em for gap in gaps)
    return f"gaps of only {least:.2f} em instead of spaces: {some_texts(gaps)}"


RULE = Rule(
    id="ATS122",
    name="missing-spaces",
    depth=7,
    find=_find,
    advice={
        "": "Export with a program that writes spaces between words; leave room below large text.",
        "latex": r"Compile with pdfLaTeX and \pdfinterwordspaceon; XeLaTeX and LuaLaTeX write no spaces.",
        "word": "Use “Save as PDF” instead of a PDF printer.",
    },
)
