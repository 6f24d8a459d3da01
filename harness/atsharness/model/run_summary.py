"""What a run over many documents shows: averages with their intervals, counts, and what is not known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from atsharness.model.extraction import Status
from atsharness.model.value import Value

GroupBy = Literal["producer", "layout", "rule", "path", "label"]
Loss = Literal[
    "text_lost",
    "words_lost",
    "words_altered",
    "words_cut",
    "order_moved",
    "words_added",
    "fields_lost",
    "keywords_lost",
]
"""What a path loses, each as a share of what there is: 0 is best.

``text_lost``: characters; ``words_altered``: words misread, split or glued; ``words_cut``: those split or
glued; ``order_moved``: characters in another order, of those that were found; ``words_added``: words without
a reference, of those read; ``fields_lost``: fields that are not exact.
"""


class Rate(Value, frozen=True, kw_only=True):
    """A share with its 95 % bootstrap interval over documents.

    `n` documents bear it. None where there is none; the interval needs two.
    """

    value: float | None = None
    low: float | None = None
    high: float | None = None
    n: int = 0


class Average(Value, frozen=True, kw_only=True):
    """`macro`: the mean of the documents' shares; `micro`: the share of all their characters or words."""

    macro: Rate = Rate()
    micro: Rate = Rate()


class Denominator(Value, frozen=True, kw_only=True):
    """What became of every document that there was to be read."""

    manifest: int
    done: int
    """With a row in the store; the next three are among them."""
    unreadable: int = 0
    unsupported: int = 0
    quarantined: int = 0
    missing: int = 0
    """Without a row: the run was not ended, or a shard is damaged."""
    missing_names: tuple[str, ...] = ()
    """The first ones."""


class LevelCount(Value, frozen=True, kw_only=True):
    """Documents with a verdict of a level; ``none`` for those that have no verdict."""

    level: str
    documents: int
    share: Rate
    """Of the documents with a verdict."""


class PathSummary(Value, frozen=True, kw_only=True):
    """One path, or one family as its best mode in each document (`path` is then empty)."""

    path: str
    family: str
    versions: tuple[str, ...] = ()
    statuses: Mapping[Status | Literal["not_read"], int] = {}
    gets_everything: Rate = Rate()
    losses: Mapping[Loss, Average] = {}


class FieldSummary(Value, frozen=True, kw_only=True):
    """How many fields of a kind each path did not recover exactly, of all documents."""

    kind: str
    """A pointer without its numbers: ``work.startDate``; ``section`` for headings."""
    lost: Mapping[str, int]
    """By path, as is `total`."""
    total: Mapping[str, int]


class RuleSummary(Value, frozen=True, kw_only=True):
    """How often a rule found something."""

    rule: str
    name: str
    prevalence: Rate
    """Violations, of the documents in which it could be decided."""
    violations: int
    information: int = 0
    incomplete: int = 0
    """Documents in which it could not be decided, or ended with an error of its own."""
    impacts: Mapping[str, int] = {}
    """Documents by the gravest violation's impact."""
    words_lost: int = 0
    families: Mapping[str, int] = {}
    """Documents of whose violations a family is hit, in all its modes or some."""


class AgreementSummary(Value, frozen=True, kw_only=True):
    """The Dice coefficient of two families' words: `macro` over documents, `micro` over all words."""

    families: tuple[str, str]
    dice: Average


class Bucket(Value, frozen=True, kw_only=True):
    """Endings of one cause: the same status, reason and stack."""

    status: str
    """Of the document, where `paths` is empty."""
    reason: str
    stack: str | None = None
    paths: tuple[str, ...] = ()
    count: int
    documents: tuple[str, ...] = ()
    """The first ones."""


class WorstFile(Value, frozen=True, kw_only=True):
    """A document that loses much."""

    number: int
    name: str
    level: str
    complete: int
    counted: int
    text_lost: float | None
    """In the median family."""
    rules: tuple[str, ...] = ()
    """Critical and serious violations first."""


class Group(Value, frozen=True, kw_only=True):
    """Documents that have something in common; of a rule or a list of labels a document may be in several."""

    name: str
    documents: int
    levels: Mapping[str, int] = {}
    complete: Rate = Rate()
    """The share of readers that get everything."""
    families: Mapping[str, Mapping[Loss, Average]] = {}


class Groups(Value, frozen=True, kw_only=True):
    """All groups, the largest first; `more` of them with `more_documents` are left out."""

    by: GroupBy
    groups: tuple[Group, ...]
    more: int = 0
    more_documents: int = 0


class RunSummary(Value, frozen=True, kw_only=True):
    """A whole run."""

    schema_version: Literal[1] = 1
    run: str
    """Its name."""
    tool_version: str
    documents: Denominator
    levels: tuple[LevelCount, ...]
    paths: tuple[PathSummary, ...]
    families: tuple[PathSummary, ...]
    fields: tuple[FieldSummary, ...]
    """The commonest kind first."""
    rules: tuple[RuleSummary, ...]
    """Those that found something, or could not be decided."""
    judged: int
    """Documents for which rules were asked."""
    agreements: tuple[AgreementSummary, ...]
    buckets: tuple[Bucket, ...]
    worst: tuple[WorstFile, ...]
    resamples: int
    """Of the bootstrap."""
    groups: Groups | None = None
    notes: tuple[str, ...] = ()
    """What is wrong with the store."""


class Change(Value, frozen=True, kw_only=True):
    """Means of the same documents in two runs, and their difference with its paired interval.

    Positive: the second run loses more.
    """

    before: float | None = None
    after: float | None = None
    difference: Rate = Rate()


class PathChange(Value, frozen=True, kw_only=True):
    """One path in two runs, over the documents that both have."""

    path: str
    family: str
    versions: tuple[tuple[str, ...], tuple[str, ...]]
    statuses: Mapping[str, int] = {}
    """How many documents went from one status to another: ``ok → failed``."""
    gets_everything: Change = Change()
    losses: Mapping[Loss, Change] = {}
    documents: tuple[str, ...] = ()
    """Those whose text changed most, the worst first."""


class RuleChange(Value, frozen=True, kw_only=True):
    """A rule in two runs, over the documents that both have."""

    rule: str
    name: str
    before: int
    after: int
    appeared: int
    vanished: int
    appeared_in: tuple[str, ...] = ()
    vanished_from: tuple[str, ...] = ()
    """The first documents."""


class LevelChange(Value, frozen=True, kw_only=True):
    """Documents whose verdict went from one level to another."""

    before: str
    after: str
    count: int
    documents: tuple[str, ...] = ()
    """The first ones."""


class RunComparison(Value, frozen=True, kw_only=True):
    """What changed from one run to another."""

    schema_version: Literal[1] = 1
    runs: tuple[str, str]
    tool_versions: tuple[str, str]
    documents: tuple[Denominator, Denominator]
    same_bytes: int
    """Documents in both runs with the same content."""
    same_name: int
    """Further ones with the same name and other content."""
    only: tuple[int, int]
    """Documents that only the first, or only the second run has."""
    levels: tuple[LevelChange, ...]
    levels_same: int
    paths: tuple[PathChange, ...]
    rules: tuple[RuleChange, ...]
    resamples: int
    notes: tuple[str, ...] = ()
