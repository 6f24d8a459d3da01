"""A name that is not recovered exactly.

What it looks for:
    The name given in the source, or else the largest text at the top of page 1, in every path.

Why parsers lose it:
    The layout draws it as a picture, spaces its letters apart, or separates its parts.

Evidence:
    The value as the page shows it, and what the worst path returns instead.

How to fix:
    Write the name as plain text on a line of its own.

Limits:
    Without a source the name is a guess from its size and place.
"""

from __future__ import annotations

from atsharness.rules.fields._fields import lost_fields
from atsharness.rules.model import Rule

RULE = Rule(
    id="ATS301",
    name="name",
    of="any",
    explained_by="any",
    find=lost_fields(lambda field: field.pointer.startswith("basics.name"), "the name"),
    needs="fields",
    advice={
        "": "Write the name as plain text on a line of its own at the top of the body.",
    },
)
