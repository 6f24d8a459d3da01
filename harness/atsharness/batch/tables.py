"""A run's rows as flat tables, for spreadsheets, databases and data frames: what `ats export` writes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

import msgspec

from atsharness.batch.rows import DocumentRow, Measures

Value = str | int | float | bool | None
Cells = tuple[Value, ...]

INTEGER, REAL, TEXT, TRUTH = "BIGINT", "DOUBLE", "VARCHAR", "BOOLEAN"
"""Types of columns, as SQL calls them."""
KEY = {"number": INTEGER, "name": TEXT}
"""What each table begins with: the document's number and name."""
_RATES = frozenset(
    {
        *("char_recall", "char_precision", "word_exact", "word_missing", "moved", "adjacency", "tau"),
        *("coverage", "mixed_lines", "boundary_f1", "extra_rate"),
    }
)
_MEASURES = {
    name: TEXT if name == "cause" else REAL if name in _RATES else INTEGER
    for name in Measures.__struct_fields__
}
_OUTCOMES = ("exact", "altered", "scattered", "partial", "missing", "spurious")


class Table(NamedTuple):
    """A table: the type of each column, and the rows that a document gives."""

    columns: Mapping[str, str]
    rows: Callable[[DocumentRow], Iterator[Cells]]


def _documents(row: DocumentRow) -> Iterator[Cells]:
    reference, verdict = row.reference, row.verdict
    yield (
        row.number,
        row.name,
        row.sha256,
        row.size_bytes,
        row.media_type,
        row.pages,
        row.status,
        row.reason,
        row.producer,
        row.creator,
        row.program,
        row.layout,
        row.language,
        None if reference is None else reference.origin,
        None if reference is None else reference.read_by,
        None if reference is None else reference.words,
        None if reference is None else reference.confidence,
        None if reference is None else reference.agreement,
        None if verdict is None else verdict.level,
        None if verdict is None else verdict.complete,
        None if verdict is None else verdict.counted,
        row.keywords,
        row.rules_asked,
        msgspec.json.encode(row.labels, order="deterministic").decode() if row.labels else None,
    )


def _extractions(row: DocumentRow) -> Iterator[Cells]:
    for item in row.extractions:
        measures: Cells = (None,) * len(_MEASURES)
        if item.measures is not None:
            measures = msgspec.structs.astuple(item.measures)
        yield (
            row.number,
            row.name,
            item.path,
            item.family,
            item.version,
            item.status,
            item.reason,
            item.stack,
            item.counted,
            item.gets_everything,
            "; ".join(item.lacks) or None,
            item.words,
            item.undecoded_chars,
            item.keywords_kept,
            *measures,
        )


def _fields(row: DocumentRow) -> Iterator[Cells]:
    for item in row.extractions:
        for kind in item.fields:
            yield (
                row.number,
                row.name,
                item.path,
                kind.kind,
                *(getattr(kind, outcome) for outcome in _OUTCOMES),
            )


def _findings(row: DocumentRow) -> Iterator[Cells]:
    for item in row.findings:
        yield (
            row.number,
            row.name,
            item.rule,
            item.name,
            item.outcome,
            item.impact,
            item.count,
            "; ".join(item.families_hit) or None,
            "; ".join(item.families_partly) or None,
            item.fields_lost,
            item.words_lost,
        )


def _gates(row: DocumentRow) -> Iterator[Cells]:
    for item in row.verdict.gates if row.verdict is not None else ():
        yield row.number, row.name, item.name, item.value, item.limit, item.level


def _agreements(row: DocumentRow) -> Iterator[Cells]:
    for item in row.agreements:
        yield row.number, row.name, *item.families, item.common, item.total


TABLES: Mapping[str, Table] = {
    "documents": Table(
        {
            **KEY,
            "sha256": TEXT,
            "size_bytes": INTEGER,
            "media_type": TEXT,
            "pages": INTEGER,
            "status": TEXT,
            "reason": TEXT,
            "producer": TEXT,
            "creator": TEXT,
            "program": TEXT,
            "layout": TEXT,
            "language": TEXT,
            "reference": TEXT,
            "reference_read_by": TEXT,
            "reference_words": INTEGER,
            "reference_confidence": REAL,
            "reference_agreement": REAL,
            "level": TEXT,
            "readers_complete": INTEGER,
            "readers_counted": INTEGER,
            "keywords": INTEGER,
            "rules_asked": INTEGER,
            "labels": TEXT,
        },
        _documents,
    ),
    "extractions": Table(
        {
            **KEY,
            "path": TEXT,
            "family": TEXT,
            "version": TEXT,
            "status": TEXT,
            "reason": TEXT,
            "stack": TEXT,
            "counted": TRUTH,
            "gets_everything": TRUTH,
            "lacks": TEXT,
            "words": INTEGER,
            "undecoded_chars": INTEGER,
            "keywords_kept": INTEGER,
            **_MEASURES,
        },
        _extractions,
    ),
    "fields": Table({**KEY, "path": TEXT, "kind": TEXT, **dict.fromkeys(_OUTCOMES, INTEGER)}, _fields),
    "findings": Table(
        {
            **KEY,
            "rule": TEXT,
            "rule_name": TEXT,
            "outcome": TEXT,
            "impact": TEXT,
            "count": INTEGER,
            "families_hit": TEXT,
            "families_partly": TEXT,
            "fields_lost": INTEGER,
            "words_lost": INTEGER,
        },
        _findings,
    ),
    "gates": Table({**KEY, "gate": TEXT, "value": REAL, "limit": REAL, "level": TEXT}, _gates),
    "agreements": Table(
        {**KEY, "family": TEXT, "other_family": TEXT, "common": INTEGER, "total": INTEGER}, _agreements
    ),
}
"""The tables by name; a list in a cell is joined by semicolons, labels are JSON."""
