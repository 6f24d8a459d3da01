"""What rules see and what they hand to the engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import msgspec

from atsharness.fields.field import Field
from atsharness.model import (
    Alignment,
    Box,
    Concern,
    Confidence,
    Document,
    Evidence,
    Extraction,
    FieldRecovery,
    Keyword,
    Recovery,
    Reference,
    ReferenceSummary,
    Value,
)
from atsharness.model.facts import LayoutFacts
from atsharness.rules.kit.losses import Measured
from atsharness.verdict.entries import Kept
from atsharness.verdict.families import Hits

if TYPE_CHECKING:
    from atsharness.rules.kit.resume import Resume


class Artifacts(Value, frozen=True, kw_only=True, dict=True):
    """Everything known of one document. Rules see this and nothing else.

    `panel` gives the family of each path that counts; the paths that ran in other families inform only.
    `expected` are the fields of the reference with their words, `fields` what became of them path by path;
    None where fields were not measured.
    """

    document: Document
    facts: LayoutFacts | None = None
    reference: Reference | None = None
    summary: ReferenceSummary | None = None
    """What reports say of the reference, or of why there is none; None where nobody looked for one."""
    extractions: tuple[Extraction, ...] = ()
    alignments: tuple[Alignment, ...] = ()
    recoveries: tuple[Recovery, ...] = ()
    expected: tuple[Field, ...] = ()
    entries: Mapping[str, Kept] = {}
    """What each path made of the document's entries."""
    fields: tuple[FieldRecovery, ...] | None = None
    keywords: tuple[Keyword, ...] = ()
    panel: Mapping[str, str] = {}
    resume: Resume | None = None
    """What the résumé says; only where advice on its content was asked for."""
    explained: frozenset[int] = frozenset()
    """Words whose loss a rule before has named; for rules of the depth `LAST`."""
    order_explained: bool = False
    """Whether a rule before has found words out of order; for rules of the depth `LAST`."""

    @cached_property
    def measured(self) -> Measured:
        """Losses by place, word and path."""
        return Measured(self.panel, self.reference, self.extractions, self.alignments)


LAST = 99
"""The depth of rules that run after all others and see what these have explained."""

Loss = Literal["content", "order", "extra", "sign", "file"]
"""What was lost: words or letters; their order; nothing, but hidden text or a stray sign comes out; all."""


class Cost(Value, frozen=True, kw_only=True):
    """What a layout fact measurably cost: which families, and which words of the reference by path."""

    loss: Loss
    hits: Hits
    words: Mapping[str, tuple[int, ...]] = {}
    """Indices in the reference; of ``order`` the first word of each pair that is torn apart."""
    moved: Mapping[str, tuple[int, ...]] = {}
    """Of ``order``, the words that each path has at another place of the text."""

    @property
    def any(self) -> bool:
        """Whether anything was lost in any path."""
        return bool(self.hits.hit or self.hits.partly)


class Draft(Value, frozen=True, kw_only=True):
    """A finding as a rule makes it; the engine adds what follows from it (impact, fields, fingerprint).

    `anchor` names it without coordinates: the text concerned, or a font's name.
    `harmless` is set where it is never more than information (a photo), `own_cause` where the finding names
    what does the harm, so that it is no other one's effect. `explains` are words of the
    reference that it accounts for beyond those of its costs.
    """

    message: str
    anchor: str
    page: int | None = None
    boxes: tuple[Box, ...] = ()
    costs: tuple[Cost, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    confidence: Confidence = "high"
    harmless: bool = False
    own_cause: bool = False
    explains: frozenset[int] = frozenset()
    advice: str = ""
    """What to do here; goes before the rule's own."""
    concern: Concern | None = None
    """Of advice on content."""
    readers: tuple[str, ...] = ()
    """Of advice on content: the families whose text alone gives rise to it."""


class InapplicableError(Exception):
    """The rule does not apply to this document; the message says why."""


class IncompleteError(Exception):
    """What the rule needs is not there; the message says what."""


Advice = Mapping[str, str]
"""What to do, by template or program (`atsharness.rules.kit.producers`); ``""`` is for any."""

Check = Callable[[Artifacts], Iterable[Draft]]


class Rule(Value, frozen=True, kw_only=True):
    """One rule. A module's constant ``RULE``; the module's docstring is its page.

    `find` yields drafts. `needs` says what has to be there: layout facts; the measured losses (and facts);
    fields; what the résumé says (`Artifacts.resume`), for advice on it, which no verdict knows; or nothing
    but the document.
    """

    id: str
    name: str
    find: Check
    needs: Literal["document", "facts", "losses", "fields", "resume"] = "losses"
    of: Literal["pdf", "docx", "flow", "any"] = "pdf"
    """What it looks at: pages, constructs of a DOCX alone or of any document without pages, or data that
    any document has."""
    depth: int = 15
    """Place in the chain of causes, 0 first: the file, whether there is text at all, letters and spaces, what
    mixes columns, other order; last the fields. A finding explains losses of findings with a higher depth."""
    explained_by: Literal["most", "any"] = "most"
    """How many of its losses a deeper cause has to share for the finding to be its effect."""
    advice: Advice = msgspec.field(default_factory=dict)

    @property
    def advises(self) -> bool:
        """Whether it gives advice on content, and says nothing of losses."""
        return self.needs == "resume"
