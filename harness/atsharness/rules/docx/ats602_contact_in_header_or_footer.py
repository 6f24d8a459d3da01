"""Contact data or other text in a header or footer.

What it looks for:
    Headers and footers that pages show, and the words in them: above all name, e-mail address, phone number.

Why parsers lose it:
    Most readers of DOCX take the main part alone, and a header is a part of its own: python-docx, mammoth,
    OpenCATS, Odoo, pandoc and LibreOffice's text export read none.

Evidence:
    The contact data, and the paths that have none of it.

How to fix:
    Write name and contact data into the body, as its first lines.

Limits:
    A few words that are no field, a page number or a running title, are information.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from atsharness.rules.docx._constructs import draft, flow_of, words_of
from atsharness.rules.impact import is_contact
from atsharness.rules.model import Artifacts, Draft, Rule
from atsharness.verdict.limits import calibrated


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    found = [item for item in flow_of(artifacts).of("header", "footer") if item.boxes]
    if not found:
        return
    words = set(words_of(artifacts, found))
    contact = [field for field in artifacts.expected if is_contact(field) and words & set(field.words)]
    names = ", ".join(dict.fromkeys(_NAMES[field.kind] for field in contact if field.kind in _NAMES))
    made = draft(artifacts, found, ("header or footer", "headers or footers"))
    lost = len(
        {
            index
            for cost in made.costs
            if cost.loss == "content"
            for one in cost.words.values()
            for index in one
        }
    )
    fields = any(words & set(field.words) for field in artifacts.expected)
    yield msgspec.structs.replace(
        made,
        message=f"{names} in {made.message}" if names else f"text in {made.message}",
        harmless=not fields and lost <= calibrated().spare,
        explains=frozenset(words),
    )


_NAMES = {"name": "the name", "email": "the e-mail address", "phone": "the phone number"}

RULE = Rule(
    id="ATS602",
    name="contact-in-header-or-footer",
    of="flow",
    depth=3,
    find=_find,
    advice={
        "": "Move name and contact data out of the header into the body.",
        "word": "Double-click the header, cut the contact data, close the header and paste them as the first "
        "lines of the page.",
        "libreoffice": "Cut the contact data out of the header, paste them as the first lines of the page.",
        "google-docs": "Cut the contact data out of the header, paste them as the first lines of the page.",
    },
)
