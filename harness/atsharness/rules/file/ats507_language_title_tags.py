"""A file without language or title.

What it looks for:
    A missing /Lang entry in the catalog, a missing title, or a title that a program filled in.

Why parsers lose it:
    No path loses anything because of it. Screen readers need the language; viewers and portals show the
    title.

Evidence:
    What the file says, or that it says nothing.

How to fix:
    Set the document's language and title in the program.

Limits:
    Whether the given language is the language of the text is not checked. Missing tags are not reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from atsharness.rules.kit.facts import file_draft
from atsharness.rules.kit.text_facts import facts_of
from atsharness.rules.model import Artifacts, Draft, Rule

MADE_UP = re.compile(
    r"^(microsoft word\b.*|untitled\b.*|document\s*\d*|.*\.(docx?|odt|tex|typ|html?|pdf|indd|pages)|(file|https?)://.*"
    r"|about:blank|blank|\(?anonymous\)?|unbenannt.*|sans titre.*|sin título.*)$",
    re.IGNORECASE,
)
"""Titles that programs write without being asked."""


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    file = facts_of(artifacts).file
    if file.needs_password:
        return
    wrong = []
    if not file.language:
        wrong.append("no language")
    title = file.title.strip()
    if not title:
        wrong.append("no title")
    elif MADE_UP.match(title):
        wrong.append(f"a title that a program filled in (“{title[:40]}”)")
    if wrong:
        yield file_draft(f"the file has {' and '.join(wrong)}", "; ".join(wrong))


RULE = Rule(
    id="ATS507",
    name="language-title-tags",
    find=_find,
    needs="facts",
    advice={
        "": "Set the document's language and title.",
        "typst": '#set document(title: "…") and #set text(lang: "en")',
        "latex": r"\usepackage[pdftitle={…},pdflang={en}]{hyperref}",
        "word": "File > Info > Title; save as PDF with document properties.",
        "chromium": 'Write <html lang="en"> and a <title>.',
        "libreoffice": "File > Properties > Title; Tools > Language.",
    },
)
