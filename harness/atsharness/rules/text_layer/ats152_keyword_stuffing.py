"""Keyword stuffing: a very long list of keywords, or the same one over and over.

What it looks for:
    Lists of more than 30 short items, and one word repeated eight times or more.

Why parsers lose it:
    They lose nothing: every path returns the words. But systems and recruiters take such lists for
    deception.

Evidence:
    The list, and why it counts as stuffing.

How to fix:
    Name each skill once, where it was used.

Limits:
    This rule reports information. Hidden keywords are hidden text and have rules of their own (ATS141 to
    ATS150).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from atsharness.model.text_facts import KeywordList, KeywordStuffing, RepeatedKeyword
from atsharness.rules.kit.text_facts import fact_drafts, facts_of
from atsharness.rules.model import Artifacts, Draft, Rule


def _message(lists: Sequence[KeywordStuffing]) -> str:
    return f"{lists[0].words} keywords in a row ({lists[0].note}): “{lists[0].text[:50]}”"


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    lists = facts_of(artifacts).of(KeywordList, RepeatedKeyword)
    yield from fact_drafts(artifacts, lists, _message, harmless=True)


RULE = Rule(
    id="ATS152",
    name="keyword-stuffing",
    depth=7,
    find=_find,
    advice={"": "Name each skill once, in the job where it was used; 12 to 25 are plenty."},
)
