"""A scan with an invisible text layer that an OCR program made.

What it looks for:
    Pages that are covered by an image and whose text is invisible and lies over that image.

Why parsers lose it:
    Parsers read the invisible text, with every mistake that the OCR program made. A person who looks at the
    page sees none of them.

Evidence:
    Words that this tool's own OCR of the image reads differently from the text layer. Without OCR: words of
    the layer that contain typical OCR errors (``mode1``, ``2O19``).

How to fix:
    Export the PDF from the program in which the résumé was written.

Limits:
    Without OCR the image and the layer cannot be compared: only words that are obviously misread are found,
    and a layer without such words is reported as information. OCR makes mistakes too, so a word that differs
    is a doubt, not a proof.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from atsharness.model import Evidence
from atsharness.rules.kit import costing
from atsharness.rules.kit.text_facts import facts_of
from atsharness.rules.model import Artifacts, Cost, Draft, Rule
from atsharness.rules.text_layer._misread import misread


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    for page in facts_of(artifacts).pages:
        if not page.ocr_layer:
            continue
        box = (0.0, 0.0, page.width, page.height)
        words = artifacts.measured.words_in(page.number, [box])
        cost = costing.content(artifacts, words)
        wrong = _misread(artifacts, words) if not cost.any else ()
        own = Evidence(
            kind="drawn", page=page.number, box=box, note="invisible text over an image of the page"
        )
        yield Draft(
            message=f"page {page.number} is a scan; its text layer was made by OCR",
            anchor=f"page {page.number}",
            page=page.number,
            boxes=(box,),
            costs=(_repeated(artifacts, wrong) if wrong else cost,),
            evidence=(own, *(_shown(artifacts, wrong) or costing.lost_words(artifacts, cost))),
            confidence="medium" if wrong else "high",
        )


def _misread(artifacts: Artifacts, words: Sequence[int]) -> tuple[int, ...]:
    """Those of the words that show by themselves that OCR misread them."""
    found = set(misread(artifacts.measured.texts))
    return tuple(index for index in words if index in found)


def _repeated(artifacts: Artifacts, words: tuple[int, ...]) -> Cost:
    """Every path that has these words as the layer has them repeats its mistakes."""
    spoilt = artifacts.measured.spoilt(words)
    paths = {
        path: kept
        for path in artifacts.measured.alignments
        if (kept := tuple(index for index in words if index not in spoilt.get(path, ())))
    }
    return Cost(loss="content", hits=artifacts.measured.hits(paths.keys()), words=paths)


def _shown(artifacts: Artifacts, words: Sequence[int]) -> tuple[Evidence, ...]:
    measured = artifacts.measured
    return tuple(
        Evidence(
            kind="changed",
            page=measured.box_of(index)[0],
            box=measured.box_of(index)[1],
            observed=measured.texts[index],
            note="a typical OCR error",
        )
        for index in words[: costing.SHOWN]
    )


RULE = Rule(
    id="ATS102",
    name="ocr-text-layer",
    depth=3,
    find=_find,
    advice={"": "Export the PDF from the program it was written in; a scan keeps the mistakes of OCR."},
)
