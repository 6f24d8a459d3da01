"""What a report with pictures shows of one document, out of what was measured. Pure."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from atsharness import pipeline
from atsharness.alignment.spans import diff_spans
from atsharness.measure.scorer import Scorer
from atsharness.model import Cover, DocumentResult, Exhibit, View
from atsharness.model.facts import LayoutFacts
from atsharness.redact.personal import disguise_of
from atsharness.redact.pictures import covers
from atsharness.redact.results import redacted
from atsharness.rules.model import Artifacts
from atsharness.text.tokens import tokens


class Shown(NamedTuple):
    """A document's result, what a report shows of it, and what its pictures must not show."""

    result: DocumentResult
    exhibit: Exhibit
    covers: tuple[Cover, ...]


def shown(
    inputs: pipeline.Inputs, judging: pipeline.Judging, scorer: Scorer | None, view: View, number: int
) -> Shown:
    """Everything that follows from what was read of one document, for a report with pictures.

    Args:
        inputs: what was read.
        judging: what it is judged by.
        scorer: as of `pipeline.check`.
        view: what the report is to show.
        number: of the document in its run, from 1.
    """
    if inputs.document.status == "ok":
        artifacts = pipeline.artifacts_of(inputs, scorer, judging.asked)
        result = pipeline.judged_by(inputs, artifacts, judging)
    else:
        artifacts = Artifacts(document=inputs.document, facts=inputs.facts)
        result = pipeline.check(inputs, judging, scorer)
    found = msgspec.structs.replace(exhibit(artifacts), view=view, asked=judging.asked is not None)
    if not view.redact:
        return Shown(result, found, ())
    disguise = disguise_of(artifacts)
    return Shown(*redacted(result, found, disguise, number), covers(artifacts, disguise))


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
    return msgspec.structs.replace(facts, pages=pages, text_facts=(), ink=(), ocr_lines=(), notes=())
