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
OrderCause = Literal["none", "interleaved", "scrambled", "blocks_moved"]
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


class Reference(Value, frozen=True, kw_only=True):
    """Known text in page order. `words` only where their places on the page are known."""

    text: str
    origin: Literal["source", "visual"] = "source"
    source_path: str | None = None
    words: tuple[Word, ...] | None = None
    confidence: float = 1.0
    warnings: tuple[str, ...] = ()


class ReferenceSummary(Value, frozen=True, kw_only=True):
    """What a report says of the reference."""

    origin: Literal["source", "visual"]
    source_path: str | None
    word_count: int
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


class Segmentation(Value, frozen=True, kw_only=True):
    """Words split, glued, hyphenated at a line end (counts), and the F1 of word boundaries."""

    split: int
    glued: int
    hyphenated: int
    reference_words: int
    boundary_f1: float | None


class Extra(Value, frozen=True, kw_only=True):
    """Recovered words without a reference; `hidden` is None until visibility is known."""

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


class DocumentResult(Value, frozen=True, kw_only=True):
    """Everything known of one document. Lists that later parts fill are empty until then."""

    document: Document
    reference: ReferenceSummary | None = None
    extractions: tuple[Extraction, ...] = ()
    recoveries: tuple[Recovery, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    alignments: tuple[Alignment, ...] = ()
    fields: tuple[Any, ...] = ()
    keywords: tuple[Any, ...] = ()
    rule_results: tuple[Any, ...] = ()
    verdict: None = None


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
