"""Skill levels drawn as bars, dots or stars.

What it looks for:
    Rows of equal small shapes, or bars inside bars, beside a few words.

Why parsers lose it:
    The level is nowhere in the text: paths return the skill alone, or meaningless characters.

Evidence:
    The skill beside the graphic.

How to fix:
    Write the level as a word.

Limits:
    The words themselves are kept, so no path loses any: this rule reports information.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from atsharness.model.text_facts import SkillBar, SkillDots, SkillSigns, TextFact
from atsharness.rules.kit.text_facts import counted, fact_drafts, facts_of
from atsharness.rules.model import Artifacts, Draft, Rule


def _message(levels: Sequence[TextFact]) -> str:
    return f"{counted(len(levels), 'skill level')} shown only as graphics: “{levels[0].text[:40]}”"


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    levels = facts_of(artifacts).of(SkillBar, SkillDots, SkillSigns)
    yield from fact_drafts(artifacts, levels, _message, harmless=True)


RULE = Rule(
    id="ATS133",
    name="skill-graphics",
    depth=7,
    find=_find,
    advice={
        "": "Write the level as a word (basic, fluent, expert), or leave it out.",
        "altacv": r"Write \cvtag{…} instead of \cvskill, whose levels are drawn.",
    },
)
