"""A page that is only an image: a scan, or an export as a picture, without any text.

What it looks for:
    Pages that are covered by an image and hold no visible text.

Why parsers lose it:
    A text parser reads the characters that a file stores, never its pixels. Only a system that runs OCR gets
    anything from such a page, and most do not.

Evidence:
    The share of the page that the image covers; where OCR ran, the words that it reads there and that no
    path returns.

How to fix:
    Export the PDF from the program in which the résumé was written. Do not scan a printout or save the page
    as an image.

Limits:
    Letters drawn as outlines are reported by ATS132, a scan with a text layer made by OCR by ATS102.
"""

from __future__ import annotations

from collections.abc import Iterator

from atsharness.model import Evidence
from atsharness.rules.kit import costing
from atsharness.rules.kit.text_facts import facts_of
from atsharness.rules.model import Artifacts, Draft, Rule


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    for page in facts_of(artifacts).pages:
        if not page.scan or page.ocr_layer:
            continue
        box = (0.0, 0.0, page.width, page.height)
        words = artifacts.measured.words_in(page.number, [box])
        cost = costing.content(artifacts, words)
        own = Evidence(
            kind="drawn",
            page=page.number,
            box=box,
            note=f"images cover {100 * page.image_cover:.0f} % of the page; it has no text",
        )
        yield Draft(
            message=f"page {page.number} is an image without any text",
            anchor=f"page {page.number}",
            page=page.number,
            boxes=(box,),
            costs=(cost if words else costing.everywhere(artifacts),),
            evidence=(own, *costing.lost_words(artifacts, cost)),
        )


RULE = Rule(
    id="ATS101",
    name="no-text-layer",
    depth=2,
    find=_find,
    advice={
        "": "Export the PDF from the program it was written in; do not scan it or save it as an image.",
        "canva": "Download as “PDF Print” or “PDF Standard” without “Flatten PDF”.",
    },
)
