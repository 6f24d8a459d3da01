"""A long list of skills without groups.

What it looks for:
    Eight or more skills in one list, none of which has a label.

What a reader loses:
    Who looks for your databases has to read your languages, clouds and test tools to find them.

Example:
    "Java, Redis, Docker, Python, JUnit, AWS, PostgreSQL, Kafka, Go".

How to mend it:
    One line a kind, with its name in front: "Languages: Java, Python, Go".

Limits:
    A list is known as such where commas, bars or bullets run through its lines, or where each skill has its
    own; no line begins with a word of labels (`skills_ungrouped` in the settings).
"""

from __future__ import annotations

import re
from itertools import pairwise

from atsharness.keywords.vocabulary import Term
from atsharness.language.word_lists import skill_labels
from atsharness.model.content import Content
from atsharness.rules.kit.advice import Remark, advice, quoted
from atsharness.rules.kit.prose import Prose, known_groups, opening
from atsharness.rules.kit.resume import Seen
from atsharness.rules.model import InapplicableError, IncompleteError, Rule

_SHOWN_GROUPS, _SHOWN_TERMS = 3, 4
_RUNS_ON = re.compile(r"^\s*[|·•;/]|[,|·•;/]\s*$")
_PARTED = re.compile(r"[,|·•;]| [/–-] ")
_RAGGED = 50.0
"""Points by which a line that is broken may be shorter than the longest one."""
_FEWEST_TERMS = 2
"""Terms that make a group of the hint."""


def _check(seen: Seen) -> Remark | None:
    groups = seen.content.skills
    if not groups:
        raise InapplicableError("there is no section of skills")
    count = sum(len(group.skills) for group in groups)
    if count < seen.resume.settings.skills_ungrouped or any(group.label is not None for group in groups):
        return None
    if not _is_one_list(seen.content):
        raise IncompleteError("whether the skills are one list could not be told")
    return Remark(
        message=f"{count} skills in one list: who looks for one kind has to read them all",
        hint=_hint(seen.prose),
    )


def _is_one_list(content: Content) -> bool:
    """Whether nothing in the lines of the skills may be a label, and commas or the like run through them."""
    lines = [line for section in content.sections if section.key == "skills" for line in section.lines]
    first = (next(iter(opening(line.text, 1)), "") for line in lines)
    edges = [line.box[2] for line in lines if line.box is not None]
    full = max(edges, default=0.0) - _RAGGED
    runs = all(
        _RUNS_ON.search(line.text)
        or _RUNS_ON.match(below.text)
        or (line.box is not None and line.box[2] >= full)
        for line, below in pairwise(lines)
    )
    parted = [_PARTED.search(line.text) is not None for line in lines]
    return (not any(parted) or (runs and any(parted))) and skill_labels().isdisjoint(first)


def _hint(prose: Prose) -> str:
    """The person's own skills in groups."""
    kinds: dict[str, list[Term]] = {}
    for term in prose.listed:
        if (kind := known_groups().get(term.name)) is not None:
            kinds.setdefault(kind, []).append(term)
    large = sorted(
        (kind for kind in kinds if len(kinds[kind]) >= _FEWEST_TERMS), key=lambda kind: -len(kinds[kind])
    )
    if len(large) < _FEWEST_TERMS:
        return "One line a kind, with its name in front."
    lines = (
        f"{kind}: {', '.join(prose.as_printed(term) for term in kinds[kind][:_SHOWN_TERMS])}"
        for kind in large[:_SHOWN_GROUPS]
    )
    return f"One line a kind: {quoted(' · '.join(lines), 160)}"


RULE = Rule(
    id="ATS438",
    name="skills-grouped",
    of="any",
    needs="resume",
    find=advice(_check, page_only=True),
    advice={"": "One line a kind of skills, with its name in front."},
)
