"""What has changed between two records of a file, for better or worse. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Literal

import msgspec

from atsharness.regression.baseline import OUTCOMES, FileRecord, FoundRecord, PathRecord

What = Literal["verdict", "gates", "status", "field", "lacks", "finding", "text", "order"]

_LEVELS = ("pass", "not_found", "at_risk", "not_measurable", "fail")
_IMPACTS = ("advice", "minor", "moderate", "serious", "critical")
_ALWAYS_SHOWN = ("contact.name", "contact.email", "contact.phone", "job", "heading")
"""What every résumé has: where it is found no more, the file is worse; the rest may be no longer written."""
_OF_FIELDS = frozenset(
    {"contact.name", "contact.email", "contact.phone", "links", "job", "education", "heading", "skills"}
)
"""Kinds of things that fields tell one by one."""
NOISE = 1
"""Percents by which a rate may differ: of a short file one word is about so much."""


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is worse, or better, than before, in one or more paths."""

    what: What
    name: str = ""
    """Of the kind of field, the kind of thing, or the rule."""
    anchor: str = ""
    """Of a finding."""
    paths: tuple[str, ...] = ()
    """Parser paths; families, of a finding."""
    before: str = ""
    after: str = ""


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """All that has changed of a file, and the paths that say nothing of it."""

    worse: tuple[Change, ...] = ()
    better: tuple[Change, ...] = ()
    not_compared: tuple[str, ...] = ()
    """Paths that did not run, or not to their end, in one of the two."""
    compared: int = 0
    """How many paths ran in both."""

    @property
    def any(self) -> bool:
        """Whether something reads otherwise than before."""
        return bool(self.worse or self.better)


def compare(before: FileRecord, after: FileRecord) -> Changes:
    """What got worse and what got better.

    A path that did not run in one of the two is neither; where such a path counts for the verdict, verdicts
    and gates are not compared.
    """
    paths = {
        key: (before.paths[key], after.paths[key])
        for key in sorted(before.paths.keys() & after.paths.keys())
        if before.paths[key].ran and after.paths[key].ran
    }
    return Changes(
        worse=tuple(_worse(before, after, paths)),
        better=tuple(_worse(after, before, {key: (new, old) for key, (old, new) in paths.items()})),
        not_compared=tuple(sorted((before.paths.keys() | after.paths.keys()) - paths.keys())),
        compared=len(paths),
    )


def _worse(
    before: FileRecord, after: FileRecord, paths: Mapping[str, tuple[PathRecord, PathRecord]]
) -> Iterator[Change]:
    if _counting(before) == _counting(after):
        yield from _verdict(before, after)
    for key, (old, new) in paths.items():
        if old.status == "ok" != new.status:
            yield Change(what="status", paths=(key,), before=old.status, after=new.status)
    read = {key: pair for key, pair in paths.items() if pair[1].status == "ok"}
    told: set[str] = set()
    for change in _fields(before, after, read):
        told.update(change.paths)
        yield change
    yield from _lacks(read, told)
    yield from _rates(read)
    yield from _findings(before, after, {old.family for old, _ in paths.values()})


def _counting(record: FileRecord) -> set[str]:
    """The paths that its verdict goes by."""
    return {key for key, path in record.paths.items() if path.counts and path.ran}


def _verdict(before: FileRecord, after: FileRecord) -> Iterator[Change]:
    fewer = before.readers[1] == after.readers[1] and after.readers[0] < before.readers[0]
    if fewer or _level(after.verdict) > _level(before.verdict):
        yield Change(what="verdict", before=_said(before), after=_said(after))
    gates = []
    for name in dict.fromkeys((*before.gates, *after.gates)):
        old, new = before.gates.get(name, "pass"), after.gates.get(name, "pass")
        if _level(new) <= _level(old) or (new == "not_found" and name not in _ALWAYS_SHOWN):
            continue
        if old == "not_found" and name not in _ALWAYS_SHOWN and before.verdict == after.verdict:
            continue
        gates.append(f"{name} {old} → {new}")
    if gates:
        yield Change(what="gates", name=", ".join(gates))


def _level(name: str) -> int:
    return _LEVELS.index(name) if name in _LEVELS else 0


def _said(record: FileRecord) -> str:
    return f"{record.verdict.replace('_', ' ')}, {record.readers[0]} of {record.readers[1]} readers"


def _fields(
    before: FileRecord, after: FileRecord, paths: Mapping[str, tuple[PathRecord, PathRecord]]
) -> Iterator[Change]:
    """Kinds of fields of which paths lose more than before, or lose as many and those worse.

    One more of a kind that is lost as all others of it were (another job in the same layout) is no change.
    Of a kind that the page did not show nothing is known.
    """
    for kind in sorted({kind for _, new in paths.values() for kind in new.lost} & before.fields.keys()):
        totals = before.fields[kind], after.fields.get(kind, 0)
        lost = {key: (old.lost.get(kind, {}), new.lost.get(kind, {})) for key, (old, new) in paths.items()}
        worse = [key for key, pair in lost.items() if _is_worse(pair, totals)]
        if worse:
            yield Change(
                what="field",
                name=kind,
                paths=tuple(worse),
                before=_outcomes(lost[key][0] for key in worse),
                after=_outcomes(lost[key][1] for key in worse),
            )


def _is_worse(lost: tuple[Mapping[str, int], Mapping[str, int]], totals: tuple[int, int]) -> bool:
    old, new = (sum(counts.values()) for counts in lost)
    if old != new:
        return new > old and new * totals[0] > old * totals[1]
    return totals[0] == totals[1] and _gravity(lost[1]) > _gravity(lost[0])


def _gravity(counts: Mapping[str, int]) -> int:
    return sum(OUTCOMES.index(outcome) * number for outcome, number in counts.items() if outcome in OUTCOMES)


def _outcomes(several: Iterable[Mapping[str, int]]) -> str:
    """The worst outcome of several paths; ``exact`` where there is none."""
    found = {outcome for counts in several for outcome in counts}
    return max(found & set(OUTCOMES), key=OUTCOMES.index, default="exact")


def _lacks(paths: Mapping[str, tuple[PathRecord, PathRecord]], told: Collection[str]) -> Iterator[Change]:
    """Kinds of things that paths do not deliver whole any more; of fields only where none was told."""
    lacking: dict[str, list[str]] = {}
    for key, (old, new) in paths.items():
        for name in new.lacks:
            if name not in old.lacks and not (name in _OF_FIELDS and key in told):
                lacking.setdefault(name, []).append(key)
    for name, some in lacking.items():
        yield Change(what="lacks", name=name, paths=tuple(some))


def _rates(paths: Mapping[str, tuple[PathRecord, PathRecord]]) -> Iterator[Change]:
    for what in ("text", "order"):
        falls = {}
        for key, pair in paths.items():
            old, new = (getattr(side, what) for side in pair)
            if old is not None and new is not None and old - new > NOISE:
                falls[key] = (old, new)
        if falls:
            worst = max(falls, key=lambda key: (falls[key][0] - falls[key][1], key))
            old, new = falls[worst]
            yield Change(
                what=what,
                paths=(worst, *(key for key in falls if key != worst)),
                before=f"{old} %",
                after=f"{new} %",
            )


def _findings(before: FileRecord, after: FileRecord, families: Collection[str]) -> Iterator[Change]:
    """Violations that are new, cost more, or hit more families.

    Where the wording changes, so does an anchor: of one rule, those left over stand for each other.
    """
    for rule, found in after.findings.items():
        known = list(before.findings.get(rule, ()))
        pairs = []
        for one in found:
            same = next((old for old in known if old.anchor == one.anchor), None)
            if same is not None:
                known.remove(same)
            pairs.append((same, one))
        for same, one in pairs:
            old = same or (known.pop(0) if known else None)
            change = _finding(rule, old, one, families)
            if change is not None:
                yield change


def _finding(
    rule: str, old: FoundRecord | None, new: FoundRecord, families: Collection[str]
) -> Change | None:
    hit = [one for one in new.families if one in families]
    if old is None:
        further, dearer = hit, False
    else:
        further = [one for one in hit if one not in old.families]
        dearer = _impact(new) > _impact(old)
    if not further and not dearer:
        return None
    return Change(
        what="finding",
        name=rule,
        anchor=new.anchor,
        paths=tuple(further or hit),
        before=old.impact if old is not None else "",
        after=new.impact,
    )


def _impact(one: FoundRecord) -> int:
    return _IMPACTS.index(one.impact) if one.impact in _IMPACTS else 0
