"""An e-mail address that is not recovered exactly.

What it looks for:
    Each e-mail address of the page in every path, both at its place and by a detector.

Why parsers lose it:
    An address with a changed character, a space or a line break in it is no longer an address.

Evidence:
    The value as the page shows it, and what the worst path returns instead.

How to fix:
    Write the address in plain text, without a break.

Limits:
    Addresses that exist only as link targets are reported by ATS137.
"""

from __future__ import annotations

from atsharness.rules.fields._fields import lost_fields
from atsharness.rules.model import Rule

RULE = Rule(
    id="ATS302",
    name="e-mail",
    of="any",
    explained_by="any",
    find=lost_fields(lambda field: field.kind == "email", "the e-mail address"),
    needs="fields",
    advice={
        "": "Write the address in plain text, on one line that has room for it, with no icon touching it.",
    },
)
