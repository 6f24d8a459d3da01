"""A skill that is not found as a phrase.

What it looks for:
    Each skill of the source in every path, as a phrase on word boundaries.

Why parsers lose it:
    A search for the skill finds nothing where a letter, a space or the order has changed.

Evidence:
    The value as the page shows it, and what the worst path returns instead.

How to fix:
    Write skills in plain text, separated by commas.

Limits:
    Skills are known only if a structured source is given.
"""

from __future__ import annotations

from atsharness.rules.fields._fields import lost_fields
from atsharness.rules.model import Rule

RULE = Rule(
    id="ATS307",
    name="skills",
    of="any",
    explained_by="any",
    find=lost_fields(lambda field: field.kind == "skill", "the skill"),
    needs="fields",
    advice={
        "": "Write skills in plain text, separated by commas.",
    },
)
