"""Every type that flows through the harness. Imports nothing of ours.

Lengths are in PDF points, origin at the page's top left; pages and lines count from 1; rates are
0-1, or None where they cannot be measured, and always stand beside the counts they come from.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import msgspec

SCHEMA_VERSION: Literal[1] = 1

Box = tuple[float, float, float, float]
"""(x0, y0, x1, y1) in points, origin top left."""

DocumentStatus = Literal["ok", "unreadable", "unsupported"]
Status = Literal["ok", "empty", "failed", "timeout", "killed", "unavailable"]
Form = Literal[
    "ok",
    "ok~nfc",
    "ok~compat",
    "ok~case",
    "ok~punct",
    "substituted",
    "split",
    "hyphenated",
    "glued",
    "missing",
]
Place = Literal["in_order", "moved"]
LeafKind = Literal["text", "date", "url", "email", "phone", "heading"]
FieldOutcome = Literal["exact", "altered", "scattered", "partial", "missing", "spurious"]
VerdictLevel = Literal["pass", "at_risk", "fail", "not_measurable"]
OrderCause = Literal["none", "interleaved", "scrambled", "blocks_moved"]
Impact = Literal["critical", "serious", "moderate", "minor", "advice"]
"""What a finding costs by `atsharness.rules.impact`; ``minor``: nothing was measured to be lost."""
Confidence = Literal["high", "medium", "low"]
"""How sure it is that the finding's cause is the one named; apart from its impact."""
Outcome = Literal["passed", "violation", "information", "incomplete", "inapplicable", "error"]
ConfusionCause = Literal["no_tounicode", "no_mapping", "private_use", "raw_codes", "ligature_lost", "bad_map"]


class Value(msgspec.Struct, frozen=True):
    """Base of all types here. Each subclass says again that it is frozen and keyword-only."""


# --- documents, references, extractions ------------------------------------------------------


class Document(Value, frozen=True, kw_only=True):
    """One input file. `path` is relative to the current folder, else the bare name."""

    path: str
    media_type: str | None = None
    sha256: str | None = None
    size_bytes: int = 0
    page_count: int | None = None
    status: DocumentStatus = "ok"
    reason: str | None = None


class Word(Value, frozen=True, kw_only=True):
    """A maximal run of non-whitespace; `box`, `line` and `font` where the engine gives them."""

    text: str
    page: int
    box: Box
    line: int | None = None
    font: str | None = None


class Leaf(Value, frozen=True, kw_only=True):
    """One value of a structured source. `pointer` is a JSON Resume pointer (``work.0.startDate``)."""

    pointer: str
    text: str
    """As a person reads it: markup taken off; a date as the source has it."""
    kind: LeafKind = "text"
    forms: tuple[str, ...] = ()
    """Ways in which it may be printed, the likeliest first; the text alone where empty."""
    words: tuple[int, ...] = ()
    """Which words of the reference it is, once its places on the page are known."""


class Reference(Value, frozen=True, kw_only=True):
    """Known text in page order.

    `words`, only where places on the page are known, are the words of `text` one by one; one that the page's
    reader did not find has no place.
    """

    text: str
    origin: Literal["source", "visual"] = "source"
    source_path: str | None = None
    words: tuple[Word | None, ...] | None = None
    leaves: tuple[Leaf, ...] = ()
    """Of a structured source, in its own order."""
    not_on_page: tuple[str, ...] = ()
    """Words of the source that the page does not show: outside every denominator."""
    read_by: Literal["glyphs", "ocr"] | None = None
    """How the page was read that gave order and places."""
    complete: bool = True
    """False where ink that looks like text was not read."""
    confidence: float = 1.0
    """Estimated word F1 of the words against what the page shows."""
    order_known: bool = True
    """False where the page's order is too uncertain to hold paths against."""
    warnings: tuple[str, ...] = ()


class ReferenceSummary(Value, frozen=True, kw_only=True):
    """What a report says of the reference. `not_on_page` counts words of the source that the page lacks."""

    origin: Literal["source", "visual"]
    source_path: str | None
    word_count: int
    reason: str | None = None
    """Why there is none, and nothing is measured."""
    read_by: Literal["glyphs", "ocr"] | None = None
    complete: bool = True
    confidence: float = 1.0
    agreement: float | None = None
    """Share of the page's words that another code base reads too; its own engine agrees by construction."""
    order_known: bool = True
    not_on_page: int = 0
    not_on_page_words: tuple[str, ...] = ()
    """Personal data, like texts: kept only where they are."""
    warnings: tuple[str, ...] = ()


class Extraction(Value, frozen=True, kw_only=True):
    """What one parser path recovered from one document, or why it did not.

    `text` is RAW except that lone surrogates are replaced by U+FFFD and counted. `words`, where
    given, are in the order of `text`: joined without white space both read the same. Results
    that are kept without text (the default of reports) carry None in both.
    """

    path_id: str
    family: str
    version: str | None
    status: Status
    detail: str | None = None
    word_count: int = 0
    lone_surrogates: int = 0
    text: str | None = None
    words: tuple[Word, ...] | None = None
    lacks_language: str | msgspec.UnsetType = msgspec.UNSET
    """As in `Reading`: accents of what OCR read count as equal then."""


# --- parser paths ------------------------------------------------------------------------------


class ReadOptions(Value, frozen=True, kw_only=True):
    """What a parser path may know besides the bytes."""

    password: str | None = None
    lang: str = "eng"
    tesseract: str | None = None
    """Path of a tesseract binary that goes before the ones found."""
    work_dir: str = ""
    """A private folder for temporary files; removed after the task."""
    max_pages: int = 100
    max_pixels: int = 50_000_000
    """Most pixels of one rendered page."""


class Reading(Value, frozen=True, kw_only=True):
    """What a parser path returns: RAW text, and its words where the engine gives boxes."""

    text: str
    words: tuple[Word, ...] | None = None
    detail: str | None = None
    """What a person should know of how it was read, in one line."""
    lacks_language: str | msgspec.UnsetType = msgspec.UNSET
    """Of OCR: Tesseract's code of the document's language, where it was read without data for it."""


class ParserPath(Value, frozen=True, kw_only=True):
    """One engine in one mode, as an ATS could run it. A module's constant ``PARSER``.

    `probe` imports or finds the engine and returns its version, or raises `PathUnavailable`; it runs
    in a worker before the deadline starts. `read` takes the file's bytes. `memory` says how the memory limit
    is kept: by address space, or (JVMs, which reserve far more than they use) by polled
    resident size. `cost` is a rough CPU time in ms a page: dearer paths start first.
    """

    id: str
    family: str
    title: str
    """Engine and call, for people: ``PyMuPDF get_text(sort=True)``."""
    accepts: tuple[str, ...]
    install: str
    """The command that installs what is missing."""
    probe: Callable[[ReadOptions], str]
    read: Callable[[bytes, ReadOptions], Reading]
    panel: bool = False
    cost: float = 10.0
    memory: Literal["address_space", "resident"] = "address_space"


# --- alignment and rates -----------------------------------------------------------------------


class WordLabel(Value, frozen=True, kw_only=True):
    """What became of one reference word. `hypothesis` holds indices of recovered words."""

    text: str
    form: Form
    place: Place | None
    """None where the word is missing."""
    observed: str | None = None
    hypothesis: tuple[int, ...] = ()
    decoration: bool = False
    """No letter or digit (bullet, rule, icon): outside every denominator."""


class SpuriousRun(Value, frozen=True, kw_only=True):
    """Recovered words ``[start, stop)`` that no reference word accounts for."""

    kind: Literal["duplicate", "extra", "decoration"]
    start: int
    stop: int
    text: str
    words: int
    """Words in it that are not decoration; 0 in a run of decoration."""


class Confusion(Value, frozen=True, kw_only=True):
    """Reference character(s) read as others, `count` times, in otherwise accepted words."""

    expected: str
    observed: str
    count: int
    systematic: bool = False
    cause: ConfusionCause | None = None
    """What the observed character says of the font; ``bad_map`` where only the pattern does."""


class Alignment(Value, frozen=True, kw_only=True):
    """One path's recovered text against the reference, word by word."""

    path_id: str
    words: tuple[WordLabel, ...]
    spurious: tuple[SpuriousRun, ...]
    confusions: tuple[Confusion, ...]
    reference_chars: int
    """Space-free KEY characters of the reference, decoration left out."""
    hypothesis_chars: int
    equal_chars: int
    hypothesis_words: int
    """Recovered words, decoration left out."""


class DiffSpan(Value, frozen=True, kw_only=True):
    """A stretch of a word diff. All spans together hold either text exactly once, white space included.

    Offsets are half-open ranges of RAW characters; several where the recovered words stand apart.
    """

    kind: Literal["same", "lost", "altered", "split", "hyphenated", "glued", "duplicate", "extra", "space"]
    moved: bool
    line: int
    """Line of its first word: in the reference, or in the recovered text where the reference has none."""
    expected: str
    observed: str
    """The words of either side, one space between them."""
    reference: tuple[tuple[int, int], ...]
    hypothesis: tuple[tuple[int, int], ...]


class ContentCounts(Value, frozen=True, kw_only=True):
    """What the rates of `Content` are made of."""

    reference_chars: int
    hypothesis_chars: int
    equal_chars: int
    reference_words: int
    exact_words: int
    missing_words: int
    bag_words: int
    """Reference words also found in the bag of recovered words (a check: >= exact_words)."""


class Content(Value, frozen=True, kw_only=True):
    """Order-free recovery: equal characters over the reference's and the hypothesis's."""

    char_recall: float | None
    char_precision: float | None
    word_exact: float | None
    word_missing: float | None
    bag_recall: float | None
    counts: ContentCounts


class OrderCounts(Value, frozen=True, kw_only=True):
    """What the rates of `Order` are made of."""

    matched_words: int
    matched_chars: int
    moved_chars: int
    neighbours: int
    kept_neighbours: int
    runs: int
    returns: int
    mixed_lines: int
    lines: int


class Order(Value, frozen=True, kw_only=True):
    """Reading order over matched words, with their coverage; None below coverage .5."""

    moved: float | None
    adjacency: float | None
    tau: float | None
    coverage: float | None
    cause: OrderCause | None
    mixed_lines: float | None
    counts: OrderCounts
    mixed: tuple[int, ...] = ()
    """Lines of the recovered text, from 1, that hold words of two distant places of the reference."""


class Segmentation(Value, frozen=True, kw_only=True):
    """Words split, glued, hyphenated at a line end (counts), and the F1 of word boundaries."""

    split: int
    glued: int
    hyphenated: int
    reference_words: int
    boundary_f1: float | None


class Extra(Value, frozen=True, kw_only=True):
    """Recovered words without a reference.

    `hidden` of them, duplicates included, are text that the file hides; None where nobody looked at the
    pages.
    """

    rate: float | None
    hidden: int | None
    duplicate: int
    extra: int
    hypothesis_words: int


class Recovery(Value, frozen=True, kw_only=True):
    """What one parser path recovered of the reference."""

    path_id: str
    content: Content
    order: Order
    segmentation: Segmentation
    mapping: tuple[Confusion, ...]
    extra: Extra


class LackedWord(Value, frozen=True, kw_only=True):
    """A word that other families recovered and this path lacks."""

    word: str
    count: int
    families: tuple[str, ...]


class Comparison(Value, frozen=True, kw_only=True):
    """One path against the other families: no reference, so no path is known to be right."""

    path_id: str
    word_count: int
    lacks_count: int
    lacks: tuple[LackedWord, ...]


# --- results -----------------------------------------------------------------------------------


class FieldRecovery(Value, frozen=True, kw_only=True):
    """What one path made of one field of the reference.

    `field` is a JSON Resume pointer (``work.0.startDate``) or ``section.<key>``; `observed` what the path
    has in its place. `detail`: a heading that shares its line (``not_alone``), a value that a detector
    finds elsewhere in the text (``displaced``).
    """

    path_id: str
    field: str
    expected: str
    observed: str | None
    outcome: FieldOutcome
    detail: Literal["not_alone", "displaced"] | None = None


class Keyword(Value, frozen=True, kw_only=True):
    """Whether a keyword of the reference is still found as a phrase, path by path."""

    keyword: str
    in_reference: bool
    survives: tuple[str, ...] = ()
    lost_in: tuple[str, ...] = ()


class Gate(Value, frozen=True, kw_only=True):
    """One number against its limit. `value` is None where it cannot be measured."""

    name: str
    value: float | None
    limit: float | None
    level: VerdictLevel
    note: str = ""


class Calibration(Value, frozen=True, kw_only=True):
    """On how many clean controls the limits of order were set, and which share of them exceeds any limit."""

    controls: int
    joint_false_alarms: float


class Verdict(Value, frozen=True, kw_only=True):
    """The worst level of all gates, with every gate."""

    level: VerdictLevel
    gates: tuple[Gate, ...]
    calibration: Calibration | None = None


class Evidence(Value, frozen=True, kw_only=True):
    """One thing that bears a finding out: what a person reads, and what a path has in its place.

    `kind`: ``lost`` or ``changed`` (words of one path), ``order`` (words that do not follow each other),
    ``extra`` (words that no person sees), ``drawn`` (ink without text), ``font``, ``file``, ``layout``.
    """

    kind: Literal["lost", "changed", "order", "extra", "drawn", "font", "file", "layout"]
    path_id: str | None = None
    page: int | None = None
    box: Box | None = None
    expected: str | None = None
    observed: str | None = None
    note: str = ""


class Finding(Value, frozen=True, kw_only=True):
    """One thing that a rule found in one document, with what it measurably cost there."""

    rule_id: str
    impact: Impact
    confidence: Confidence
    message: str
    page: int | None = None
    """None for what concerns the whole file."""
    box: Box | None = None
    """Around `boxes`."""
    boxes: tuple[Box, ...] = ()
    families_hit: tuple[str, ...] = ()
    """Families of which every mode that ran shows the loss."""
    families_partly: tuple[str, ...] = ()
    families_run: tuple[str, ...] = ()
    fields_lost: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    """Words of the page that it explains the loss of; the first ones, as a person reads them."""
    word_count: int = 0
    evidence: tuple[Evidence, ...] = ()
    advice: str = ""
    cause: str | None = None
    """Fingerprint of the finding that explains most of the same words: mend that one first."""
    fingerprint: str = ""
    """Stable between runs and small changes of the layout: made of no coordinates."""


class RuleResult(Value, frozen=True, kw_only=True):
    """What became of one rule. `reason` says why it is incomplete, inapplicable, an error or waived."""

    rule_id: str
    name: str
    outcome: Outcome
    findings: tuple[Finding, ...] = ()
    reason: str | None = None


class Unexplained(Value, frozen=True, kw_only=True):
    """A word that some family loses and that no finding names. `index` is its place in the reference."""

    word: str
    index: int
    families_hit: tuple[str, ...] = ()
    families_partly: tuple[str, ...] = ()
    page: int | None = None
    box: Box | None = None


class DocumentResult(Value, frozen=True, kw_only=True):
    """Everything known of one document. Lists that later parts fill are empty until then."""

    document: Document
    reference: ReferenceSummary | None = None
    extractions: tuple[Extraction, ...] = ()
    recoveries: tuple[Recovery, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    alignments: tuple[Alignment, ...] = ()
    fields: tuple[FieldRecovery, ...] = ()
    keywords: tuple[Keyword, ...] = ()
    rule_results: tuple[RuleResult, ...] = ()
    unexplained: tuple[Unexplained, ...] = ()
    """Words lost that no finding explains; kept like texts, only where they are kept."""
    verdict: Verdict | None = None


class Environment(Value, frozen=True, kw_only=True):
    """What ran: versions only, no machine names, no paths."""

    python: str
    platform: str
    paths: dict[str, str | None]


class Summary(Value, frozen=True, kw_only=True):
    """Counts over the documents and over their path statuses."""

    documents: dict[str, int]
    extractions: dict[str, int]


class PathTiming(Value, frozen=True, kw_only=True):
    """How long each parser path took for one document (`path`)."""

    path: str
    seconds: dict[str, float]
    """Wall seconds by parser path."""


class Timing(Value, frozen=True, kw_only=True):
    """The only place with clocks; comparisons leave it out."""

    wall_s: float
    documents: tuple[PathTiming, ...] = ()


class RunResult(Value, frozen=True, kw_only=True):
    """One run over one or many documents: what every report format sees."""

    schema_version: Literal[1]
    tool_version: str
    settings: dict[str, Any]
    environment: Environment
    documents: tuple[DocumentResult, ...]
    summary: Summary
    timing: Timing


# --- report formats ------------------------------------------------------------------------------


class RenderOptions(Value, frozen=True, kw_only=True):
    """How a report is to look: columns of the screen, and whether texts and word labels stay in."""

    width: int = 100
    unicode: bool = True
    """Whether the output can show more than ASCII (box-drawing characters)."""
    keep_text: bool = False


class ReportFormat(Value, frozen=True, kw_only=True):
    """A way to write a `RunResult`. A module's constant ``FORMAT``."""

    id: str
    render: Callable[[RunResult, RenderOptions], str]
