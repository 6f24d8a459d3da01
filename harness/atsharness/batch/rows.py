"""What the store of a run keeps of a document: one JSON line of figures, and no text unless it is asked for.

A row is made of a result alone: no clock, no machine's name, nothing that depends on which worker was first.
Two runs with the same engines over the same files have the same lines.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from atsharness.model import (
    DocumentStatus,
    Evidence,
    GateLevel,
    Impact,
    OrderCause,
    Outcome,
    Status,
    Value,
    VerdictLevel,
)
from atsharness.model.reference import ReadBy

ROW_VERSION: Literal[1] = 1
"""Of the lines; a reader refuses a newer one."""

RowStatus = Literal[Status, "not_read"]
"""How a path ended. ``not_read``: the document was not given to it, and its reason says why."""
RowDocumentStatus = Literal[DocumentStatus, "quarantined"]
"""``quarantined``: it ended the run more than once and was left out; its paths are ``killed``."""
Label = str | int | float | bool | None | list[str]
Layout = Literal["single", "columns", "sidebar", "table"]


class Measures(Value, frozen=True, kw_only=True):
    """Rates of one path with the counts that they come from, named as in `atsharness.model.Recovery`.

    Rates are shares from 0 to 1, None where they are not known; the rest are numbers of characters, words,
    lines or pairs of neighbouring words.
    """

    char_recall: float | None
    char_precision: float | None
    word_exact: float | None
    word_missing: float | None
    moved: float | None
    adjacency: float | None
    tau: float | None
    coverage: float | None
    cause: OrderCause | None
    mixed_lines: float | None
    boundary_f1: float | None
    extra_rate: float | None
    reference_chars: int
    hypothesis_chars: int
    equal_chars: int
    reference_words: int
    exact_words: int
    missing_words: int
    split_words: int
    glued_words: int
    matched_chars: int
    moved_chars: int
    hypothesis_words: int
    extra_words: int
    duplicate_words: int
    hidden_words: int | None
    systematic: int
    """How many characters are always read as another."""
    other_characters: int = 0
    """Exact words that are written with other characters of the same letters: U+FB01 for fi, an accent as a
    mark of its own. A search for the word does not find them."""


class FieldCounts(Value, frozen=True, kw_only=True):
    """How many fields of a kind one path recovered, by outcome.

    `kind` is a pointer without its numbers: ``work.startDate``; ``section`` for headings.
    """

    kind: str
    exact: int = 0
    altered: int = 0
    scattered: int = 0
    partial: int = 0
    missing: int = 0
    spurious: int = 0
    """Read, but not on the page; no field of it."""


class ExtractionRow(Value, frozen=True, kw_only=True):
    """How one path ended with a document, and what it recovered."""

    path: str
    family: str
    version: str | None
    """None where the path did not run."""
    status: RowStatus
    reason: str | None = None
    """Why it is not ``ok``, without what differs from file to file (`atsharness.batch.reasons`)."""
    stack: str | None = None
    """Of an engine's own error: the functions that it went through, without line numbers."""
    counted: bool | None = None
    """Whether the verdict counts it as a reader; None where there is no verdict."""
    gets_everything: bool | None = None
    lacks: tuple[str, ...] = ()
    words: int = 0
    """That it returned."""
    undecoded_chars: int = 0
    """U+FFFD and lone surrogates among them."""
    measures: Measures | None = None
    """None where nothing could be measured."""
    fields: tuple[FieldCounts, ...] = ()
    keywords_kept: int = 0
    """Of those that the page shows."""
    text: str | msgspec.UnsetType = msgspec.UNSET
    """Only where texts are kept."""


class FindingRow(Value, frozen=True, kw_only=True):
    """What one rule found, where it found anything or could not be decided."""

    rule: str
    name: str
    outcome: Outcome
    impact: Impact | None = None
    """Of the gravest finding."""
    count: int = 0
    families_hit: tuple[str, ...] = ()
    families_partly: tuple[str, ...] = ()
    fields_lost: int = 0
    words_lost: int = 0
    words: tuple[str, ...] | msgspec.UnsetType = msgspec.UNSET
    """Only where texts are kept, as is `evidence`."""
    evidence: tuple[Evidence, ...] | msgspec.UnsetType = msgspec.UNSET


class GateRow(Value, frozen=True, kw_only=True):
    """A gate's number; its note names data of the document and is left out."""

    name: str
    value: float | None
    limit: float | None
    level: GateLevel


class VerdictRow(Value, frozen=True, kw_only=True):
    """The verdict, its readers counted."""

    level: VerdictLevel
    complete: int
    counted: int
    gates: tuple[GateRow, ...] = ()


class ReferenceRow(Value, frozen=True, kw_only=True):
    """What the paths were held against."""

    origin: Literal["source", "visual"]
    read_by: ReadBy | None
    words: int
    confidence: float
    agreement: float | None
    complete: bool
    order_known: bool
    overruled: int
    matches_page: bool = True
    """False for a source of which the page shows less than half."""
    not_on_page: int = 0
    """Words of the source that the page does not show."""
    not_on_page_words: tuple[str, ...] | msgspec.UnsetType = msgspec.UNSET
    """Only where texts are kept."""


class Agreement(Value, frozen=True, kw_only=True):
    """How many words two families have in common.

    A family has as many copies of a word as its best mode. The Dice coefficient is 2 `common` / `total`.
    """

    families: tuple[str, str]
    common: int
    total: int
    """Words of the one and of the other."""


class DocumentRow(Value, frozen=True, kw_only=True):
    """One document of a run."""

    schema_version: Literal[1] = ROW_VERSION
    number: int
    """Of its line in the manifest, from 0."""
    name: str
    """As the manifest has it; made of the content's hash where the run is anonymous."""
    sha256: str | None
    size_bytes: int
    media_type: str | None
    pages: int | None
    status: RowDocumentStatus
    reason: str | None = None
    """Why it is not ``ok``, without what differs from file to file."""
    producer: str | None = None
    """As the file says; of an anonymous run None. None too where nobody looked at the file's facts."""
    creator: str | None = None
    program: str | None = None
    """The id of the program that made it, where it is a known one: ``latex``, ``word``."""
    layout: Layout | None = None
    """How the page is laid out as far as rules found; None where they were not asked or could not tell."""
    language: str | None = None
    """In which most of its text is written, as Tesseract calls it; None where that cannot be told."""
    reference: ReferenceRow | None = None
    verdict: VerdictRow | None = None
    extractions: tuple[ExtractionRow, ...] = ()
    """One for each path that was chosen, by id."""
    rules_asked: int = 0
    """How many rules were asked; those that `findings` and `inapplicable` do not name passed."""
    inapplicable: tuple[str, ...] = ()
    findings: tuple[FindingRow, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    keywords: int = 0
    """That the page shows."""
    labels: dict[str, Label] = msgspec.field(default_factory=dict)
    """What was known of it before."""


def encoded(row: DocumentRow) -> bytes:
    """A row as a line of JSON, its end included."""
    return msgspec.json.encode(row, order="deterministic") + b"\n"
