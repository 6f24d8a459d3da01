"""A sheet of text to facts and reference: what the readers of all formats end with."""

from __future__ import annotations

from collections.abc import Sequence

from atsharness.docx.sheet import Sheet
from atsharness.model import Reference
from atsharness.model.facts import FileFacts, LayoutFacts
from atsharness.model.flow_facts import FlowFacts, FlowFormat
from atsharness.model.reference import ReadBy

NO_TEXT = "the document shows no text"


def told(
    kind: FlowFormat,
    file: FileFacts,
    sheet: Sheet,
    *,
    read_by: ReadBy,
    parts: int = 1,
    warnings: Sequence[str] = (),
) -> tuple[LayoutFacts, Reference]:
    """What a document shows.

    Args:
        kind: its format.
        file: what it says of itself.
        sheet: its text.
        read_by: how it was read.
        parts: how many files it is made of.
        warnings: what a person should know of the reading.
    """
    text, words, constructs, items = sheet.placed()
    flow = FlowFacts(format=kind, constructs=constructs, words=len(words), parts=parts)
    found = (*warnings, *(() if words else (NO_TEXT,)))
    reference = Reference(
        text=text, origin="visual", words=words, items=items, read_by=read_by, warnings=found
    )
    return LayoutFacts(file=file, flow=flow), reference
