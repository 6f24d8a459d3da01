"""Text that is the value of a form field.

What it looks for:
    Filled form fields that a person sees.

Why parsers lose it:
    The value is not part of the page's content. Most engines read the page content only and miss it.

Evidence:
    The value, and the paths that miss it.

How to fix:
    Flatten the form: print it to a new PDF.

Limits:
    Empty fields and signatures are not reported.
"""

from __future__ import annotations

from collections.abc import Iterator

from atsharness.rules.model import Artifacts, Draft, Rule
from atsharness.rules.text_layer._notes import drafts


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    yield from drafts(artifacts, "field", "form fields")


RULE = Rule(
    id="ATS135",
    name="form-field-text",
    depth=7,
    find=_find,
    advice={"": "Flatten the form: print the filled form to a new PDF."},
)
