"""Years of experience without what readers look for after so many.

What it looks for:
    From three years on: a system that was designed, and a figure of speed, load or reliability; from eight
    years on also leading, teaching or owning. In the summary, in jobs and in projects.

What a reader loses:
    Years alone do not make a senior engineer. Without these a reader takes long experience for much of the
    same.

Example:
    Ten years of "Implemented features" and "Fixed bugs".

How to mend it:
    Say which system was yours to design, how it behaves under load, and who learned from you.

Limits:
    English only, and only for résumés of software work. Years are computed from the jobs' dates; where a
    job's cannot be read it is incomplete (`mid_years` and `senior_years` in the settings).
"""

from __future__ import annotations

from collections.abc import Iterator

from atsharness.language.word_lists import WordLists
from atsharness.rules.kit.advice import Remark, advice, quoted
from atsharness.rules.kit.needs import needs_software, needs_years, words_for
from atsharness.rules.kit.prose import (
    MAKING,
    Prose,
    Said,
    built_something,
    group,
    has_figure,
    listed,
    opening,
)
from atsharness.rules.kit.resume import Seen
from atsharness.rules.model import Rule

_WORDS_OF_STRETCH = 40


def _check(seen: Seen) -> Remark | None:
    words = words_for(seen)
    prose, settings = seen.prose, seen.resume.settings
    needs_software(prose)
    years = needs_years(seen.resume, settings.mid_years)
    lacking = list(_lacking(prose, words, senior=years >= settings.senior_years))
    if not lacking:
        return None
    built = built_something(prose, words)
    system = quoted(built.text) if built is not None else "the system that you know best"
    return Remark(
        message=f"{years} years of experience, and nothing about {listed([name for name, _ in lacking])}: "
        "a reader takes you for less than you are",
        hint=f"Begin with {system}: {lacking[0][1]} Say it if it is so.",
        concern="missing",
    )


def _lacking(prose: Prose, words: WordLists, *, senior: bool) -> Iterator[tuple[str, str]]:
    """What is not there, and what to ask oneself."""
    if not (prose.told.first((*words.design, *group("Architecture"))) or _builds_systems(prose, words)):
        yield "a system that you designed", "what of it did you design?"
    measured = any(
        has_figure(text, words) and Said(text).first(words.reliability) for text in prose.stretches
    )
    if not measured:
        yield (
            "speed, load or reliability in figures",
            "how fast is it, how much does it carry, how often does it fail?",
        )
    if senior and not prose.told.first(words.leadership):
        yield "leading, teaching or owning", "whom did you lead or teach, and what was yours to decide?"


def _builds_systems(prose: Prose, words: WordLists) -> bool:
    return any(
        Said(text).first(words.systems)
        and any(words.forms.get(word) in MAKING for word in opening(text, _WORDS_OF_STRETCH))
        for text in prose.stretches
    )


RULE = Rule(
    id="ATS436",
    name="seniority-signals",
    of="any",
    needs="resume",
    find=advice(_check, languages=("en",)),
    advice={"": "Say which system was yours to design, how it behaves under load, and who learned from you."},
)
