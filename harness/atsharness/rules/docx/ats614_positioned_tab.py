"""Words parted by a positioned tab.

What it looks for:
    Positioned tabs (`w:ptab`), which Word's own header and cover templates set between left, middle and
    right.

Why parsers lose it:
    Only python-docx knows the element: all other readers glue the words around it.

Evidence:
    The glued words, and the path that glues them.

How to fix:
    Replace it by an ordinary tab with a space before it, or by a line of its own.

Limits:
    Positioned tabs in headers are lost with the header where a path reads none (ATS602).
"""

from __future__ import annotations

from atsharness.rules.docx._constructs import GLUED, losing
from atsharness.rules.model import Rule

RULE = Rule(
    id="ATS614",
    name="positioned-tab",
    of="docx",
    depth=9,
    find=losing(("positioned tab", "positioned tabs"), "positioned_tab", forms=GLUED, common=True),
    advice={
        "": "Replace the positioned tab by a space and an ordinary tab.",
        "word": "Delete the alignment tab (Insert Alignment Tab) and type a space and the Tab key instead.",
    },
)
