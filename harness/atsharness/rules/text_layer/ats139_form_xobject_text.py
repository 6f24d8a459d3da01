"""Text inside Form XObjects.

What it looks for:
    Visible text that the page does not draw itself but by way of a Form XObject. Browsers make one of every
    element that is not fully opaque, imposition programs of whole pages.

Why parsers lose it:
    pypdf's layout mode returns nothing of a Form XObject, pdfminer takes it for a figure: its words come
    last, glued to each other. Others glue its first line to the one before.

Evidence:
    The words as the page shows them, and what a path returns instead.

How to fix:
    Make the text fully opaque. A paler colour looks the same.

Limits:
    Text that is not horizontal is not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from atsharness.model.text_facts import FormText
from atsharness.rules.kit import costing
from atsharness.rules.kit.losses import LOST
from atsharness.rules.kit.text_facts import fact_drafts, facts_of, some_texts
from atsharness.rules.model import Artifacts, Cost, Draft, Rule

PART = 0.5
"""Share of a page's glyphs in Form XObjects up to which they are a part of it, and not the page imposed."""


def _message(found: Sequence[FormText]) -> str:
    return f"text inside a Form XObject: {some_texts(found)}"


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    facts = facts_of(artifacts)
    sizes = {page.number: page.visible_glyphs for page in facts.pages}

    def elsewhere(found: Sequence[FormText]) -> Iterator[Cost]:
        # What is out of place on a page that is one form as a whole has another reason.
        if sum(len(fact.text) for fact in found) <= PART * sizes.get(found[0].page, 0):
            words = artifacts.measured.words_in(found[0].page, [fact.box for fact in found])
            yield costing.elsewhere(artifacts, words)

    yield from fact_drafts(artifacts, facts.of(FormText), _message, forms=LOST, also=elsewhere)


RULE = Rule(
    id="ATS139",
    name="form-xobject-text",
    depth=6,
    find=_find,
    advice={
        "": "Make the text fully opaque, and print the page itself instead of placing it in another one.",
        "chromium": "Set opacity: 1 and no filter or mix-blend-mode on text; give it a paler color instead.",
        "latex": "Write the text itself instead of including a PDF; use a paler colour, no opacity.",
        "typst": "Use a paler fill instead of transparency, and no image of a PDF page.",
    },
)
