"""A rule of a third party: text in capitals.

What it looks for:
    Lines in capitals only.

Why parsers lose it:
    They do not; some people take it for shouting.

Evidence:
    The number of such lines.

How to fix:
    Write in small letters.

Limits:
    Names and headings are often set in capitals on purpose.
"""

from __future__ import annotations

from collections.abc import Iterator

from atsharness.rules.model import Artifacts, Draft, Rule


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    pages = artifacts.facts.pages if artifacts.facts is not None else ()
    loud = [line.text for page in pages for line in page.lines if line.text.isupper()]
    if loud:
        yield Draft(message=f"{len(loud)} lines in capitals", anchor=loud[0], harmless=True)


RULE = Rule(id="SHOUT1", name="shouting", find=_find, needs="facts", advice={"": "Write in small letters."})
