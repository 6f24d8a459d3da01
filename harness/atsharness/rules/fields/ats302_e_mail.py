"""An e-mail address, not recovered exactly.

What it looks for:
    Each e-mail address of the page in every path, found at its place and by a detector.

Why parsers lose it:
    An address with a changed character, a space or a line break in it is none.

Evidence:
    The value as the page shows it, and what the worst path has in its place.

How to fix:
    Write the address in plain text, unbroken.

Limits:
    Addresses that only links hold are ATS137's.
"""

from __future__ import annotations

from atsharness.rules.fields._fields import lost_fields
from atsharness.rules.model import Rule

RULE = Rule(
    id="ATS302",
    name="e-mail",
    find=lost_fields(lambda field: field.kind == "email", "the e-mail address"),
    needs="fields",
    advice={
        "": "Write the address in plain text, unbroken, without an icon touching it.",
    },
)
