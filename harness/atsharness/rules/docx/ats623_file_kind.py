"""A Word file that is no plain DOCX: strict, with macros, or a template.

What it looks for:
    Files saved as Strict Open XML, with macros (`.docm`) or as a template (`.dotx`), whatever their name is.

Why parsers lose it:
    python-docx refuses all three; docx2txt returns nothing for strict files. Portals refuse macros.

Evidence:
    What the file says it is, and the paths that fail.

How to fix:
    Save it as “Word Document (*.docx)”.

Limits:
    None known.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from atsharness.rules.docx._constructs import flow_of
from atsharness.rules.kit import costing
from atsharness.rules.kit.facts import file_draft
from atsharness.rules.model import Artifacts, Draft, Rule

_SAYS = {
    "strict": "a Strict Open XML document",
    "macros": "a document with macros (DOCM)",
    "template": "a template (DOTX)",
}


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    kind = flow_of(artifacts).file_kind
    if not kind:
        return
    failing = [item.path_id for item in artifacts.extractions if item.status in ("failed", "empty")]
    cost = costing.of_failed(artifacts, failing)
    made = file_draft(f"the file is {_SAYS[kind]}", kind, anchor=kind, costs=(cost,) if cost.any else ())
    yield msgspec.structs.replace(made, explains=frozenset(range(len(artifacts.measured.texts))))


RULE = Rule(
    id="ATS623",
    name="docx-file-kind",
    of="docx",
    depth=0,
    find=_find,
    needs="facts",
    advice={
        "": "Save it as a plain DOCX.",
        "word": "File > Save As > Word Document (*.docx).",
        "libreoffice": "File > Save As > Word 2010–365 (.docx).",
    },
)
