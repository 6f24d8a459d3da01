"""The evidence: a line a template, with all that the table says of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import msgspec

from atsharness.batch.rows import DocumentRow, ExtractionRow, ReferenceRow
from atsharness.errors import UsageError
from atsharness_corpus.model import Value
from atsharness_corpus.templates.judge import Judged, Judgement, Reading, judge
from atsharness_corpus.templates.model import Rendered, Status
from atsharness_corpus.templates.values import data_of, jobs_of, others_of

READ = ("ok", "empty", "failed")
"""Statuses of a reader that say something of the document; one that is not installed says nothing."""


class Reader(Value, frozen=True, kw_only=True, omit_defaults=True):
    """What one reader made of a document."""

    right: bool = False
    content: float | None = None
    """Share of the page's characters that it has, to four digits."""
    moved: float | None = None
    """Share of the characters that stand elsewhere, to four digits."""
    cut: int = 0
    """Words glued to others or split."""
    lost: tuple[str, ...] = ()
    torn: int = 0


class Row(Value, frozen=True, kw_only=True, omit_defaults=True):
    """One template."""

    id: str
    version: str
    install: str
    engine: str = ""
    status: Status
    reason: str = ""
    remarks: tuple[str, ...] = ()
    pages: int | None = None
    layout: str = ""
    """As the harness's rules found it."""
    verdict: str = ""
    complete: int = 0
    counted: int = 0
    """How many of the verdict's readers get everything, and how many there are."""
    causes: tuple[str, ...] = ()
    """Names of the rules that report a violation, the gravest first."""
    left_out: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    readers: Mapping[str, Reader] = {}

    @property
    def right(self) -> int:
        """How many readers get everything right."""
        return sum(one.right for one in self.readers.values())


class Head(Value, frozen=True, kw_only=True):
    """What all rows have in common: the first line."""

    format: Literal[1] = 1
    person_words: int
    readers: Mapping[str, str]
    """Versions by reader."""


class Evidence(Value, frozen=True, kw_only=True):
    """A run's rows, in the order of the templates' ids."""

    head: Head
    rows: tuple[Row, ...]


_GRAVEST = ("critical", "serious", "moderate", "minor", "advice", None)
_UNCAUSED = 3
"""Rules of this hundred say which field is lost, not why."""


def evidence(
    made: Sequence[Rendered], documents: Iterable[DocumentRow], resume: Mapping[str, Any], words: int
) -> Evidence:
    """Puts together what was printed and what readers made of it.

    Args:
        made: how each template ended.
        documents: rows of the batch, with their texts, by the names of the documents.
        resume: what all were filled with.
        words: of it.
    """
    by_name = {one.name: one for one in documents}
    rows: list[Row] = []
    versions: dict[str, str] = {}
    for one in sorted(made, key=lambda item: item.template.id):
        document = by_name.get(one.file)
        row = Row(
            id=one.template.id,
            version=one.template.version,
            install=one.template.install,
            engine=one.engine,
            status=one.status,
            reason=one.reason,
            remarks=one.remarks,
        )
        if one.status == "printed" and document is not None:
            read = [item for item in document.extractions if item.status in READ]
            versions |= {item.path: item.version or "" for item in read}
            row = _measured(row, document, read, judge_all(resume, read, document))
        rows.append(row)
    head = Head(person_words=words, readers=dict(sorted(versions.items())))
    return Evidence(head=head, rows=tuple(rows))


def judge_all(resume: Mapping[str, Any], read: Sequence[ExtractionRow], document: DocumentRow) -> Judgement:
    """Judges the readers of one document."""
    return judge(
        data_of(resume),
        jobs_of(resume),
        {item.path: _reading(item) for item in read},
        others_of(resume),
        _absent(document.reference),
    )


def _absent(reference: ReferenceRow | None) -> tuple[str, ...] | None:
    """Words of the data that the page does not show, where the page could be held against the data."""
    if reference is None or not reference.matches_page or reference.not_on_page_words is msgspec.UNSET:
        return None
    return reference.not_on_page_words


def _reading(item: ExtractionRow) -> Reading:
    text = "" if item.text is msgspec.UNSET else item.text
    measures = item.measures
    if measures is None:
        return Reading(text, None, None, 0)
    cut = measures.split_words + measures.glued_words
    return Reading(text, measures.char_recall, measures.moved, cut)


def _measured(row: Row, document: DocumentRow, read: Sequence[ExtractionRow], judged: Judgement) -> Row:
    verdict = document.verdict
    found = [one for one in document.findings if one.outcome == "violation"]
    named = sorted(found, key=lambda one: (_GRAVEST.index(one.impact), one.rule))
    return msgspec.structs.replace(
        row,
        pages=document.pages,
        layout=document.layout or "",
        verdict=verdict.level if verdict is not None else "",
        complete=verdict.complete if verdict is not None else 0,
        counted=verdict.counted if verdict is not None else 0,
        causes=tuple(f"{one.name} ({one.rule})" for one in named if int(one.rule[3]) != _UNCAUSED),
        left_out=judged.left_out,
        changed=judged.changed,
        readers={item.path: _reader(item, judged.readers[item.path]) for item in read},
    )


def _reader(item: ExtractionRow, judged: Judged) -> Reader:
    one = _reading(item)
    return Reader(
        right=judged.right,
        content=None if one.content is None else round(one.content, 4),
        moved=None if one.moved is None else round(one.moved, 4),
        cut=one.cut,
        lost=judged.lost,
        torn=judged.torn,
    )


def encoded(found: Evidence) -> bytes:
    """The evidence as JSON Lines."""
    parts = [found.head, *found.rows]
    return b"".join(msgspec.json.encode(part, order="deterministic") + b"\n" for part in parts)


def read(file: Path) -> Evidence:
    """Reads what `encoded` wrote.

    Raises:
        UsageError: it is not that.
    """
    try:
        first, *rest = file.read_bytes().splitlines()
        rows = tuple(msgspec.json.decode(line, type=Row) for line in rest)
        return Evidence(head=msgspec.json.decode(first, type=Head), rows=rows)
    except (OSError, ValueError, msgspec.MsgspecError) as error:
        raise UsageError(f"{file} is no evidence on templates ({error})") from error
