"""A phone number that is not recovered exactly.

What it looks for:
    Each phone number of the page in every path, compared by its digits (E.164).

Why parsers lose it:
    Private-use digits, unusual hyphens or the letters of an icon turn it into another number, or into none.

Evidence:
    The value as the page shows it, and what the worst path returns instead.

How to fix:
    Write the number in plain digits with + and the country code.

Limits:
    Numbers that fit no country's numbering plan are not recognised.
"""

from __future__ import annotations

from atsharness.rules.fields._fields import lost_fields
from atsharness.rules.model import Rule

RULE = Rule(
    id="ATS303",
    name="phone",
    of="any",
    explained_by="any",
    find=lost_fields(lambda field: field.kind == "phone", "the phone number"),
    needs="fields",
    advice={
        "": "Write the number in plain digits with + and the country code, on one line.",
        "rendercv": "design.header.connections.phone_number_format: international, and show_icons: false.",
    },
)
