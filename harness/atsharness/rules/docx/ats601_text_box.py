r"""Text in a text box.

What it looks for:
    Text boxes (`w:txbxContent`), and how each is stored: twice (for new programs and once more for old
    ones, as Word does), for new programs alone, or for old ones alone. In an ODT `draw:text-box`, in an RTF
    `\shptxt`.

Why parsers lose it:
    python-docx reads the paragraphs of the body only, and a box stands inside one. Readers that take
    every text of the file print a box twice, because Word stores it twice; Odoo's prints it four times.

Evidence:
    The words of the document that a path lost, glued or has twice, and the part of the file they stand
    in.

How to fix:
    Move the text out of the box into paragraphs of the page; for two columns use the page's columns.

Limits:
    The order of several boxes on a page is that of the file, not that of their places.
"""

from __future__ import annotations

from atsharness.rules.docx._constructs import losing
from atsharness.rules.model import Rule

RULE = Rule(
    id="ATS601",
    name="text-box",
    of="flow",
    depth=5,
    find=losing(("text box", "text boxes"), "text_box", doubled=True),
    advice={
        "": "Move the text of the box into the body.",
        "word": "Cut the text out of the box, paste it into the page and delete the box.",
        "libreoffice": "Cut the text out of the frame or text box and paste it into the page.",
        "google-docs": "Text boxes of drawings are pictures to readers: type the text into the page.",
    },
)
