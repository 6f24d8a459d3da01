"""Files attached to the PDF, or a PDF portfolio.

What it looks for:
    Embedded files, and a portfolio (collection dictionary), whose page is only a cover.

Why parsers lose it:
    No text path opens attachments.

Evidence:
    The names of the attached files.

How to fix:
    Send one PDF with all pages.

Limits:
    XML, JSON or YAML files that are embedded for machines are not reported: they repeat the résumé's
    content.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from atsharness.rules.kit.facts import file_draft
from atsharness.rules.kit.text_facts import facts_of
from atsharness.rules.model import Artifacts, Draft, Rule

DATA = re.compile(r"\.(xml|json|ya?ml)$", re.IGNORECASE)
"""Names of data for machines."""


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    file = facts_of(artifacts).file
    names = [name for name in file.embedded_files if not DATA.search(name)]
    if file.collection:
        yield file_draft(
            "the file is a PDF portfolio: its page is only a cover", ", ".join(file.embedded_files)
        )
    elif names:
        shown = ", ".join(names[:3])
        yield file_draft(f"attached files, which no path opens: {shown}", shown, anchor=" ".join(names))


RULE = Rule(
    id="ATS138",
    name="embedded-files",
    depth=7,
    find=_find,
    needs="facts",
    advice={"": "Send one PDF with all pages instead of attachments."},
)
