"""A file whose permissions forbid copying text.

What it looks for:
    Encryption with the copy permission switched off (ISO 32000-1, table 22, bit 5).

Why parsers lose it:
    The measured engines ignore the permission. Programs that respect it refuse to extract text.

Evidence:
    The permission.

How to fix:
    Save the file without restrictions.

Limits:
    As long as all paths read the text it is information.
"""

from __future__ import annotations

from collections.abc import Iterator

from atsharness.rules.kit.facts import file_draft
from atsharness.rules.kit.text_facts import facts_of
from atsharness.rules.model import Artifacts, Draft, Rule


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    file = facts_of(artifacts).file
    if file.encrypted and not file.copy_allowed and not file.needs_password:
        yield file_draft("the file's permissions forbid copying text", "permission bit 5 is off")


RULE = Rule(
    id="ATS502",
    name="copy-restricted",
    find=_find,
    needs="facts",
    advice={
        "": "Save the file without restrictions on copying.",
        "word": "Save as PDF > Options: leave “Encrypt the document” off.",
        "libreoffice": "Export as PDF > Security: enable copying of content, or set no permission password.",
    },
)
