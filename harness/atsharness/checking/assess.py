"""Fields, keywords and the verdict of one document, from what every path recovered. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from atsharness.fields.expected import expected_fields
from atsharness.fields.field import Field
from atsharness.fields.recover import Detected, recover
from atsharness.keywords.survival import survival
from atsharness.keywords.vocabulary import Term, asked_for
from atsharness.language import headings, links, periods, phones
from atsharness.model import (
    Alignment,
    Extraction,
    FieldRecovery,
    Keyword,
    Recovery,
    Reference,
    ReferenceSummary,
    Verdict,
)
from atsharness.text.tokens import Token, tokens
from atsharness.verdict.decide import verdict
from atsharness.verdict.families import OCR_FAMILY
from atsharness.verdict.gates import Observed
from atsharness.verdict.limits import Limits


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of one document. `reference` and `words` are None where there is none to hold against.

    `panel` gives the family of each panel path that was to run; `image` says that the document has no text
    layer by nature, so that every text path of the panel reads nothing.
    """

    panel: Mapping[str, str]
    summary: ReferenceSummary | None
    reference: Reference | None = None
    words: Sequence[Token] = ()
    extractions: Sequence[Extraction] = ()
    alignments: Sequence[Alignment] = ()
    recoveries: Sequence[Recovery] = ()
    image: bool = False


class Assessment(msgspec.Struct, frozen=True, kw_only=True):
    """What follows from it."""

    expected: tuple[Field, ...]
    """The fields of the reference that `fields` are about."""
    fields: tuple[FieldRecovery, ...]
    keywords: tuple[Keyword, ...]
    verdict: Verdict


def assess(measured: Measured, limits: Limits, asked: Sequence[Term] | None = None) -> Assessment:
    """Judges one document.

    Args:
        measured: what the paths recovered.
        limits: of the gates.
        asked: the keywords that a posting or a list asks for; None takes those of the vocabulary that the
            document itself shows.

    Returns:
        For each path that was aligned every field's outcome, in the order of path ids; each keyword's fate;
        the verdict.
    """
    expected: tuple[Field, ...] = ()
    fields: list[FieldRecovery] = []
    keywords: tuple[Keyword, ...] = ()
    reference = measured.reference
    if reference is not None:
        texts = {item.path_id: item.text for item in measured.extractions if item.text is not None}
        expected = expected_fields(reference, measured.words)
        for alignment in measured.alignments:
            text = texts.get(alignment.path_id, "")
            fields += recover(expected, alignment, tokens(text), Detected(text))
        own = {alignment.path_id for alignment in measured.alignments}
        terms = asked_for(reference.text) if asked is None else asked
        keywords = survival(
            terms, reference.text, {path: text for path, text in texts.items() if path in own}
        )
    observed = Observed(
        panel=measured.panel,
        reference=measured.summary,
        extractions=[*measured.extractions, *_nothing(measured)],
        recoveries=measured.recoveries,
        fields=fields,
        keywords=keywords,
    )
    return Assessment(
        expected=expected,
        fields=tuple(fields),
        keywords=keywords,
        verdict=verdict(observed, limits),
    )


def prepare(text: str) -> None:
    """Looks through a path's text once, so that what the detectors need is loaded and compiled.

    It takes longer than all further looks: a caller that waits for other things does it meanwhile.
    """
    for find in (links.emails, links.urls, phones.phones, periods.periods, headings.headings):
        find(text)
    asked_for(text)


def _nothing(measured: Measured) -> list[Extraction]:
    """What the text paths of the panel read of an image."""
    if not measured.image:
        return []
    return [
        Extraction(path_id=path_id, family=family, version=None, status="empty")
        for path_id, family in sorted(measured.panel.items())
        if family != OCR_FAMILY
    ]
