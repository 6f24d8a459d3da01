"""A date that is not recovered exactly.

What it looks for:
    The start and the end of each period of the page in every path, as year and month.

Why parsers lose it:
    A date that is separated from the other end of its period, or has a changed dash, cannot be interpreted.

Evidence:
    The value as the page shows it, and what the worst path returns instead.

How to fix:
    Write both ends of a period on one line.

Limits:
    Dates are recognised in their usual printed forms in English, German, French, Spanish and Portuguese.
"""

from __future__ import annotations

from atsharness.rules.fields._fields import lost_fields
from atsharness.rules.model import Rule

RULE = Rule(
    id="ATS304",
    name="dates",
    of="any",
    explained_by="any",
    find=lost_fields(lambda field: field.kind in ("start", "end"), "the date"),
    needs="fields",
    advice={
        "": "Write both ends of a period on one line: Jan 2020 – Mar 2023.",
        "moderncv": r"\setlength{\hintscolumnwidth}{3.5cm} keeps a period on one line; so does "
        r"\moderncvstyle{banking}.",
        "rendercv": "design.entries.date_and_location_width: 5cm keeps a period on one line.",
    },
)
