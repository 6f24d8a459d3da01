"""Characters of a symbol font.

What it looks for:
    Symbols (`w:sym`), and text in Wingdings, Webdings or Symbol: an icon or an arrow that is stored as a
    letter's code.

Why parsers lose it:
    Most readers drop the symbol; some print a code or a private character, others the letter behind it: a
    telephone icon comes out as an opening bracket.

Evidence:
    The words of the document that a path lost, glued or has twice, and the part of the file they stand
    in.

How to fix:
    Write the word (Phone, E-mail) or use a character that Unicode has (•, →).

Limits:
    A symbol alone is no word, so losing it costs nothing: information, unless words around it are
    changed.
"""

from __future__ import annotations

from atsharness.rules.docx._constructs import losing
from atsharness.rules.model import Rule

RULE = Rule(
    id="ATS607",
    name="symbol-character",
    of="flow",
    depth=12,
    find=losing(("symbol", "symbols"), "symbol", what=" in a symbol font"),
    advice={
        "": "Write words instead of icons.",
        "word": "Replace icons of Wingdings with words; for bullets use the list button.",
        "libreoffice": "Replace icons of symbol fonts with words.",
        "google-docs": "Replace icons of symbol fonts with words.",
    },
)
