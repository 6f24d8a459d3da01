"""The pipeline of one document: layout facts, extractions and a source to its result. Pure.

    page, source ─► reference ─┐ ◄─ arbitration ─┐
                               ├─ align, measure ─┴─► recoveries ─┐
    extractions ───────────────┘                                  ├─► artifacts ─┬─ rules ───► findings
                  reference ─► expected fields ─► recovered ──────┤              └─ gates ───► verdict
    layout facts ─────────────────────────────────────────────────┘

The product, the corpus's scores and the tests call the same functions. Nothing here opens a file, starts a
process or knows the time.
"""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from atsharness.fields.expected import expected_fields
from atsharness.fields.recover import Detected, recover
from atsharness.intake import ENCRYPTED
from atsharness.keywords.survival import survival
from atsharness.keywords.vocabulary import Term, asked_for
from atsharness.measure.compare import compare
from atsharness.measure.hidden_text import with_hidden
from atsharness.measure.scorer import Scorer, unreadable_page
from atsharness.model import (
    Comparison,
    Document,
    DocumentResult,
    Extraction,
    FieldRecovery,
    Reference,
    Value,
    Verdict,
)
from atsharness.model.content import Filled
from atsharness.model.facts import FileFacts, LayoutFacts
from atsharness.reference.arbitration import arbitrated
from atsharness.reference.merge import merge
from atsharness.rules.engine import Judged, judge, selected
from atsharness.rules.model import Artifacts, Rule
from atsharness.settings import Settings
from atsharness.text.tokens import tokens
from atsharness.verdict.decide import verdict
from atsharness.verdict.entries import Entries
from atsharness.verdict.families import OCR_FAMILY, fewest_families
from atsharness.verdict.limits import Limits
from atsharness.verdict.losses import Observed

if TYPE_CHECKING:
    from atsharness.rules.kit.resume import Asked


class Inputs(Value, frozen=True, kw_only=True):
    """All that was read of one document."""

    document: Document
    extractions: tuple[Extraction, ...] = ()
    """In the order of path ids."""
    facts: LayoutFacts | None = None
    """None where the pages were not looked at, or could not be."""
    page: Reference | str | None = None
    """What a person sees; in one line why that is not known; None where nobody looked."""
    source: Reference | None = None
    panel: Mapping[str, str] = {}
    """The family of each path of the panel that was to run."""


class Judging(Value, frozen=True, kw_only=True):
    """What a document is judged by."""

    limits: Limits
    rules: Mapping[str, Rule]
    """All that may be asked for, by id; `settings` say which are asked for, and which findings are waived."""
    settings: Settings
    asked: Sequence[Term] | None = None
    """Keywords of a posting or a list; None takes those of the vocabulary that the document itself shows."""
    fields: bool = False
    """Whether results hold the fields as parsers fill them."""
    content: Asked | None = None
    """What is asked of the content: advice, a posting's words; None where nothing is."""


def check(inputs: Inputs, judging: Judging, scorer: Scorer | None = None) -> DocumentResult:
    """Everything that follows from what was read of one document.

    Args:
        inputs: what was read.
        judging: the verdict's limits, the rules, the keywords.
        scorer: of `reference_of(inputs)`, which may have measured some of the extractions already.
    """
    if inputs.document.status != "ok":
        return _unreadable(inputs, judging)
    return judged_by(inputs, artifacts_of(inputs, scorer, judging.asked), judging)


def judged_by(inputs: Inputs, artifacts: Artifacts, judging: Judging) -> DocumentResult:
    """The result of a document that could be read: its artifacts, rules and gates."""
    artifacts = with_resume(artifacts, judging.content)
    judged = _by_rules(artifacts, judging)
    match = artifacts.resume.match if artifacts.resume is not None else None
    summary = artifacts.summary
    return DocumentResult(
        document=inputs.document,
        reference=summary,
        extractions=inputs.extractions,
        alignments=artifacts.alignments,
        recoveries=artifacts.recoveries,
        comparisons=_compared(inputs.extractions) if summary and artifacts.reference is None else (),
        fields=artifacts.fields or (),
        keywords=artifacts.keywords,
        rule_results=judged.results,
        unexplained=judged.unexplained,
        verdict=None if summary is None else _verdict(artifacts, judging, judged),
        filled=_filled(artifacts, inputs) if judging.fields else msgspec.UNSET,
        posting=msgspec.UNSET if match is None else match,
    )


def _filled(artifacts: Artifacts, inputs: Inputs) -> tuple[Filled, ...]:
    """The fields as parsers fill them."""
    from atsharness.content.filled import filled_fields  # few runs ask: loading it takes 30 ms

    return filled_fields(artifacts.reference, inputs.extractions)


def artifacts_of(
    inputs: Inputs, scorer: Scorer | None = None, asked: Sequence[Term] | None = None
) -> Artifacts:
    """What rules and gates see of one document; arguments as of `check`."""
    scorer = _scorer(inputs, scorer)
    bare = Artifacts(
        document=inputs.document, facts=inputs.facts, extractions=inputs.extractions, panel=inputs.panel
    )
    if scorer is None:
        page = _page(inputs)
        return msgspec.structs.replace(bare, summary=unreadable_page(page) if isinstance(page, str) else None)
    return against(bare, scorer.reference, scorer, asked)


def _scorer(inputs: Inputs, scorer: Scorer | None) -> Scorer | None:
    """The reference with what holds against it, once the page's other readers have been heard."""
    reference = reference_of(inputs) if scorer is None else scorer.reference
    if reference is None:
        return None
    scorer = scorer or Scorer(reference)
    page = inputs.page
    if not isinstance(page, Reference) or not page.text or page.read_by != "glyphs":
        return scorer
    own = scorer if reference is page else Scorer(page)
    read = [
        (item.family, found[0], tokens(own.compared(item).text or ""))
        for item in inputs.extractions
        if (not inputs.panel or item.path_id in inputs.panel) and (found := own.measure(item)) is not None
    ]
    settled = arbitrated(page, read, inputs.facts)
    if settled is page:
        return scorer
    return Scorer(reference_of(msgspec.structs.replace(inputs, page=settled)) or settled)


def reference_of(inputs: Inputs) -> Reference | None:
    """What the paths are held against: the source's words in the order of the page, or the page alone."""
    source, page = inputs.source, _page(inputs)
    if isinstance(page, Reference):
        return page if source is None else merge(source, page)
    if source is None or page is None:
        return source
    warning = f"the source's own order is used: {page}"
    return msgspec.structs.replace(source, warnings=(*source.warnings, warning))


def _page(inputs: Inputs) -> Reference | str | None:
    """What a person sees; a page that shows no text is no reference, and this says why."""
    page = inputs.page
    if isinstance(page, Reference) and not page.text:
        return "; ".join(page.warnings) or "the pages show no text"
    return page


def with_source(artifacts: Artifacts, source: Reference) -> Artifacts:
    """The same document held against a source, in the order of the page."""
    page = artifacts.reference
    return against(artifacts, source if page is None or not page.text else merge(source, page))


def against(
    artifacts: Artifacts,
    reference: Reference,
    scorer: Scorer | None = None,
    asked: Sequence[Term] | None = None,
) -> Artifacts:
    """The same document measured against a reference: recoveries, fields and keywords, path by path."""
    scorer = scorer or Scorer(reference)
    extractions = artifacts.extractions
    measured = [found for item in extractions if (found := scorer.measure(item)) is not None]
    alignments = tuple(alignment for alignment, _ in measured)
    texts = {item.path_id: scorer.compared(item).text or "" for item in extractions}
    own = {alignment.path_id: texts.get(alignment.path_id, "") for alignment in alignments}
    expected = expected_fields(reference, scorer.tokens)
    entries = Entries(scorer.tokens, expected, reference.words or ())
    fields: list[FieldRecovery] = []
    for alignment in alignments:
        text = own[alignment.path_id]
        fields += recover(expected, alignment, tokens(text), Detected(text))
    terms = asked_for(reference.text) if asked is None else asked
    return msgspec.structs.replace(
        artifacts,
        reference=reference,
        summary=scorer.summary(extractions),
        alignments=alignments,
        recoveries=with_hidden(
            (recovery for _, recovery in measured), alignments, extractions, artifacts.facts
        ),
        expected=expected,
        entries={item.path_id: entries.kept(item) for item in alignments},
        fields=tuple(fields),
        keywords=survival(terms, reference.text, own),
    )


def observed(artifacts: Artifacts) -> Observed:
    """What the gates look at. An image has no text layer: every text path of the panel reads nothing."""
    image = (artifacts.document.media_type or "").startswith("image/")
    return Observed(
        panel=artifacts.panel,
        reference=artifacts.summary,
        extractions=[*artifacts.extractions, *(_nothing(artifacts.panel) if image else ())],
        recoveries=artifacts.recoveries,
        fields=artifacts.fields or (),
        keywords=artifacts.keywords,
        entries=artifacts.entries,
        fewest=fewest_families(artifacts.document.media_type),
    )


def _verdict(artifacts: Artifacts, judging: Judging, judged: Judged) -> Verdict:
    """The verdict; that a loss has no named cause is known only where no rule was left out."""
    settings = judging.settings
    judging_rules = {key for key, rule in judging.rules.items() if not rule.advises}
    asked = judging_rules <= {item.rule_id for item in judged.results} and not settings.waivers
    return verdict(
        observed(artifacts), judging.limits, judged.results, every_rule=bool(judging.rules) and asked
    )


def _compared(extractions: Sequence[Extraction]) -> tuple[Comparison, ...]:
    """Without a reference: what each path lacks of the others' words."""
    words = {item.path_id: tokens(item.text) for item in extractions if item.text is not None}
    return compare(extractions, words)


def _nothing(panel: Mapping[str, str]) -> Iterable[Extraction]:
    for path_id, family in sorted(panel.items()):
        if family != OCR_FAMILY:
            yield Extraction(path_id=path_id, family=family, version=None, status="empty")


def _by_rules(artifacts: Artifacts, judging: Judging) -> Judged:
    settings = judging.settings
    ignore = [*settings.ignore, *_ignored(settings.per_file_ignores, artifacts.document.path)]
    rules = selected(judging.rules, settings.select, ignore)
    if artifacts.resume is None or not artifacts.resume.asked.advice:
        rules = [rule for rule in rules if not rule.advises]
    return judge(artifacts, rules, waivers=settings.waivers)


def with_resume(artifacts: Artifacts, asked: Asked | None) -> Artifacts:
    """The artifacts with what rules on content see, where something is asked of it."""
    if asked is None:
        return artifacts
    from atsharness.rules.kit.resume import Resume  # few runs ask

    resume = Resume(
        document=artifacts.document,
        facts=artifacts.facts,
        asked=asked,
        shown=artifacts.reference,
        extractions=artifacts.extractions,
        recoveries=artifacts.recoveries,
        fields=artifacts.fields or (),
        keywords=artifacts.keywords,
        panel=artifacts.panel,
    )
    return msgspec.structs.replace(artifacts, resume=resume)


def _unreadable(inputs: Inputs, judging: Judging) -> DocumentResult:
    """A file that cannot be read, with what its rule says where that is the file's own doing."""
    document = inputs.document
    reason = document.reason or ""
    if not reason.startswith(ENCRYPTED):
        return DocumentResult(document=document)
    file = FileFacts(size_bytes=document.size_bytes, encrypted=True, needs_password=True)
    facts = LayoutFacts(file=file, failed=(reason,))
    judged = _by_rules(Artifacts(document=document, facts=facts, panel=inputs.panel), judging)
    found = tuple(item for item in judged.results if item.findings)
    return DocumentResult(document=document, rule_results=found)


def _ignored(patterns: Mapping[str, Sequence[str]], path: str) -> list[str]:
    """The rules that the settings leave out for a file: patterns as a shell has them."""
    name = path.rpartition("/")[2]
    return [
        rule
        for pattern, rules in patterns.items()
        if fnmatch.fnmatch(path, pattern) or fnmatch.fnmatch(name, pattern)
        for rule in rules
    ]
