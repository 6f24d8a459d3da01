"""Hand-made runs over many documents: rows of figures, and the folder that holds them."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from atsharness.batch.folder import MANIFEST, RUN, SHARDS, TIMES, RunInfo
from atsharness.batch.journal import Done, Head, Timed
from atsharness.batch.manifest import Entry
from atsharness.batch.rows import (
    Agreement,
    DocumentRow,
    ExtractionRow,
    FieldCounts,
    FindingRow,
    GateRow,
    Measures,
    VerdictRow,
    encoded,
)

ID = "run-1"
SHARD = 4


def measures(*, chars: int = 1000, lost: int = 0, moved: int | None = 0, **fields: Any) -> Measures:
    """Of a page with so many characters, five a word."""
    words = chars // 5
    missing = fields.pop("missing", 0)
    values: dict[str, Any] = {
        "char_recall": 1 - lost / chars,
        "char_precision": 1.0,
        "word_exact": 1 - missing / words,
        "word_missing": missing / words,
        "moved": None if moved is None else moved / chars,
        "adjacency": 1.0,
        "tau": 1.0,
        "coverage": 1.0,
        "cause": "none",
        "mixed_lines": 0.0,
        "boundary_f1": 1.0,
        "extra_rate": 0.0,
        "reference_chars": chars,
        "hypothesis_chars": chars - lost,
        "equal_chars": chars - lost,
        "reference_words": words,
        "exact_words": words - missing,
        "missing_words": missing,
        "split_words": 0,
        "glued_words": 0,
        "matched_chars": chars,
        "moved_chars": moved or 0,
        "hypothesis_words": words,
        "extra_words": 0,
        "duplicate_words": 0,
        "hidden_words": None,
        "systematic": 0,
        **fields,
    }
    return Measures(**values)


def path(name: str, status: str = "ok", made: Measures | None = None, **fields: Any) -> ExtractionRow:
    """A path's row; one that came to its end measured a page that it reads whole."""
    if made is None and status == "ok":
        made = measures()
    values: dict[str, Any] = {
        "family": name.split("-")[0],
        "version": None if status == "not_read" else "1.0",
        "counted": True if status != "not_read" else None,
        "gets_everything": status == "ok" if status != "not_read" else None,
        "fields": (FieldCounts(kind="section", exact=3, missing=1),) if status == "ok" else (),
        "keywords_kept": 2 if status == "ok" else 0,
        "words": made.hypothesis_words if made is not None else 0,
        **fields,
    }
    return ExtractionRow(path=name, status=status, measures=made, **values)  # type: ignore[arg-type]


def violation(rule: str, **fields: Any) -> FindingRow:
    values: dict[str, Any] = {
        "name": rule.lower(),
        "outcome": "violation",
        "impact": "serious",
        "count": 1,
        "families_hit": ("pdfium",),
        "words_lost": 5,
        **fields,
    }
    return FindingRow(rule=rule, **values)


def document(number: int, *paths: ExtractionRow, level: str | None = "pass", **fields: Any) -> DocumentRow:
    """A document with a verdict, or without one (`level` None)."""
    name = fields.pop("name", f"cvs/{number:04}.pdf")
    verdict = None
    if level is not None:
        content = GateRow(name="content", value=fields.pop("content", 1.0), limit=0.95, level="pass")
        complete = sum(bool(one.gets_everything) for one in paths)
        verdict = VerdictRow(level=level, complete=complete, counted=len(paths), gates=(content,))  # type: ignore[arg-type]
    values: dict[str, Any] = {
        "sha256": hashlib.sha256(name.encode()).hexdigest(),
        "size_bytes": 1000 + number,
        "media_type": "application/pdf",
        "pages": 1,
        "status": "ok",
        "layout": "single",
        "program": "typst",
        "keywords": 2,
        "rules_asked": 70,
        **fields,
    }
    return DocumentRow(number=number, name=name, verdict=verdict, extractions=paths, **values)


def agreement(one: str, other: str, common: int, total: int) -> Agreement:
    return Agreement(families=(one, other), common=common, total=total)


def write_run(
    folder: Path,
    rows: Iterable[DocumentRow],
    *,
    missing: Sequence[str] = (),
    journal: Iterable[DocumentRow] = (),
    shard: int = SHARD,
    **info: Any,
) -> Path:
    """The folder of a run.

    Args:
        folder: made anew.
        rows: of the shards that are done, by their numbers.
        missing: names of further documents of the manifest, that have no row.
        journal: rows of shards that are under way.
        shard: documents a shard.
        info: what ``run.json`` is to say instead.
    """
    rows, journal = list(rows), list(journal)
    known = [(row.number, row.name) for row in (*rows, *journal)]
    after = max((number for number, _ in known), default=-1) + 1
    known += [(after + at, name) for at, name in enumerate(missing)]
    (folder / SHARDS).mkdir(parents=True)
    (folder / TIMES).mkdir()
    values: dict[str, Any] = {
        "id": ID,
        "asked": {"ocr": "never"},
        "shard_size": shard,
        "documents": len(known),
        "manifest": "",
        **info,
    }
    head = msgspec.convert(values, RunInfo)
    (folder / RUN).write_bytes(msgspec.json.encode(head))
    entries = dict(known)
    (folder / MANIFEST).write_bytes(
        b"".join(
            msgspec.json.encode(Entry(number=number, location=name, name=name)) + b"\n"
            for number, name in sorted(entries.items())
        )
    )
    shards: dict[int, list[DocumentRow]] = {}
    for row in rows:
        shards.setdefault(row.number // shard, []).append(row)
    for number, held in shards.items():
        data = b"".join(map(encoded, sorted(held, key=lambda one: one.number)))
        (folder / SHARDS / f"{number:05}.jsonl.gz").write_bytes(gzip.compress(data, mtime=0))
    for row in journal:
        with (folder / SHARDS / f"{row.number // shard:05}.jsonl").open("ab") as stream:
            if not stream.tell():
                stream.write(msgspec.json.encode(Head(run=ID)) + b"\n")
            stream.write(journal_line(row))
    return folder


def journal_line(row: DocumentRow) -> bytes:
    timed = Timed(number=row.number, key="", size=0, stamp="", status=row.status)
    return msgspec.json.encode(Done(timed=timed, row=msgspec.Raw(encoded(row).rstrip()))) + b"\n"
