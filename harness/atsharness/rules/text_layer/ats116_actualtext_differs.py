"""Replacement text (ActualText) that differs from what the page shows.

What it looks for:
    Marked content with an ActualText entry that differs from the glyphs by more than hyphens and ligatures.

Why parsers lose it:
    Some engines return the replacement text, others the glyphs: they read two different documents.

Evidence:
    What the page shows, and what the replacement text says.

How to fix:
    Remove the replacement text, or make it equal to what is shown.

Limits:
    Hyphens, soft hyphens and ligatures are ignored in the comparison, because typesetters use ActualText for
    them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from atsharness.model.geometry import union
from atsharness.model.text_facts import ActualText
from atsharness.rules.kit import costing
from atsharness.rules.kit.text_facts import fact_drafts, facts_of, some_texts
from atsharness.rules.model import Artifacts, Cost, Draft, Rule


def _message(words: Sequence[ActualText]) -> str:
    return f"replacement text (ActualText) differs from what the page shows: {some_texts(words)}"


def _read(artifacts: Artifacts, words: Sequence[ActualText]) -> Cost:
    return costing.extra(artifacts, [fact.text for fact in words])


def _in_lines(words: Sequence[ActualText]) -> list[ActualText]:
    """One fact a line: between two words replaced in it an engine's places are no longer those of glyphs."""
    lines: list[ActualText] = []
    for fact in sorted(words, key=lambda one: (one.page, (one.box[1] + one.box[3]) / 2, one.box[0])):
        last = lines[-1] if lines else None
        if last is None or not _beside(last, fact):
            lines.append(fact)
            continue
        lines[-1] = msgspec.structs.replace(
            last,
            box=union((last.box, fact.box)),
            text=f"{last.text} {fact.text}",
            seen=" ".join(dict.fromkeys(f"{last.seen or ''} {fact.seen or ''}".split())) or None,
        )
    return lines


def _beside(one: ActualText, two: ActualText) -> bool:
    apart = abs(one.box[1] + one.box[3] - two.box[1] - two.box[3]) / 2
    return one.page == two.page and apart < 0.3 * (two.box[3] - two.box[1])


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    words = _in_lines(facts_of(artifacts).of(ActualText))
    yield from fact_drafts(artifacts, words, _message, also=lambda some: [_read(artifacts, some)])


RULE = Rule(
    id="ATS116",
    name="actualtext-differs",
    depth=7,
    find=_find,
    advice={
        "": "Export again without replacement text, or correct it.",
        "awesome-cv": r"\renewcommand{\faAlt}[3]{\mbox{#3}} after the class: it sets replacement text for "
        r"each contact.",
        "altacv": r"\renewcommand{\emailsymbol}{}, likewise \phonesymbol and the others: icons carry "
        r"replacement text.",
    },
)
