"""What changed from one run to another, over the documents that both have."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from atsharness.batch.bootstrap import RESAMPLES, Floats, Indices, Ratio, rates
from atsharness.batch.collected import Collected, names_of
from atsharness.batch.figures import LEVELS, LOSSES, STATUSES, UNKNOWN, PathFigures
from atsharness.batch.reading import Run
from atsharness.model.run_summary import (
    Change,
    LevelChange,
    Loss,
    PathChange,
    Rate,
    RuleChange,
    RunComparison,
)

NAMED = 10
"""Documents that are named of each change."""
_NO_LEVEL = "none"
_Name = Callable[[Iterable[int]], tuple[str, ...]]


class Pairs(NamedTuple):
    """The documents of both runs: of each its index in the first, and in the second."""

    first: Indices
    second: Indices
    same_bytes: int


class _Late:
    """Names that are looked up at the end, all in one pass: those of documents by their index in a run."""

    def __init__(self, run: Run, figures: Collected) -> None:
        self._run, self._figures = run, figures
        self._wanted: set[int] = set()
        self._names: dict[int, str] | None = None

    def want(self, documents: Iterable[int]) -> None:
        self._wanted.update(self._figures.numbers[index] for index in documents)

    def __call__(self, documents: Iterable[int]) -> tuple[str, ...]:
        if self._names is None:
            self._names = names_of(self._run, self._wanted)
        return tuple(self._names[self._figures.numbers[index]] for index in documents)


def compare(run: Run, other: Run) -> RunComparison:
    """What changed from `run` to `other`.

    Documents are the same where their bytes are, the same name first; further ones where their name is.
    """
    before, after = Collected(run), Collected(other)
    pairs = paired(before, after)
    name = _Late(other, after)
    moved = _moved_levels(before, after, pairs)
    paths = sorted({*before.paths, *after.paths})
    changed = {
        path: _changed_documents(before.paths.get(path), after.paths.get(path), pairs) for path in paths
    }
    rules = _changed_rules(before, after, pairs)
    for documents in (
        *moved.values(),
        *changed.values(),
        *(part for both in rules.values() for part in both),
    ):
        name.want(documents[:NAMED])
    names = (run.name, other.name)
    return RunComparison(
        runs=names if names[0] != names[1] else (run.place, other.place),
        tool_versions=(run.tool_version, other.tool_version),
        documents=(before.denominator, after.denominator),
        same_bytes=pairs.same_bytes,
        same_name=len(pairs.first) - pairs.same_bytes,
        only=(before.documents - len(pairs.first), after.documents - len(pairs.second)),
        levels=tuple(
            LevelChange(before=one, after=two, count=len(documents), documents=name(documents[:NAMED]))
            for (one, two), documents in sorted(moved.items(), key=lambda item: (-len(item[1]), item[0]))
        ),
        levels_same=len(pairs.first) - sum(map(len, moved.values())),
        paths=tuple(
            _path(path, before.paths.get(path), after.paths.get(path), pairs, name(changed[path][:NAMED]))
            for path in paths
        ),
        rules=_rules(before, after, pairs, rules, name),
        resamples=RESAMPLES,
        notes=(
            *(f"{names[0]}: {note}" for note in before.notes),
            *(f"{names[1]}: {note}" for note in after.notes),
        ),
    )


def paired(before: Collected, after: Collected) -> Pairs:
    """The documents that are in both runs, in the order of the second; each is in one pair."""
    by_content: defaultdict[int, list[int]] = defaultdict(list)
    by_name: dict[int, int] = {}
    for index in range(before.documents):
        by_name.setdefault(before.names[index], index)
        if before.contents[index]:
            by_content[before.contents[index]].append(index)
    found = np.full(after.documents, UNKNOWN, dtype=np.intp)
    for index in range(after.documents):
        same = by_content.get(after.contents[index])
        if same:
            named = [one for one in same if before.names[one] == after.names[index]]
            found[index] = (named or same)[0]
            same.remove(int(found[index]))
    same_bytes = int((found != UNKNOWN).sum())
    taken = set(found.tolist())
    for index in np.flatnonzero(found == UNKNOWN).tolist():
        candidate = by_name.get(after.names[index])
        if candidate is not None and candidate not in taken:
            found[index] = candidate
            taken.add(candidate)
            same_bytes += not before.contents[candidate] and not after.contents[index]  # neither was read
    second = np.flatnonzero(found != UNKNOWN)
    return Pairs(found[second], second, same_bytes)


# --- verdicts and rules ----------------------------------------------------------------------------------


def _moved_levels(before: Collected, after: Collected, pairs: Pairs) -> dict[tuple[str, str], list[int]]:
    """Documents of the second run by the level before and after, where these differ."""
    names = (*LEVELS, _NO_LEVEL)
    one = before.level.numbers(before.documents)[pairs.first]
    two = after.level.numbers(after.documents)[pairs.second]
    moved: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for at in np.flatnonzero(one != two):
        moved[names[one[at]], names[two[at]]].append(int(pairs.second[at]))
    return moved


def _changed_rules(
    before: Collected, after: Collected, pairs: Pairs
) -> dict[str, tuple[list[int], list[int]]]:
    """By rule: documents of the second run in which violations appeared, and from which they vanished."""
    changed = {}
    for rule in sorted({*before.rules, *after.rules}):
        one = _violated(before, rule)[pairs.first]
        two = _violated(after, rule)[pairs.second]
        changed[rule] = (pairs.second[two & ~one].tolist(), pairs.second[one & ~two].tolist())
    return changed


def _violated(figures: Collected, rule: str) -> NDArray[np.bool_]:
    found = np.zeros(figures.documents, dtype=bool)
    members = figures.rules[rule].violated if rule in figures.rules else array("i")
    found[np.array(members, dtype=np.intp)] = True
    return found


def _rules(
    before: Collected,
    after: Collected,
    pairs: Pairs,
    changed: Mapping[str, tuple[list[int], list[int]]],
    name: _Name,
) -> tuple[RuleChange, ...]:
    made = [
        RuleChange(
            rule=rule,
            name=(after.rules.get(rule) or before.rules[rule]).name,
            before=int(_violated(before, rule)[pairs.first].sum()),
            after=int(_violated(after, rule)[pairs.second].sum()),
            appeared=len(appeared),
            vanished=len(vanished),
            appeared_in=name(appeared[:NAMED]),
            vanished_from=name(vanished[:NAMED]),
        )
        for rule, (appeared, vanished) in changed.items()
        if appeared or vanished
    ]
    return tuple(sorted(made, key=lambda one: (-one.appeared - one.vanished, one.rule)))


# --- paths -----------------------------------------------------------------------------------------------


def _changed_documents(before: PathFigures | None, after: PathFigures | None, pairs: Pairs) -> list[int]:
    """Documents of the second run whose text or order changed in a path, the greatest change first."""
    if before is None or after is None:
        return []
    change = np.zeros(len(pairs.first))
    for loss in ("text_lost", "order_moved"):
        difference, _ = _difference(before, after, loss, pairs)(np.arange(len(pairs.first)))
        change += np.abs(difference)
    change += (_status(before)[pairs.first] != _status(after)[pairs.second]).astype(float)
    order = np.argsort(-change, kind="stable")
    return [int(pairs.second[at]) for at in order[:NAMED] if change[at] > 0]


def _status(path: PathFigures) -> NDArray[np.int32]:
    return path.status.numbers(path.documents)


def _difference(before: PathFigures, after: PathFigures, loss: Loss, pairs: Pairs) -> Ratio:
    """By how much the second run loses more, in documents in which both are known."""

    def ratio(at: Indices) -> tuple[Floats, Floats]:
        old, new, known = _both(before, after, loss, pairs, at)
        return np.where(known, new - old, 0.0), known.astype(float)

    return ratio


def _both(
    before: PathFigures, after: PathFigures, loss: Loss, pairs: Pairs, at: Indices
) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    shares = []
    known = np.ones(len(at), dtype=bool)
    for path, documents in ((before, pairs.first[at]), (after, pairs.second[at])):
        lost, whole = path.loss(loss, documents)
        known &= whole > 0
        shares.append(np.divide(lost, whole, out=np.zeros(len(at)), where=whole > 0))
    return shares[0], shares[1], known


def _path(
    path: str,
    before: PathFigures | None,
    after: PathFigures | None,
    pairs: Pairs,
    documents: tuple[str, ...],
) -> PathChange:
    some = after or before
    assert some is not None
    versions = tuple(tuple(sorted(one.versions)) if one is not None else () for one in (before, after))
    if before is None or after is None:
        return PathChange(path=path, family=some.family, versions=(versions[0], versions[1]))
    asked: dict[tuple[str, str], Ratio] = {}
    for loss in LOSSES:
        asked |= {(loss, part): ratio for part, ratio in _parts(before, after, loss, pairs).items()}
    asked |= {("all", part): ratio for part, ratio in _everything(before, after, pairs).items()}
    found = rates(np.arange(len(pairs.first)), asked)
    return PathChange(
        path=path,
        family=some.family,
        versions=(versions[0], versions[1]),
        statuses=_moved_statuses(before, after, pairs),
        gets_everything=_change(found, "all"),
        losses={loss: _change(found, loss) for loss in LOSSES},
        documents=documents,
    )


def _change(found: Mapping[tuple[str, str], Rate], what: str) -> Change:
    return Change(
        before=found[what, "before"].value,
        after=found[what, "after"].value,
        difference=found[what, "difference"],
    )


def _parts(before: PathFigures, after: PathFigures, loss: Loss, pairs: Pairs) -> dict[str, Ratio]:
    """The means of both runs over the documents in which both are known, and their difference."""

    def of(which: int) -> Ratio:
        def ratio(at: Indices) -> tuple[Floats, Floats]:
            both = _both(before, after, loss, pairs, at)
            known = both[2]
            return np.where(known, both[which], 0.0), known.astype(float)

        return ratio

    return {"before": of(0), "after": of(1), "difference": _difference(before, after, loss, pairs)}


def _everything(before: PathFigures, after: PathFigures, pairs: Pairs) -> dict[str, Ratio]:
    def of(old: int, new: int) -> Ratio:
        def ratio(at: Indices) -> tuple[Floats, Floats]:
            one, two = before.everything[pairs.first[at]], after.everything[pairs.second[at]]
            known = (one != UNKNOWN) & (two != UNKNOWN)
            return np.where(known, new * two + old * one, 0).astype(float), known.astype(float)

        return ratio

    return {"before": of(1, 0), "after": of(0, 1), "difference": of(-1, 1)}


def _moved_statuses(before: PathFigures, after: PathFigures, pairs: Pairs) -> dict[str, int]:
    one, two = _status(before)[pairs.first], _status(after)[pairs.second]
    moved = Counter(
        f"{STATUSES[one[at]]} → {STATUSES[two[at]]}"
        for at in np.flatnonzero((one != two) & (one != UNKNOWN) & (two != UNKNOWN))
    )
    return dict(sorted(moved.items()))
