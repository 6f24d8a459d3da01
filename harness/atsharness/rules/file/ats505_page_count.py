"""More pages than a résumé usually has.

What it looks for:
    More than three pages.

Why parsers lose it:
    No path loses anything because of it. Some systems read the first pages only, and so do people.

Evidence:
    The number of pages.

How to fix:
    Shorten it to two pages.

Limits:
    An academic CV is usually longer.
"""

from __future__ import annotations

from collections.abc import Iterator

from atsharness.rules.kit.facts import file_draft
from atsharness.rules.kit.text_facts import facts_of
from atsharness.rules.model import Artifacts, Draft, Rule

MOST = 3


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    facts = facts_of(artifacts)
    count = facts.file.page_count or len(facts.pages)
    if count > MOST:
        yield file_draft(f"{count} pages", f"{count} pages; usually at most {MOST}")


RULE = Rule(
    id="ATS505",
    name="page-count",
    find=_find,
    needs="facts",
    advice={"": "Shorten it to two pages: the last ten years, and what the posting asks for."},
)
