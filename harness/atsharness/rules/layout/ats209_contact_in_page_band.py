"""Contact data only in the page's header or footer.

What it looks for:
    An e-mail address or phone number in the top or bottom band of the page, or in content marked as header
    or footer, that is nowhere else.

Why parsers lose it:
    Some systems drop headers and footers. PDF engines do not.

Evidence:
    The contact data, and its place.

How to fix:
    Write it below the name as well.

Limits:
    A block of name and contact data at the top of the body of page 1 is not reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from atsharness.model.facts import LayoutFacts
from atsharness.model.text_facts import ContactInBand
from atsharness.rules.kit.text_facts import fact_drafts, facts_of, some_texts
from atsharness.rules.model import Artifacts, Draft, Rule


def _message(contacts: Sequence[ContactInBand]) -> str:
    return f"contact data only in the header or footer: {some_texts(contacts)}"


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    facts = facts_of(artifacts)
    contacts = [fact for fact in facts.of(ContactInBand) if not _is_elsewhere(facts, fact)]
    yield from fact_drafts(artifacts, contacts, _message, harmless=True)


def _is_elsewhere(facts: LayoutFacts, fact: ContactInBand) -> bool:
    """Whether the same address or number stands at another height of some page too."""
    value = _letters if "@" in fact.text else _digits
    wanted = value(fact.text)
    return any(
        wanted in value(line.text) and abs(line.box[1] - fact.box[1]) > line.size
        for page in facts.pages
        for line in page.lines
    )


def _letters(text: str) -> str:
    return "".join(text.split()).lower()


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


RULE = Rule(
    id="ATS209",
    name="contact-in-page-band",
    depth=14,
    find=_find,
    advice={
        "": "Write e-mail and phone below the name, in the body of page 1.",
        "word": "Move the contact data out of the header or footer into the body.",
        "libreoffice": "Move the contact data out of the header or footer into the body.",
        "google-docs": "Move the contact data out of the header or footer into the body.",
    },
)
