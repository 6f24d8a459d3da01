"""Words parted by a tab alone.

What it looks for:
    Tabs (`w:tab`) between two words of a line: a job's title and its date at the right edge.

Why parsers lose it:
    Readers that take texts and nothing between them, as OpenCATS and Odoo do, glue the words around the
    tab: “Acme WidgetsJan 2020”. A date that begins within a word is not found.

Evidence:
    The glued words, and the path that glues them.

How to fix:
    Put a space or a separator before the tab, or the date on a line of its own.

Limits:
    A tab before the first word of a line parts nothing.
"""

from __future__ import annotations

from atsharness.rules.docx._constructs import GLUED, losing
from atsharness.rules.model import Rule

RULE = Rule(
    id="ATS612",
    name="tab",
    of="flow",
    depth=10,
    find=losing(("tab", "tabs"), "tab", forms=GLUED, common=True),
    advice={
        "": "Type a space (or “ | ”) beside each tab, or give the date a line of its own.",
        "word": "Type a space before each tab: the page looks the same, and the words stay apart.",
        "libreoffice": "Type a space before each tab: the page looks the same, and the words stay apart.",
        "google-docs": "Type a space before each tab: the page looks the same, and the words stay apart.",
    },
)
