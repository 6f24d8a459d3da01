"""Words in a diagram, in WordArt or in an equation.

What it looks for:
    SmartArt, old WordArt and equations: text that is stored in a part or an attribute of its own.

Why parsers lose it:
    Hardly any reader looks there: a skills chart or a name in WordArt is lost.

Evidence:
    The words of the document that a path lost, glued or has twice, and the part of the file they stand
    in.

How to fix:
    Type the text into the page.

Limits:
    Charts hold numbers and labels that are not looked into.
"""

from __future__ import annotations

from atsharness.rules.docx._constructs import losing
from atsharness.rules.model import Rule

RULE = Rule(
    id="ATS625",
    name="diagram",
    of="docx",
    depth=5,
    find=losing(
        ("diagram, WordArt or equation", "diagrams, WordArt or equations"), "diagram", "word_art", "equation"
    ),
    advice={
        "": "Type the words into the page.",
        "word": "Right-click the SmartArt > Convert to Text; retype WordArt as a heading.",
        "libreoffice": "Type the words into the page.",
    },
)
