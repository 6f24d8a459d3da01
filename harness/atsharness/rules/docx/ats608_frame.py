"""A framed paragraph.

What it looks for:
    Paragraphs in a frame (`w:framePr`), which old templates place beside the text.

Why parsers lose it:
    Converters move a frame's text before or after the rest; LibreOffice's text export drops it.

Evidence:
    The words of the document that a path lost, glued or has twice, and the part of the file they stand
    in.

How to fix:
    Remove the frame.

Limits:
    Drop caps are frames too: ATS616.
"""

from __future__ import annotations

from atsharness.rules.docx._constructs import losing
from atsharness.rules.model import Rule

RULE = Rule(
    id="ATS608",
    name="frame",
    of="flow",
    depth=7,
    find=losing(("framed paragraph", "framed paragraphs"), "frame"),
    advice={
        "": "Remove the frame and keep its text.",
        "word": "Right-click the frame's border > Format Frame > Remove Frame.",
        "libreoffice": "Move the text out of the frame into the page.",
    },
)
