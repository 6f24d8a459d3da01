"""One pass over a run's rows: columns of numbers, counts, and the few names that will be shown."""

from __future__ import annotations

import hashlib
import heapq
import re
from array import array
from collections import Counter
from collections.abc import Iterator

import msgspec
import numpy as np
from numpy.typing import NDArray

from atsharness.batch.bootstrap import Floats, Indices, Ratio
from atsharness.batch.figures import LEVELS, UNKNOWN, Column, Family, Known, PathFigures
from atsharness.batch.reading import Numbered, Run, Seen
from atsharness.batch.reasons import error_class
from atsharness.batch.rows import Agreement, DocumentRow, ExtractionRow, FindingRow
from atsharness.model.run_summary import Bucket, Denominator, GroupBy, WorstFile

NAMED = 3
"""Documents that are named as examples of a cause."""
MOST_WORST = 100
"""Documents that are kept as the worst."""
MOST_MISSING = 20
"""Missing documents that are named."""
MOST_KINDS = 20_000
"""Groups, and causes, that are told apart; beyond, a label that differs for each document is none."""
OTHERS = "others"
_GRAVE = ("critical", "serious")
_BAD = {"fail": 2, "at_risk": 1}


class RuleFigures:
    """In which documents a rule found something."""

    def __init__(self, name: str) -> None:
        """Without documents."""
        self.name = name
        self.outcomes: Counter[str] = Counter()
        self.impacts: Counter[str] = Counter()
        self.families: Counter[str] = Counter()
        self.words_lost = 0
        self.violated = array("i")
        self.undecided = array("i")

    def add(self, index: int, row: FindingRow) -> None:
        """Takes what it found in a document."""
        self.outcomes[row.outcome] += 1
        if row.outcome == "violation":
            self.violated.append(index)
            self.words_lost += row.words_lost
            self.families.update({*row.families_hit, *row.families_partly})
            self.impacts[row.impact or "minor"] += 1
        elif row.outcome in ("incomplete", "error"):
            self.undecided.append(index)


class _Causes(msgspec.Struct):
    """Endings of one cause."""

    count: int = 0
    paths: set[str] = msgspec.field(default_factory=set)
    documents: list[str] = msgspec.field(default_factory=list)


class Collected:
    """The figures of a run."""

    def __init__(self, run: Run, by: GroupBy | None = None, label: str | None = None) -> None:
        """Reads all rows.

        Args:
            run: the folder.
            by: how documents are to be grouped.
            label: the one label that they are grouped by; None takes all.
        """
        self.paths: dict[str, PathFigures] = {}
        self.rules: dict[str, RuleFigures] = {}
        self.agreements: dict[tuple[str, str], tuple[Column, Column]] = {}
        self.groups: dict[str, array[int]] = {}
        self.levels: Counter[str] = Counter()
        self.level, self.complete, self.counted, self.judged = Column(), Column(), Column(), Column()
        self.numbers = array("i")
        self.contents, self.names = array("Q"), array("Q")
        """The beginnings of hashes, of 64 bits: two of 100,000 documents share one once in 4 billion runs."""
        self._statuses: Counter[str] = Counter()
        self._causes: dict[tuple[str, str, str | None], _Causes] = {}
        self._worst: list[tuple[tuple[float, ...], WorstFile]] = []
        self._by: GroupBy | None = by
        self._label = label
        seen = Seen()
        for row in run.rows(DocumentRow):
            seen.add(row.number)
            self._add(row)
        self.documents = len(self.numbers)
        for path in self.paths.values():
            path.close(self.documents)
        self.notes = tuple(run.notes)
        self.denominator = self._counted(run, seen)

    def _counted(self, run: Run, seen: Seen) -> Denominator:
        manifest, missing = Seen(), 0
        names: list[str] = []
        count = 0
        for item in run.manifest():
            if not manifest.add(item.number):
                continue
            count += 1
            if item.number not in seen:
                missing += 1
                if len(names) < MOST_MISSING:
                    names.append(item.name or f"number {item.number}")
        return Denominator(
            manifest=count,
            done=self.documents,
            unreadable=self._statuses["unreadable"],
            unsupported=self._statuses["unsupported"],
            quarantined=self._statuses["quarantined"],
            missing=missing,
            missing_names=tuple(names),
        )

    # --- a row ---------------------------------------------------------------------------------------

    def _add(self, row: DocumentRow) -> None:
        index = len(self.numbers)
        self.numbers.append(row.number)
        self.contents.append(_beginning(bytes.fromhex(row.sha256)) if row.sha256 else 0)
        self.names.append(_beginning(hashlib.sha256(row.name.encode()).digest()))
        self._statuses[row.status] += 1
        self.levels[row.verdict.level if row.verdict is not None else "none"] += 1
        if row.verdict is not None:
            self.level.put(index, LEVELS.index(row.verdict.level))
            self.complete.put(index, row.verdict.complete)
            self.counted.put(index, row.verdict.counted)
        if row.rules_asked:
            self.judged.put(index, 1)
        self._add_paths(index, row)
        for found in row.findings:
            self.rules.setdefault(found.rule, RuleFigures(found.name)).add(index, found)
        for pair in row.agreements:
            self._add_agreement(index, pair)
        for group in _groups(row, self._by, self._label):
            self._add_group(index, group)
        self._add_worst(row)

    def _add_paths(self, index: int, row: DocumentRow) -> None:
        known = Known(row)
        for item in row.extractions:
            path = self.paths.get(item.path)
            if path is None:
                path = self.paths[item.path] = PathFigures(item.path, item.family)
            path.add(index, item, known)
            if item.status in ("failed", "timeout", "killed") and row.status != "quarantined":
                self._add_cause(row.name, item)
        if row.status != "ok":
            self._add_cause(row.name, None, row.status, row.reason or "")

    def _add_cause(self, name: str, item: ExtractionRow | None, status: str = "", reason: str = "") -> None:
        key: tuple[str, str, str | None] = (status, reason, None)
        if item is not None:
            said = item.reason or ""
            # Messages differ from file to file where the engine stumbles at the same place.
            key = (item.status, error_class(said) if item.stack else said, item.stack)
        if key not in self._causes and len(self._causes) >= MOST_KINDS:
            key = (key[0], OTHERS, None)
        cause = self._causes.setdefault(key, _Causes())
        cause.count += 1
        if item is not None:
            cause.paths.add(item.path)
        if len(cause.documents) < NAMED and name not in cause.documents:
            cause.documents.append(name)

    def _add_agreement(self, index: int, pair: Agreement) -> None:
        common, total = self.agreements.setdefault(pair.families, (Column(), Column()))
        common.put(index, pair.common)
        total.put(index, pair.total)

    def _add_group(self, index: int, group: str) -> None:
        if group not in self.groups and len(self.groups) >= MOST_KINDS:
            group = OTHERS
        members = self.groups.setdefault(group, array("i"))
        if not members or members[-1] != index:
            members.append(index)

    def _add_worst(self, row: DocumentRow) -> None:
        """Keeps the worst ones; a heap whose first is the least bad of them."""
        verdict = row.verdict
        if verdict is None or verdict.level not in _BAD:
            return
        content = next((gate.value for gate in verdict.gates if gate.name == "content"), None)
        lost = None if content is None else 1 - content
        lacking = 1 - verdict.complete / verdict.counted if verdict.counted else 0.0
        rank = (float(_BAD[verdict.level]), lacking, lost or 0.0, float(-row.number))
        if len(self._worst) == MOST_WORST and rank <= self._worst[0][0]:
            return
        found = [item for item in row.findings if item.outcome == "violation"]
        found.sort(key=lambda item: (item.impact not in _GRAVE, -item.words_lost, item.rule))
        kept = WorstFile(
            number=row.number,
            name=row.name,
            level=verdict.level,
            complete=verdict.complete,
            counted=verdict.counted,
            text_lost=lost,
            rules=tuple(item.rule for item in found),
        )
        heapq.heappush(self._worst, (rank, kept))
        if len(self._worst) > MOST_WORST:
            heapq.heappop(self._worst)

    # --- what follows --------------------------------------------------------------------------------

    @property
    def everything(self) -> Indices:
        """The indices of all documents."""
        return np.arange(self.documents)

    def families(self) -> list[Family]:
        """The paths by family, each family by name."""
        modes: dict[str, list[PathFigures]] = {}
        for _, path in sorted(self.paths.items()):
            modes.setdefault(path.family, []).append(path)
        return [Family(family, paths) for family, paths in sorted(modes.items())]

    def worst(self) -> tuple[WorstFile, ...]:
        """The worst documents, the worst first."""
        return tuple(item for _, item in sorted(self._worst, key=lambda one: one[0], reverse=True))

    def buckets(self) -> tuple[Bucket, ...]:
        """The causes, the commonest first."""
        found = [
            Bucket(
                status=status,
                reason=reason,
                stack=stack,
                paths=tuple(sorted(cause.paths)),
                count=cause.count,
                documents=tuple(cause.documents),
            )
            for (status, reason, stack), cause in self._causes.items()
        ]
        return tuple(sorted(found, key=lambda one: (-one.count, one.status, one.reason, one.stack or "")))

    def of_level(self, level: str) -> Ratio:
        """The share of documents with a verdict whose level it is."""
        levels = self.level.numbers(self.documents)
        number = LEVELS.index(level)

        def ratio(documents: Indices) -> tuple[Floats, Floats]:
            found = levels[documents]
            return (found == number).astype(float), (found != UNKNOWN).astype(float)

        return ratio

    def readers_complete(self) -> Ratio:
        """The mean share of readers that get everything."""
        complete, counted = self.complete.numbers(self.documents), self.counted.numbers(self.documents)

        def ratio(documents: Indices) -> tuple[Floats, Floats]:
            of = counted[documents].astype(float)
            known = of > 0
            return np.divide(complete[documents], of, out=np.zeros(len(of)), where=known), known.astype(float)

        return ratio

    def prevalence(self, rule: str) -> Ratio:
        """The share of documents with a violation, of those in which that could be decided."""
        return _members(self.rules[rule].violated, self._decided(rule))

    def _decided(self, rule: str) -> NDArray[np.bool_]:
        decided: NDArray[np.bool_] = self.judged.numbers(self.documents) == 1
        decided[np.array(self.rules[rule].undecided, dtype=np.intp)] = False
        return decided

    def decided(self, rule: str) -> int:
        """In how many documents a rule could be decided."""
        return int(self._decided(rule).sum())

    def dice(self, pair: tuple[str, str]) -> tuple[Ratio, Ratio]:
        """The Dice coefficient of two families, over documents and over words."""
        common, total = (column.numbers(self.documents) for column in self.agreements[pair])

        def micro(documents: Indices) -> tuple[Floats, Floats]:
            known = total[documents] > 0
            return np.where(known, 2.0 * common[documents], 0.0), np.where(known, total[documents], 0.0)

        def macro(documents: Indices) -> tuple[Floats, Floats]:
            shared, of = micro(documents)
            return np.divide(shared, of, out=np.zeros(len(of)), where=of > 0), (of > 0).astype(float)

        return macro, micro


def _members(members: array[int], known: NDArray[np.bool_]) -> Ratio:
    inside = np.zeros(len(known), dtype=bool)
    inside[np.array(members, dtype=np.intp)] = True
    inside &= known
    return lambda documents: (inside[documents].astype(float), known[documents].astype(float))


def _beginning(digest: bytes) -> int:
    return int.from_bytes(digest[:8], "big")


# --- groups ----------------------------------------------------------------------------------------------

_VERSIONS = re.compile(r"\s*[-/v(]?\s*\d[\w.()+-]*")


def _groups(row: DocumentRow, by: GroupBy | None, label: str | None) -> Iterator[str]:
    """The groups that a document is in."""
    if by == "producer":
        yield row.program or _VERSIONS.sub("", row.producer or row.creator or "").strip() or "not known"
    elif by == "layout":
        yield row.layout or "not known"
    elif by == "rule":
        yield from (f"{item.rule} {item.name}" for item in row.findings if item.outcome == "violation")
    elif by == "label":
        for key, value in sorted(row.labels.items()):
            if label is None or key == label:
                values = value if isinstance(value, list) else [value]
                yield from (_said(one) if label else f"{key}={_said(one)}" for one in values)


def _said(value: object) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def names_of(run: Run, numbers: set[int]) -> dict[int, str]:
    """The names of some documents, in another pass over the rows."""
    return {row.number: row.name for row in run.rows(Numbered) if row.number in numbers}
