r"""Text that the page does not show.

What it looks for:
    Text set to hidden (`w:vanish`; in an ODT `text:display`, in an RTF `\v`), in white without a background,
    or at two points or less. Of a page also what its style sheets do not show (`display: none`,
    `visibility`, `opacity: 0`), and what stands far off it.

Why parsers lose it:
    They do not lose it: all readers but docling return it, and a person who opens the file sees another
    text than the one that is searched. Some systems take it for keyword stuffing.

Evidence:
    The hidden text, and a path that returns it.

How to fix:
    Delete it.

Limits:
    White text in a cell, shape or paragraph with a background, or in a file with a picture behind its text,
    counts as visible.
"""

from __future__ import annotations

from atsharness.rules.docx._constructs import unseen
from atsharness.rules.model import Rule

RULE = Rule(
    id="ATS605",
    name="docx-hidden-text",
    of="flow",
    depth=7,
    find=unseen(("stretch of hidden text", "stretches of hidden text"), "hidden"),
    advice={
        "": "Delete the hidden text.",
        "word": "Show it with Ctrl+Shift+8 (¶), then delete it; for white text select all and set the "
        "colour to automatic.",
        "libreoffice": "Show it with View > Formatting Marks, then delete it.",
        "google-docs": "Select all and set the text colour to black to find it, then delete it.",
    },
)
