"""A degree whose school and dates are not kept together.

What it looks for:
    The head of each education entry of the source in every path, without other words between its parts.

Why parsers lose it:
    A parser assigns dates to schools by what stands next to them.

Evidence:
    The value as the page shows it, and what the worst path returns instead.

How to fix:
    Write degree, school and dates on one line or two.

Limits:
    Entries are known only if a structured source is given.
"""

from __future__ import annotations

from atsharness.rules.fields._fields import lost_fields
from atsharness.rules.model import Rule

RULE = Rule(
    id="ATS310",
    name="education-entry",
    of="any",
    explained_by="any",
    find=lost_fields(
        lambda field: field.kind == "entry" and field.pointer.startswith("education."), "the education entry"
    ),
    needs="fields",
    advice={
        "": "Write degree, school and dates on one line, or on two lines that follow each other.",
    },
)
