"""An address of a profile or page, not recovered exactly.

What it looks for:
    Each web address written on the page in every path, by host and path.

Why parsers lose it:
    An address broken over two lines or with an icon's letters in it leads nowhere.

Evidence:
    The value as the page shows it, and what the worst path has in its place.

How to fix:
    Write the address short and on one line.

Limits:
    Addresses that only links hold are ATS137's.
"""

from __future__ import annotations

from atsharness.rules.fields._fields import lost_fields
from atsharness.rules.model import Rule

RULE = Rule(
    id="ATS309",
    name="profile-links",
    find=lost_fields(lambda field: field.kind == "url", "the address"),
    needs="fields",
    advice={
        "": "Write the address short and on one line.",
    },
)
