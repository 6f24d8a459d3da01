"""Another document embedded in this one.

What it looks for:
    Parts that another file's content is brought in by (`w:altChunk`); programs that turn HTML into DOCX in a
    browser write whole documents so.

Why parsers lose it:
    Only Word itself unfolds such a part: most readers see nothing of it.

Evidence:
    The words of the part that are lost; where it could not be read, the part that refers to it.

How to fix:
    Open the file in Word and save it.

Limits:
    Pages, mails of one page (MHT), RTF, DOCX and plain text are read; what other parts show is not known.
"""

from __future__ import annotations

from collections.abc import Iterator

from atsharness.rules.docx._constructs import draft, flow_of, told
from atsharness.rules.model import Artifacts, Draft, Rule

_NOUN = ("embedded document", "embedded documents")
_UNREAD = told(_NOUN, "alternative_part", what=": what it shows was not read")


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    found = [item for item in flow_of(artifacts).of("alternative_part") if item.boxes]
    if not found:
        yield from _UNREAD(artifacts)
        return
    yield draft(artifacts, found, _NOUN)


RULE = Rule(
    id="ATS628",
    name="embedded-document",
    of="docx",
    depth=2,
    find=_find,
    advice={
        "": "Open the file in Word and save it as DOCX.",
        "word": "Save the file once: Word unfolds the part.",
    },
)
