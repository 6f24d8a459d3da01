"""A file without language or title, or with somebody else's.

What it looks for:
    A missing /Lang entry in the catalog, a missing title, or a title that a program filled in. A title or an
    author of several words none of which is on the page: a template's, or of the person who made it.

Why parsers lose it:
    No path loses anything because of it. Screen readers need the language; viewers and portals show the
    title, and some take the author for the applicant.

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
from atsharness.rules.model import Artifacts, Draft, IncompleteError, Rule
from atsharness.text.graphemes import without_accents

MADE_UP = re.compile(
    r"^(microsoft word\b.*|untitled\b.*|document\s*\d*|.*\.(docx?|odt|tex|typ|html?|pdf|indd|pages)|(file|https?)://.*"
    r"|about:blank|blank|\(?anonymous\)?|unbenannt.*|sans titre.*|sin título.*)$",
    re.IGNORECASE,
)
"""Titles that programs write without being asked."""

LEAST_FOREIGN = 2
"""A single word that the page lacks ("Final") is nobody else's title."""

_OF_ANY = frozenset(
    {
        *("resume", "curriculum", "vitae", "vitæ", "lebenslauf", "hoja", "vida", "curriculo", "bewerbung"),
        *("the", "for", "and", "new", "final", "copy", "version", "draft", "print", "page"),
        *("letter", "cover", "application"),
    }
)
"""What a title may say of any résumé."""


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    file = facts_of(artifacts).file
    if file.needs_password:
        return
    if file.repaired:
        raise IncompleteError("the file is damaged: what it says of itself may be lost")
    wrong = []
    if not file.language:
        wrong.append("no language")
    title = file.title.strip()
    if not title:
        wrong.append("no title")
    elif MADE_UP.match(title):
        wrong.append(f"a title that a program filled in (“{title[:40]}”)")
    reference = artifacts.reference
    # The name may be in what was not read.
    text = reference.text if reference is not None and reference.complete else ""
    for what, value in (("title", title), ("author", file.author.strip())):
        if text and not MADE_UP.match(value) and _is_foreign(value, text):
            wrong.append(
                f"{'a' if what == 'title' else 'an'} {what} that the page does not know (“{value[:60]}”)"
            )
    if wrong:
        yield file_draft(f"the file has {' and '.join(wrong)}", "; ".join(wrong))


def _is_foreign(value: str, text: str) -> bool:
    """Whether a title or a name is another document's: of its own words, some, the page has none."""
    own, shown = set(_words(value)) - _OF_ANY, _words(text)
    written = sum(word.isascii() for word in shown) if all(map(str.isascii, own)) else len(shown)
    # A Latin name in the title of an Arabic page may well be the person's.
    return len(own) >= LEAST_FOREIGN and 2 * written >= len(shown) and not own.intersection(shown)


def _words(text: str) -> list[str]:
    """Words of letters without accents, in lower case, of three letters and more."""
    return re.findall(r"[^\W\d_]{3,}", without_accents(text).casefold())


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
