"""A degree whose school and dates do not stand together.

What it looks for:
    The head of each entry of the source's education in every path, without foreign words between its
    parts.

Why parsers lose it:
    A parser assigns dates to schools by what stands beside them.

Evidence:
    The value as the page shows it, and what the worst path has in its place.

How to fix:
    Write degree, school and dates on one line or two.

Limits:
    Entries are only known from a source.
"""

from __future__ import annotations

from atsharness.rules.fields._fields import lost_fields
from atsharness.rules.model import Rule

RULE = Rule(
    id="ATS310",
    name="education-entry",
    find=lost_fields(
        lambda field: field.kind == "entry" and field.pointer.startswith("education."), "the education entry"
    ),
    needs="fields",
    advice={
        "": "Write degree, school and dates on one line or on two that follow each other.",
    },
)
