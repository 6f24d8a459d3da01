"""A phone number, not recovered exactly.

What it looks for:
    Each phone number of the page in every path, compared by its digits (E.164).

Why parsers lose it:
    Digits of private codes, odd hyphens or an icon's letters make another number or none of it.

Evidence:
    The value as the page shows it, and what the worst path has in its place.

How to fix:
    Write the number in plain digits with + and the country code.

Limits:
    Numbers that no country's plan allows are not recognised.
"""

from __future__ import annotations

from atsharness.rules.fields._fields import lost_fields
from atsharness.rules.model import Rule

RULE = Rule(
    id="ATS303",
    name="phone",
    find=lost_fields(lambda field: field.kind == "phone", "the phone number"),
    needs="fields",
    advice={
        "": "Write the number in plain digits with + and the country code.",
    },
)
