"""What a report with pictures shows of one document, out of what was measured. Pure."""

from __future__ import annotations

import msgspec

from atsharness.alignment.spans import diff_spans
from atsharness.measure.scorer import Scorer
from atsharness.model import Exhibit
from atsharness.model.facts import LayoutFacts
from atsharness.rules.model import Artifacts
from atsharness.text.tokens import tokens


def exhibit(artifacts: Artifacts) -> Exhibit:
    """The reference, each path's text and word diff, and the facts of the file; pictures come later."""
    facts = None if artifacts.facts is None else _of_file(artifacts.facts)
    texts = {item.path_id: item.text for item in artifacts.extractions if item.text is not None}
    reference = artifacts.reference
    if reference is None:
        return Exhibit(texts=texts, facts=facts)
    scorer = Scorer(reference)
    texts |= {item.path_id: scorer.compared(item).text or "" for item in artifacts.extractions if item.text}
    spans = {
        alignment.path_id: diff_spans(
            alignment,
            scorer.tokens,
            tokens(texts[alignment.path_id]),
            reference_size=len(reference.text),
            hypothesis_size=len(texts[alignment.path_id]),
        )
        for alignment in artifacts.alignments
    }
    return Exhibit(reference=reference, texts=texts, spans=spans, facts=facts)


def _of_file(facts: LayoutFacts) -> LayoutFacts:
    """Facts without what a report does not show: visible glyphs and lines, most of their bulk."""
    pages = tuple(
        msgspec.structs.replace(
            page, lines=(), blocks=(), runs=tuple(run for run in page.runs if run.hidden is not None)
        )
        for page in facts.pages
    )
    return msgspec.structs.replace(facts, pages=pages)
