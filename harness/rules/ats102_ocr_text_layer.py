"""A scan over which an OCR program has put its reading as invisible text.

What it looks for:
    Pages that an image covers and whose text is invisible and lies over the picture.

Why parsers lose it:
    They read the invisible text, with every mistake that the OCR program made. A person who looks at the page
    sees none of them.

Evidence:
    Words that OCR of the picture, run here, reads otherwise than the text layer has them.

How to fix:
    Export the PDF from the program that the résumé was written in.

Limits:
    Without OCR at hand the two cannot be compared: it is then information only. OCR errs too; a word that
    differs is a doubt, not a proof.
"""

from __future__ import annotations

from collections.abc import Iterator

from atsharness.harness.model import Evidence
from atsharness.harness.rules import _costs
from atsharness.harness.rules._spots import facts_of
from atsharness.harness.rules.model import Artifacts, Draft, Rule


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    for page in facts_of(artifacts).pages:
        if not page.ocr_layer:
            continue
        box = (0.0, 0.0, page.width, page.height)
        cost = _costs.content(artifacts, artifacts.measured.words_in(page.number, [box]))
        own = Evidence(
            kind="drawn", page=page.number, box=box, note="invisible text lies over a picture of the page"
        )
        yield Draft(
            message=f"page {page.number} is a scan; its text is what an OCR program made of it",
            anchor=f"page {page.number}",
            page=page.number,
            boxes=(box,),
            costs=(cost,),
            evidence=(own, *_costs.lost_words(artifacts, cost)),
        )


RULE = Rule(
    id="ATS102",
    name="ocr-text-layer",
    find=_find,
    advice={"": "Export the PDF from the program it was written in; a scan keeps OCR's mistakes."},
)
