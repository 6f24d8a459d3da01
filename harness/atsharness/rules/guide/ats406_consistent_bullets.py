"""Several kinds of bullets for one level of a list.

What it looks for:
    The signs before the bullets of jobs and projects, among those that begin at the same place of a line.

What a reader loses:
    Two signs say that two things differ. A person looks for the difference, and finds none.

Example:
    Weak: • before three bullets, – before two others of the same job. Better: • before all.

How to mend it:
    Use the list of your program, which draws one sign for each level.

Limits:
    Bullets that are drawn are not told apart, nor are those that OCR read.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from atsharness.model.content import Job, Piece, Project
from atsharness.rules.kit.advice import Point, Remark, advice
from atsharness.rules.kit.resume import Seen
from atsharness.rules.model import InapplicableError, IncompleteError, Rule

_SAME_LEVEL = 3.0
"""Points within which signs of bullets stand at one place."""
_LEAST = 2
"""Bullets with a sign below which it may be misread."""


def _check(seen: Seen) -> Remark | None:
    if seen.reference.read_by == "ocr":
        raise IncompleteError("OCR does not tell signs of bullets apart")
    entries: list[Job | Project] = [*seen.content.jobs, *seen.content.projects]
    bullets = [bullet for entry in entries for bullet in entry.bullets if bullet.box]
    signs = {id(bullet): _sign(seen, bullet) for bullet in bullets}
    if not any(signs.values()):
        raise InapplicableError("there are no bullets with a sign of their own")
    for level in _levels(bullets, seen):
        counts = Counter(sign for bullet in level if (sign := signs[id(bullet)]))
        if len(counts) < 2 or min(counts.values()) < _LEAST:
            continue
        usual = counts.most_common(1)[0][0]
        others = [bullet for bullet in level if signs[id(bullet)] not in ("", usual)]
        kinds = " and ".join(f"{sign} ({number})" for sign, number in counts.most_common())
        return Remark(
            message=f"bullets of one level have several signs: {kinds}; "
            "a reader looks for what sets them apart",
            hint=f"Put {usual} before these too.",
            points=tuple(Point(piece=bullet) for bullet in others),
        )
    return None


def _sign(seen: Seen, bullet: Piece) -> str:
    """What stands before a bullet's words on its line; empty where nothing does."""
    first = seen.line_of(bullet)[:1]
    return "" if not first or first.isalnum() or bullet.text.startswith(first) else first


def _levels(bullets: list[Piece], seen: Seen) -> list[list[Piece]]:
    """Bullets whose signs stand at one distance from the left."""
    levels: defaultdict[int, list[Piece]] = defaultdict(list)
    for bullet in bullets:
        edge = seen.left_edges.get(bullet.lines[0]) if bullet.lines else None
        if edge is not None:
            levels[round(edge / _SAME_LEVEL)].append(bullet)
    return list(levels.values())


RULE = Rule(
    id="ATS406",
    name="consistent-bullets",
    of="any",
    needs="resume",
    find=advice(_check, page_only=True),
    advice={"": "Use one sign for all bullets of a level."},
)
