"""A drop cap.

What it looks for:
    A large first letter in a frame of its own (`w:framePr` with `w:dropCap`).

Why parsers lose it:
    The letter is a paragraph of its own in the file: the first word is split in two in nearly all
    readers.

Evidence:
    The words of the document that a path lost, glued or has twice, and the part of the file they stand
    in.

How to fix:
    Remove the drop cap.

Limits:
    Frames that are no drop caps are ATS608.
"""

from __future__ import annotations

from atsharness.rules.docx._constructs import losing
from atsharness.rules.model import Rule

RULE = Rule(
    id="ATS616",
    name="drop-cap",
    of="docx",
    depth=8,
    find=losing(("drop cap", "drop caps"), "drop_cap"),
    advice={
        "": "Remove the drop cap.",
        "word": "Insert > Drop Cap > None.",
        "libreoffice": "Paragraph > Drop Caps: switch it off.",
    },
)
