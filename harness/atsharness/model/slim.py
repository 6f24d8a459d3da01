"""What is kept of a document's result: texts and word labels are most of it, and few formats show them."""

from __future__ import annotations

import msgspec

from atsharness.model.report import Shows
from atsharness.model.results import DocumentResult

_DAMAGED = frozenset(("missing", "substituted", "split", "glued"))
"""Forms of the words that are told as losses."""


def slim(result: DocumentResult, shows: Shows) -> DocumentResult:
    """A result without what is not shown.

    Args:
        result: of one document.
        shows: what its reports show: all, no texts and of the word labels the damaged ones, or neither.
    """
    if shows == "texts":
        return result
    extractions = tuple(msgspec.structs.replace(item, text=None, words=None) for item in result.extractions)
    if shows == "losses":
        alignments = tuple(
            msgspec.structs.replace(
                item,
                words=tuple(label for label in item.words if label.form in _DAMAGED),
                spurious=(),
                confusions=(),
            )
            for item in result.alignments
        )
        return msgspec.structs.replace(result, extractions=extractions, alignments=alignments)
    reference = result.reference
    if reference is not None:
        reference = msgspec.structs.replace(reference, not_on_page_words=())
    return msgspec.structs.replace(result, reference=reference, extractions=extractions, alignments=())
