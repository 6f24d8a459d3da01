"""What rules find."""

from __future__ import annotations

from typing import Literal

from atsharness.model.geometry import Box
from atsharness.model.value import Value

Impact = Literal["critical", "serious", "moderate", "minor", "advice"]
"""What a finding costs by `atsharness.rules.impact`; ``minor``: nothing was measured to be lost."""
Confidence = Literal["high", "medium", "low"]
"""How sure it is that the finding's cause is the one named; apart from its impact."""
Concern = Literal["missing", "weak", "note"]
"""Of advice on content: what readers look for is not there; it could be stronger; for information only."""
Outcome = Literal["passed", "violation", "information", "incomplete", "inapplicable", "error"]


class Evidence(Value, frozen=True, kw_only=True):
    """One thing that bears a finding out: what a person reads, and what a path has in its place.

    `kind`: ``lost`` or ``changed`` (words of one path), ``order`` (words that do not follow each other),
    ``extra`` (words that no person sees), ``drawn`` (ink without text), ``font``, ``file``, ``layout``;
    ``content`` (a line of the résumé, and in `note` what to do about it).
    """

    kind: Literal["lost", "changed", "order", "extra", "drawn", "font", "file", "layout", "content"]
    path_id: str | None = None
    page: int | None = None
    box: Box | None = None
    expected: str | None = None
    observed: str | None = None
    note: str = ""


class OnPage(Value, frozen=True, kw_only=True):
    """Boxes on a page."""

    page: int
    boxes: tuple[Box, ...] = ()


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
    elsewhere: tuple[OnPage, ...] = ()
    """Further places of the same, on this page or others."""
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
    concern: Concern | None = None
    """Of advice on content. It has families in `families_hit` where only what these read gives rise to it."""
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
    advises: bool = False
    """Whether the rule gives advice on content (docs/guide.md); no verdict knows of it."""


class Unexplained(Value, frozen=True, kw_only=True):
    """A word that some family loses and that no finding names. `index` is its place in the reference."""

    word: str
    index: int
    families_hit: tuple[str, ...] = ()
    families_partly: tuple[str, ...] = ()
    page: int | None = None
    box: Box | None = None
