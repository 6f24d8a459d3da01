"""The code of a field.

What it looks for:
    Codes of complex fields (`w:instrText`): HYPERLINK with its address, PAGE, MERGEFIELD.

Why parsers lose it:
    OpenCATS and Odoo take every text of the file and print the code amid the words.

Evidence:
    The code, and a path that returns it.

How to fix:
    Turn the fields into text.

Limits:
    A link's code is harmless noise unless it stands within a date or a title.
"""

from __future__ import annotations

from atsharness.rules.docx._constructs import unseen
from atsharness.rules.model import Rule

RULE = Rule(
    id="ATS618",
    name="field-code",
    of="docx",
    depth=12,
    find=unseen(("field code", "field codes"), "field_code"),
    advice={
        "": "Turn fields into text.",
        "word": "Select all, then Ctrl+Shift+F9 turns every field into its text.",
        "libreoffice": "Type the text in place of the field.",
    },
)
