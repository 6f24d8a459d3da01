"""Everything known of one document, and of a run."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from atsharness.model.alignment import Alignment
from atsharness.model.content import Filled
from atsharness.model.document import Document
from atsharness.model.extraction import Extraction
from atsharness.model.findings import RuleResult, Unexplained
from atsharness.model.recovery import Comparison, Recovery
from atsharness.model.reference import ReferenceSummary
from atsharness.model.value import Value
from atsharness.model.verdict import Verdict

SCHEMA_VERSION: Literal[1] = 1
FieldOutcome = Literal["exact", "altered", "scattered", "partial", "missing", "spurious"]


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


TermPlace = Literal[
    "summary", "newest_job", "other_jobs", "projects", "skills", "education", "certificates", "elsewhere"
]


class AskedTerm(Value, frozen=True, kw_only=True):
    """A term that a posting asks for, and where the page has it: `stands_in` is empty where it does not."""

    term: str
    group: str | None
    """Its kind, as a résumé groups its skills: ``Databases``."""
    asked_as: str
    """The posting's spelling."""
    written_as: str | None = None
    """The page's, where it has another and not the posting's."""
    implied_by: tuple[str, ...] = ()
    """Terms of the page that stand on it, where it is not there itself: PostgreSQL for SQL."""
    stands_in: tuple[TermPlace, ...] = ()
    lost_in: tuple[str, ...] = ()
    """Parser paths in whose text it is not found."""


class PostingMatch(Value, frozen=True, kw_only=True):
    """What a posting asks for beside what the page has. None is not known, or not asked for."""

    terms: tuple[AskedTerm, ...] = ()
    rank: str | None = None
    """The word of rank in the posting's title: ``Senior``."""
    own_rank: str | None = None
    """That of the page's title, or of its newest job's."""
    years: int | None = None
    """Years of experience asked for, at least."""
    own_years: float | None = None
    """By the dates of the jobs; what overlaps counts once."""


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
    unmet: tuple[str, ...] = ()
    """What the settings ask of the file (``order = {min = 0.98}``) and is not so, a line each."""
    filled: tuple[Filled, ...] | msgspec.UnsetType = msgspec.UNSET
    """Only where it was asked for: the fields of the page, then of each path."""
    posting: PostingMatch | msgspec.UnsetType = msgspec.UNSET
    """Only with a posting, and where the page is known."""


class Environment(Value, frozen=True, kw_only=True):
    """What ran: versions only, no machine names, no paths."""

    python: str
    platform: str
    paths: dict[str, str | None]
    sandbox: str
    """What of the kernel kept parser paths to their document: ``Landlock 7 and seccomp``; or ``none``."""
    sandbox_gaps: tuple[str, ...] = ()
    """What they could do all the same."""


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
