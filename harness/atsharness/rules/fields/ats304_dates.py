"""A date, not recovered exactly.

What it looks for:
    Start and end of each period of the page in every path, as year and month.

Why parsers lose it:
    A date apart from its other end, or with a changed dash, says nothing.

Evidence:
    The value as the page shows it, and what the worst path has in its place.

How to fix:
    Write both ends of a period on one line.

Limits:
    Dates are told from their usual printed forms in English, German, French and Spanish.
"""

from __future__ import annotations

from atsharness.rules.fields._fields import lost_fields
from atsharness.rules.model import Rule

RULE = Rule(
    id="ATS304",
    name="dates",
    find=lost_fields(lambda field: field.kind in ("start", "end"), "the date"),
    needs="fields",
    advice={
        "": "Write both ends of a period on one line: Jan 2020 – Mar 2023.",
    },
)
