"""Words separated by gaps alone, without space characters.

What it looks for:
    Pages with hardly any space character, and words on them that a path glues to their neighbours. On other
    pages, words that a path glues over a gap without a space character: a label and its value.

Why parsers lose it:
    Each engine guesses from the width of the gap whether a word ends. Where lines are set tight some guess
    wrong: pypdf and pdfplumber glue words of files that XeTeX and LuaTeX write.

Evidence:
    The words, and what a path returns for them.

How to fix:
    Export with a program that writes space characters.

Limits:
    Pages on which no path glues words are not reported. Gaps narrower than .15 em are reported by ATS122.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from atsharness.model.facts import PageFacts
from atsharness.model.text_facts import MissingSpace
from atsharness.rules.kit import costing
from atsharness.rules.kit.text_facts import MOST_BOXES, fact_drafts, facts_of, some_texts
from atsharness.rules.model import Artifacts, Cost, Draft, Rule
from atsharness.rules.text_layer.ats122_missing_spaces import (
    SAFE,
    glued_over_gaps,
    has_few_spaces,
    narrow_gaps,
)

LEAST_GLUED = 5
"""Fewer words in a path come out as one for other reasons: a formula's letters, an address made of a name."""

_GLUED = frozenset({"glued"})


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    facts = facts_of(artifacts)
    narrow = narrow_gaps(facts)
    for page in facts.pages:
        if not has_few_spaces(page):
            yield from _wide_gaps(artifacts, page)
            continue
        whole = (0.0, 0.0, page.width, page.height)
        boxes = [gap.box for gap in narrow if gap.page == page.number]
        known = set(artifacts.measured.words_touching(page.number, boxes))
        words = [index for index in artifacts.measured.words_in(page.number, [whole]) if index not in known]
        spoilt = artifacts.measured.spoilt(words, _GLUED)
        many = {path: found for path, found in spoilt.items() if len(found) >= LEAST_GLUED}
        cost = Cost(loss="content", hits=artifacts.measured.hits(many), words=many)
        glued = sorted(costing.all_words([cost]))
        if not glued:
            continue
        places = tuple(box for index in glued if (box := artifacts.measured.box_of(index)[1]) is not None)
        yield Draft(
            message=(
                f"{len(glued)} words glued together in {', '.join(sorted(cost.words))}: "
                "the page separates words by gaps, not by space characters"
            ),
            anchor="no spaces",
            page=page.number,
            boxes=places[:MOST_BOXES],
            costs=(cost,),
            evidence=costing.lost_words(artifacts, cost),
        )


def _wide_gaps(artifacts: Artifacts, page: PageFacts) -> Iterator[Draft]:
    """Words of a page with space characters that gaps alone part, and that a path glues."""
    gaps = [gap for gap in glued_over_gaps(artifacts.measured, page) if gap.gap_em >= SAFE]
    yield from fact_drafts(artifacts, gaps, _message, forms=_GLUED)


def _message(gaps: Sequence[MissingSpace]) -> str:
    return f"a gap and no space character between words that a path glues: {some_texts(gaps)}"


RULE = Rule(
    id="ATS127",
    name="no-space-characters",
    depth=7,
    find=_find,
    advice={
        "": "Export with a program that writes spaces between words.",
        "latex": r"Compile with LuaLaTeX: \DocumentMetadata{} before \documentclass, then \usepackage{tagpdf}"
        r"\tagpdfsetup{interwordspace=true}. \pdfinterwordspaceon of pdfLaTeX helps pypdf alone.",
    },
)
