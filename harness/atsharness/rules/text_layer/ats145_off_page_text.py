"""Text outside the page, or cut off by its edge.

What it looks for:
    Glyphs whose centre lies outside the page as displayed, or outside its CropBox; apart from these, words
    and lines that begin on the page and run over its edge.

Why parsers lose it:
    Parsers read this text like any other text and mix it with the visible words. Systems and recruiters that
    compare the two take it for deception. Of a word that the edge cuts off a person reads a part only.

Evidence:
    The hidden words, their place on the page, and a path that returns them.

How to fix:
    Delete the text, or move it onto the page.

Limits:
    Some engines leave out what is off the page, others read it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from atsharness.model.facts import PageFacts, Run
from atsharness.rules.kit import costing
from atsharness.rules.kit.losses import LOST
from atsharness.rules.kit.text_facts import counted, facts_of
from atsharness.rules.model import Artifacts, Draft, Rule
from atsharness.rules.text_layer._hidden import hidden_draft

TOUCHING = 1.0
"""Points between the last glyph on the page and the first one beyond its edge, of one line."""


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    for page in facts_of(artifacts).pages:
        if page.ocr_layer:
            continue
        cut = [(run, before) for run in page.runs if (before := _before(page, run)) is not None]
        over = {id(run) for run, _ in cut}
        beside = [run for run in page.runs if run.hidden == "off_page" and id(run) not in over]
        yield from hidden_draft(artifacts, page, beside, "outside the page")
        if cut:
            yield _cut_off(artifacts, page, cut)


def _before(page: PageFacts, run: Run) -> Run | None:
    """The visible run that one beyond the edge goes on from."""
    if run.hidden != "off_page" or run.visible or not run.horizontal:
        return None
    return next(
        (
            one
            for one in page.runs
            if one.visible
            and one.font == run.font
            and abs(one.baseline - run.baseline) < TOUCHING
            and abs(one.x1[-1] - run.x0[0]) < TOUCHING
        ),
        None,
    )


def _cut_off(artifacts: Artifacts, page: PageFacts, cut: Sequence[tuple[Run, Run]]) -> Draft:
    """Lines that run over the edge, with what became of the words of which a part is seen."""
    ends = [(before.x1[-1] - TOUCHING, run.box[1], run.box[0], run.box[3]) for run, before in cut]
    words = artifacts.measured.words_touching(page.number, ends)
    costs = (
        costing.content(artifacts, words, LOST),
        costing.extra(artifacts, [run.text.strip() for run, _ in cut]),
    )
    shown = ", ".join(f"“{before.text.split()[-1]}|{run.text.strip()[:30]}”" for run, before in cut[:3])
    return Draft(
        message=f"{counted(len(cut), 'line')} cut off by the page's edge: {shown}",
        anchor=" ".join(run.text for run, _ in cut),
        page=page.number,
        boxes=tuple(before.box for _, before in cut),
        costs=costs,
        evidence=(
            *costing.lost_words(artifacts, costs[0]),
            *costing.hidden_text(
                artifacts, [run.text.strip() for run, _ in cut], costs[1], page.number, cut[0][0].box
            ),
        ),
    )


RULE = Rule(
    id="ATS145",
    name="off-page-text",
    depth=7,
    find=_find,
    advice={
        "": "Move the text onto the page, or delete it: what should count must be visible.",
        "canva": "Delete elements that lie beside the page.",
        "word": "Delete text boxes that lie beside the page.",
        "chromium": "Let long lines wrap (no white-space: nowrap), and keep boxes within the page's width.",
    },
)
