"""Every type that flows through the harness. Imports nothing of ours.

Lengths are in PDF points, origin at the page's top left; pages and lines count from 1; rates are
0-1, or None where they cannot be measured, and always stand beside the counts they come from.
"""

from atsharness.model.alignment import (
    Alignment,
    Confusion,
    ConfusionCause,
    DiffSpan,
    Form,
    Place,
    SpuriousRun,
    WordLabel,
)
from atsharness.model.document import Document, DocumentStatus
from atsharness.model.exhibit import Cover, Exhibit, PagePicture, Pictures, View
from atsharness.model.extraction import Extraction, ParserPath, Reading, ReadOptions, Status
from atsharness.model.findings import (
    Concern,
    Confidence,
    Evidence,
    Finding,
    Impact,
    OnPage,
    Outcome,
    RuleResult,
    Unexplained,
)
from atsharness.model.geometry import Box
from atsharness.model.recovery import (
    Comparison,
    Content,
    ContentCounts,
    Extra,
    LackedWord,
    Order,
    OrderCause,
    OrderCounts,
    Recovery,
    Segmentation,
)
from atsharness.model.reference import Leaf, LeafKind, Reference, ReferenceSummary, Word
from atsharness.model.report import RenderOptions, ReportFormat
from atsharness.model.results import (
    SCHEMA_VERSION,
    DocumentResult,
    Environment,
    FieldOutcome,
    FieldRecovery,
    Keyword,
    PathTiming,
    RunResult,
    Summary,
    Timing,
)
from atsharness.model.value import Value
from atsharness.model.verdict import Calibration, Gate, GateLevel, Reader, Verdict, VerdictLevel

__all__ = [
    "SCHEMA_VERSION",
    "Alignment",
    "Box",
    "Calibration",
    "Comparison",
    "Concern",
    "Confidence",
    "Confusion",
    "ConfusionCause",
    "Content",
    "ContentCounts",
    "Cover",
    "DiffSpan",
    "Document",
    "DocumentResult",
    "DocumentStatus",
    "Environment",
    "Evidence",
    "Exhibit",
    "Extra",
    "Extraction",
    "FieldOutcome",
    "FieldRecovery",
    "Finding",
    "Form",
    "Gate",
    "GateLevel",
    "Impact",
    "Keyword",
    "LackedWord",
    "Leaf",
    "LeafKind",
    "OnPage",
    "Order",
    "OrderCause",
    "OrderCounts",
    "Outcome",
    "PagePicture",
    "ParserPath",
    "PathTiming",
    "Pictures",
    "Place",
    "ReadOptions",
    "Reader",
    "Reading",
    "Recovery",
    "Reference",
    "ReferenceSummary",
    "RenderOptions",
    "ReportFormat",
    "RuleResult",
    "RunResult",
    "Segmentation",
    "SpuriousRun",
    "Status",
    "Summary",
    "Timing",
    "Unexplained",
    "Value",
    "Verdict",
    "VerdictLevel",
    "View",
    "Word",
    "WordLabel",
]
