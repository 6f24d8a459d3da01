"""From evidence to an answer: what counts as a loss, and when a piece of advice is true. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from atsharness_corpus.experiment.effects import FAMILY, MEASURES, Cell
from atsharness_corpus.experiment.evidence import Evidence, Line
from atsharness_corpus.experiment.things import PLAIN
from atsharness_corpus.model import Value

LEAST = 1.0
"""Percent of words or of text from which on a mean effect counts as a loss: four words of a page of 400."""
LEAST_FIELDS = 4.0
"""The same of fields: one of the 20 to 25 that a page has, in the mean over people."""
MOST = 0.5
"""Share of readings from which on most of them lose something."""
FEW = 0.1
"""Share of readings up to which hardly any loses something."""
FEWEST_PEOPLE = 2
"""People from whom on a line is evidence: below there is no interval."""

Claim = Literal["harms", "worse", "safest", "read"]
Verdict = Literal["true", "only", "false", "not measured"]


class Advice(Value, frozen=True, kw_only=True):
    """A piece of popular advice, and which cells decide it."""

    says: str
    things: tuple[str, ...] = (PLAIN,)
    typesetters: tuple[str, ...] = ()
    measures: tuple[str, ...] = MEASURES
    claim: Claim = "harms"
    than: tuple[str, ...] = ()
    limits: str = ""

    @property
    def id(self) -> str:
        """Its words in kebab case."""
        return "-".join("".join(char for char in self.says.lower() if char.isalnum() or char in " -").split())


class Tally(Value, frozen=True, kw_only=True):
    """Of one thing in one typesetter: which readers lose something of it."""

    line: Line
    losing: tuple[str, ...]
    readers: int

    @property
    def share(self) -> float:
        """Of the readers, how many lose something."""
        return len(self.losing) / self.readers if self.readers else 0.0


class Answer(Value, frozen=True, kw_only=True):
    """What the evidence says of a piece of advice."""

    verdict: Verdict
    tallies: tuple[Tally, ...] = ()
    """Of the things, by thing and typesetter."""
    others: tuple[Tally, ...] = ()
    """Of what they are compared with."""
    only_typesetters: tuple[str, ...] = ()
    """Where it is true."""
    only_readers: tuple[str, ...] = ()
    """For whom it is true, in more than half of the typesetters and things."""
    missing: tuple[str, ...] = ()
    """Things that nothing was measured of."""


@cache
def all_advice() -> tuple[Advice, ...]:
    """Every piece of advice, in the order of the data file."""
    file = Path(__file__).with_name("advice.yaml")
    return tuple(msgspec.yaml.decode(file.read_bytes(), type=list[Advice]))


def matters(cell: Cell, measures: Sequence[str] = MEASURES) -> bool:
    """Whether it is a loss: large enough in the mean over people, and its interval is above 0."""
    least = LEAST_FIELDS if cell.measure == "fields" else LEAST
    return cell.measure in measures and cell.mean >= least and (cell.low is None or cell.low > 0)


def tally(line: Line, measures: Sequence[str]) -> Tally:
    """Which readers lose something of a line."""
    hit = {name for cell in line.cells if matters(cell, measures) for name in cell.of}
    losing = tuple(name for name in line.readers if name in hit and not name.startswith(FAMILY))
    return Tally(line=line, losing=losing, readers=len(line.readers))


def answer(advice: Advice, evidence: Evidence) -> Answer:
    """What the evidence says.

    A reading is one parser path in one typesetter (and one thing, where the advice is on several). *True*:
    at least `MOST` of the readings lose something. *False*: at most `FEW` of them, and in no typesetter
    `MOST`. Else it is true *only* for the typesetters in which `MOST` of the readings lose something or,
    where there is none such, for the paths that do so in `MOST` of the typesetters. Of two ways (`worse`,
    `safest`) the share of readings that lose something of a plain page decides, typesetter by typesetter. A
    line of fewer than `FEWEST_PEOPLE` people counts as not measured.
    """
    measures = ("extra",) if advice.claim == "read" else advice.measures
    tallies = _tallies(evidence, advice.things, advice.typesetters, measures)
    missing = tuple(name for name in advice.things if name not in {one.line.thing for one in tallies})
    if not tallies:
        return Answer(verdict="not measured", missing=missing)
    if advice.claim in ("worse", "safest"):
        return _compared(advice, tallies, _tallies(evidence, advice.things, advice.than, measures))
    share = sum(len(one.losing) for one in tallies) / max(1, sum(one.readers for one in tallies))
    where = tuple(sorted({one.line.typesetter for one in tallies if one.share >= MOST}))
    if share >= MOST:
        return Answer(verdict="true", tallies=tallies, missing=missing)
    if share <= FEW and not where:
        return Answer(verdict="false", tallies=tallies, missing=missing)
    return Answer(
        verdict="only",
        tallies=tallies,
        only_typesetters=where,
        only_readers=() if where else _who(tallies),
        missing=missing,
    )


def _tallies(
    evidence: Evidence, things: Iterable[str], typesetters: Sequence[str], measures: Sequence[str]
) -> tuple[Tally, ...]:
    wanted = set(things)
    return tuple(
        tally(line, measures)
        for line in evidence.lines
        if line.thing in wanted
        and (not typesetters or line.typesetter in typesetters)
        and len(line.people) >= FEWEST_PEOPLE
        and line.readers
    )


def _compared(advice: Advice, tallies: tuple[Tally, ...], others: tuple[Tally, ...]) -> Answer:
    if not others:
        return Answer(verdict="not measured", tallies=tallies)
    if advice.claim == "worse":
        most = max(one.share for one in others)
        where = [one for one in tallies if one.share > most]
    else:
        least = min(one.share for one in others)
        where = [one for one in tallies if one.share <= least]
    verdict: Verdict = "true" if len(where) == len(tallies) else "only" if where else "false"
    names = tuple(one.line.typesetter for one in where) if verdict == "only" else ()
    return Answer(verdict=verdict, tallies=tallies, others=others, only_typesetters=names)


def _who(tallies: Iterable[Tally]) -> tuple[str, ...]:
    """The paths that lose something in `MOST` of the lines that they have read; the most frequent if none."""
    read: dict[str, list[bool]] = {}
    for one in tallies:
        for name in one.line.readers:
            read.setdefault(name, []).append(name in one.losing)
    shares = {name: sum(found) / len(found) for name, found in read.items() if any(found)}
    least = min(MOST, max(shares.values(), default=MOST))
    return tuple(sorted(name for name, share in shares.items() if share >= least))
