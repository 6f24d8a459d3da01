"""A document's result as a baseline keeps it. Pure."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable

from atsharness.model import DocumentResult, FieldRecovery, RuleResult
from atsharness.regression.baseline import OUTCOMES, FileRecord, FoundRecord, PathRecord
from atsharness.verdict.families import OCR_FAMILY

_NUMBER = re.compile(r"\.\d+(?=\.|$)")
_PERCENT = 100
_NOISE = 1e-9
"""Of floating point, which must not take a whole percent away."""


def kind_of(pointer: str) -> str:
    """The kind of a field: ``work.startDate`` of ``work.1.startDate``, whichever job it is of."""
    return _NUMBER.sub("", pointer)


def record_of(result: DocumentResult, fonts: Iterable[str] = ()) -> FileRecord:
    """What a baseline keeps of a document that could be read.

    Args:
        result: of the document.
        fonts: their names, without subset tags.
    """
    verdict = result.verdict
    levels = {gate.name: gate.level for gate in verdict.gates} if verdict is not None else {}
    return FileRecord(
        sha256=result.document.sha256 or "",
        pages=result.document.page_count,
        verdict=verdict.level if verdict is not None else "none",
        readers=(verdict.complete, verdict.counted) if verdict is not None else (0, 0),
        gates={name: level for name, level in sorted(levels.items()) if level != "pass"},
        fonts=tuple(sorted(set(fonts))),
        fields=_shown(result.fields),
        findings=_findings(result.rule_results),
        paths=_paths(result),
    )


def _shown(fields: Iterable[FieldRecovery]) -> dict[str, int]:
    pointers = {item.field for item in fields if item.outcome != "spurious"}
    return dict(sorted(Counter(map(kind_of, pointers)).items()))


def _findings(results: Iterable[RuleResult]) -> dict[str, tuple[FoundRecord, ...]]:
    found: dict[str, tuple[FoundRecord, ...]] = {}
    for item in results:
        own = [
            FoundRecord(
                anchor=one.fingerprint.removeprefix(f"{item.rule_id}-"),
                impact=one.impact,
                families=tuple(sorted({*one.families_hit, *one.families_partly})),
            )
            for one in item.findings
            if item.outcome == "violation" and (one.families_hit or one.families_partly)
        ]
        if own:
            found[item.rule_id] = tuple(sorted(own, key=lambda one: one.anchor))
    return dict(sorted(found.items()))


def _paths(result: DocumentResult) -> dict[str, PathRecord]:
    """What each path delivers; OCR, which reads no text layer, and what is not installed are left out."""
    readers = {item.path_id: item for item in result.verdict.readers} if result.verdict is not None else {}
    recoveries = {item.path_id: item for item in result.recoveries}
    fields: dict[str, list[FieldRecovery]] = {}
    for field in result.fields:
        if field.outcome != "spurious":
            fields.setdefault(field.path_id, []).append(field)
    made = {}
    for item in result.extractions:
        if item.family == OCR_FAMILY or item.status == "unavailable":
            continue
        reader, recovery = readers.get(item.path_id), recoveries.get(item.path_id)
        own = fields.get(item.path_id, [])
        moved = recovery.order.moved if recovery is not None else None
        made[item.path_id] = PathRecord(
            family=item.family,
            status=item.status,
            counts=reader is not None and reader.counted,
            complete=reader is not None and reader.gets_everything,
            lacks=reader.lacks if reader is not None else (),
            text=_percents(recovery.content.char_recall if recovery is not None else None),
            order=_percents(None if moved is None else 1 - moved),
            fields=sum(one.outcome == "exact" for one in own),
            lost=_lost(own),
        )
    return made


def _lost(fields: Iterable[FieldRecovery]) -> dict[str, dict[str, int]]:
    lost: dict[str, Counter[str]] = {}
    for item in fields:
        if item.outcome in OUTCOMES:
            lost.setdefault(kind_of(item.field), Counter())[item.outcome] += 1
    return {kind: dict(sorted(counts.items())) for kind, counts in sorted(lost.items())}


def _percents(share: float | None) -> int | None:
    return None if share is None else math.floor(share * _PERCENT + _NOISE)
