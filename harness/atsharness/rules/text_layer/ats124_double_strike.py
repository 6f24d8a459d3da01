"""Text drawn twice, slightly shifted, to look bold or shadowed.

What it looks for:
    The same glyphs drawn a second time on the same line, within a quarter of an em.

Why parsers lose it:
    Several paths return both copies: JaneJane DoeDoe, or the whole line twice.

Evidence:
    The words, and what a path returns for them.

How to fix:
    Use a bold font, or no shadow.

Limits:
    Double letters (ll) stand farther apart and are not reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from atsharness.model.text_facts import DoubleStrike
from atsharness.rules.kit import costing
from atsharness.rules.kit.losses import LOST
from atsharness.rules.kit.text_facts import fact_drafts, facts_of, some_texts
from atsharness.rules.model import Artifacts, Cost, Draft, Rule

AT_ONE_PLACE = 0.05
"""Points between two prints under which a person sees one."""


def _message(strikes: Sequence[DoubleStrike]) -> str:
    return f"drawn twice: {some_texts(strikes)}"


def _read(artifacts: Artifacts, strikes: Sequence[DoubleStrike]) -> Cost:
    return costing.extra(artifacts, [strike.seen or strike.text for strike in strikes])


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    strikes = facts_of(artifacts).of(DoubleStrike)
    shifted = any(strike.shift_pt > AT_ONE_PLACE for strike in strikes)
    for draft in fact_drafts(
        artifacts, strikes, _message, forms=LOST, also=lambda some: [_read(artifacts, some)]
    ):
        # Filled and stroked at one place is one print: no path has it twice.
        if shifted or any(cost.any for cost in draft.costs):
            yield draft


RULE = Rule(
    id="ATS124",
    name="double-strike",
    depth=7,
    find=_find,
    advice={
        "": "Use the font's bold face instead of drawing the text twice or adding a shadow.",
        "word": "Format > Font: remove Shadow and Outline from Text Effects.",
        "canva": "Remove the effect (Shadow, Echo, Splice) from the text.",
        "chromium": "Remove text-shadow and -webkit-text-stroke; load the bold face of the font.",
    },
)
