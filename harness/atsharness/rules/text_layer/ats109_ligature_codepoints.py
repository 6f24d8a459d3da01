"""Ligatures stored as one character: U+FB01 for fi.

What it looks for:
    The characters U+FB00 to U+FB06 in visible text.

Why parsers lose it:
    Most paths keep the ligature. A search for 'certified' finds nothing in a text that spells it with
    U+FB01.

Evidence:
    Words that paths return with a ligature character.

How to fix:
    Switch ligatures off, or type the letters one by one.

Limits:
    Some paths split ligatures into letters; they lose nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from atsharness.model.text_facts import LigatureCharacters
from atsharness.rules.kit.text_facts import counted, fact_drafts, facts_of
from atsharness.rules.model import Artifacts, Draft, Rule


def _message(ligatures: Sequence[LigatureCharacters]) -> str:
    return f"{counted(len(ligatures), 'ligature character')}, which a search does not match"


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    ligatures = facts_of(artifacts).of(LigatureCharacters)
    yield from fact_drafts(artifacts, ligatures, _message)


RULE = Rule(
    id="ATS109",
    name="ligature-codepoints",
    depth=7,
    find=_find,
    advice={
        "": "Switch ligatures off for the font, and type fi as two letters.",
        "latex": "Load \\usepackage{cmap} or use \\DisableLigatures of microtype.",
        "typst": "Put #set text(ligatures: false) at the top.",
        "chromium": "Set font-variant-ligatures: none; replace a typed ﬁ with fi.",
        "word": "Format > Font > Advanced > Ligatures: None.",
    },
)
