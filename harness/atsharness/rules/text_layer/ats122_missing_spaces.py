"""Words separated only by a narrow gap, without a space character.

What it looks for:
    Gaps of .08 to .15 em between words that have no space character. On pages that have spaces elsewhere,
    also wider gaps up to .5 em where some path glues the words: a label and its value, a figure and its
    unit. A line that stands less than its height below a larger one, and is glued to it in some path.

Why parsers lose it:
    Each engine guesses from the width of the gap whether a word ends. Most need .15 to .2 em, and read
    "PythonandJava"; pdfplumber needs 3 points. pypdf takes what stands less than .8 em below for the same
    line, as other engines take a raised letter.

Evidence:
    The words, and what a path returns for them.

How to fix:
    Export with a program that writes space characters. Leave more room below a large name or heading.

Limits:
    What wider gaps cost is reported by ATS127.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from atsharness.model.facts import LayoutFacts, PageFacts
from atsharness.model.geometry import union
from atsharness.model.text_facts import DoubleStrike, IconWord, MissingSpace, PrivateIcons, TextFact
from atsharness.rules.kit.losses import LOST, Measured
from atsharness.rules.kit.text_facts import fact_drafts, facts_of, some_texts, touch
from atsharness.rules.model import Artifacts, Draft, Rule
from atsharness.rules.text_layer._gaps import false_spaces, short_words

NARROW = 0.15
"""Em; from .15 on most engines take a gap for a space, from .20 on all (measured on nine paths)."""

SAFE = 0.19
"""Em; what wider gaps cost is reported by ATS127."""

WIDE = 0.5
"""Em; words farther apart are not glued for the gap's sake."""

UNITS = frozenset("%‰€$£")
"""Signs that stand beside figures as words do."""

HEIGHT = 1.15
"""Em from a font's ascender to its descender; usual text fonts have 1.1 to 1.2."""

FEW = 0.1
"""Spaces for each word of the page, under which it holds hardly any (others have nearly one)."""


def has_few_spaces(page: PageFacts) -> bool:
    """Whether gaps alone part the words of a page."""
    spaces = sum(run.text.count(" ") + run.text.count("\xa0") for run in page.runs)
    return spaces < FEW * sum(len(line.words) for line in page.lines)


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
    facts = facts_of(artifacts)
    narrow = narrow_gaps(facts)
    wider = [
        gap
        for page in facts.pages
        if not has_few_spaces(page)
        for gap in glued_over_gaps(artifacts.measured, page)
        if gap.gap_em < SAFE and not any(touch(other, gap) for other in narrow)
    ]
    yield from fact_drafts(artifacts, [*narrow, *wider], _message, forms=LOST)
    yield from fact_drafts(artifacts, _close_lines(artifacts), _lines_message, forms=("glued",))


def glued_over_gaps(measured: Measured, page: PageFacts) -> Iterator[MissingSpace]:
    """Neighbours on a line that some path has as one word, with a gap and no space character between them."""
    whole = (0.0, 0.0, page.width, page.height)
    pairs = _glued_pairs(measured, measured.words_in(page.number, [whole]))
    spaces = _spaces(page) if pairs else []
    for one, two in sorted(pairs):
        (_, left), (_, right) = measured.box_of(one), measured.box_of(two)
        if left is None or right is None or not (right[1] < left[3] and left[1] < right[3]):
            continue
        middle, size = (left[2] + right[0]) / 2, (right[3] - right[1]) / HEIGHT
        gap = (right[0] - left[2]) / size
        written = any(right[1] < y < right[3] + 1 and x0 <= middle <= x1 for y, x0, x1 in spaces)
        if 0 < gap < WIDE and not written:
            words = measured.texts[one], measured.texts[two]
            yield MissingSpace(
                page=page.number,
                box=(left[0], min(left[1], right[1]), right[2], max(left[3], right[3])),
                text="".join(words),
                seen=" ".join(words),
                gap_em=round(gap, 3),
            )


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
        one, two = words[index], words[index + 1]
        if one is None or two is None or one.page != two.page or one.line == two.line:
            continue
        height, lower = one.box[3] - one.box[1], two.box[3] - two.box[1]
        if lower < SMALLER * height and 0 < two.box[3] - one.box[3] < height:
            yield _CloseLines(page=one.page, box=union((one.box, two.box)), text=f"{one.text} {two.text}")


def _lines_message(lines: Sequence[_CloseLines]) -> str:
    return f"lines close below larger ones are glued to them: {some_texts(lines)}"


def _glued_pairs(measured: Measured, words: Sequence[int]) -> set[tuple[int, int]]:
    """Words of the reference that follow each other and that some path has in one word."""
    candidates = {
        (path, one)
        for path, glued in measured.spoilt(words, ("glued",)).items()
        for index in glued
        for one in (index - 1, index)
        if 0 <= one < len(measured.texts) - 1
    }
    return {
        (one, one + 1)
        for path, one in candidates
        if _is_word(measured.texts[one])
        and _is_word(measured.texts[one + 1])
        and set(measured.label(path, one).hypothesis) & set(measured.label(path, one + 1).hypothesis)
    }


def _spaces(page: PageFacts) -> list[tuple[float, float, float]]:
    """The space characters of a page: baseline, start and end."""
    return [
        (run.baseline, run.x0[at], run.x1[at])
        for run in page.runs
        if run.horizontal
        for at, char in enumerate(run.text)
        if char.isspace()
    ]


def _is_word(text: str) -> bool:
    """Whether a space before or after it matters: a bullet that sticks to a word costs it nothing."""
    return text in UNITS or any(map(str.isalnum, text))


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
        "latex": r"Compile with LuaLaTeX: \DocumentMetadata{} before \documentclass, then \usepackage{tagpdf}"
        r"\tagpdfsetup{interwordspace=true}. \pdfinterwordspaceon of pdfLaTeX helps pypdf alone.",
        "word": "Use “Save as PDF” instead of a PDF printer.",
    },
)
