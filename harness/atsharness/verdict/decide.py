"""The verdict: gates over the panel of parser paths, never an average.

Gates look at the text families of the panel alone, so that the verdict depends neither on what else is
installed nor on OCR, which errs on perfect pages. No level is worse than `pass` without a rule's violation
that names a cause, and none is `pass` with a serious one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from atsharness.model import Gate, Reader, ReferenceSummary, RuleResult, Verdict, VerdictLevel
from atsharness.verdict.families import hits, is_reader, is_unmeasured
from atsharness.verdict.gates import Judge, gates, worst
from atsharness.verdict.limits import Limits
from atsharness.verdict.losses import Observed, things
from atsharness.verdict.readers import readers

_LEAST_CONFIDENCE = 0.9
"""Estimated word F1 of a visual reference below which nothing can be held against it."""
_SAID = ("contact.name", "contact.email", "contact.phone", "job", "heading")
"""Gates of what every résumé has: where nothing is found, the sentence says so."""
_OF_ANY_RESUME = (*_SAID, "education")
_SERIOUS = ("critical", "serious")


def verdict(
    observed: Observed, limits: Limits, judged: Sequence[RuleResult] = (), *, every_rule: bool = False
) -> Verdict:
    """Every gate and every reader, and the worst of the gates' levels.

    ``not_measurable`` where fewer text families ran than are needed, there is no reference that paths can be
    held against, it is too uncertain or another document's, or nothing is wrong but a reader did not come to
    its end, a part of the page was not read, or too little of it was identified.

    Args:
        observed: of one document.
        limits: of the gates.
        judged: what rules say of it.
        every_rule: whether all rules were asked, so that a loss that none names has no known cause.
    """
    text = text_paths(observed)
    ran = [item.path_id for item in observed.extractions if is_reader(item)]
    found = things(observed, ran, limits)
    read = readers(observed, found)
    reason = _unmeasurable(observed, len(set(text.values())))
    if reason is not None:
        known = observed.reference is not None and observed.reference.word_count > 0
        return _made("not_measurable", [_content(reason)], read if known else (), limits)
    judge = Judge(text, _named(judged) if every_rule else None)
    own = [*_failing(observed, judge), *gates(observed, found, judge, limits), *_serious(judged)]
    level = worst(own)
    if level == "pass" and (reason := _unmeasured(observed) or _doubt(observed.reference, own)):
        return _made("not_measurable", [_content(reason), *own], read, limits)
    return _made(level, own, read, limits)


def text_paths(observed: Observed) -> dict[str, str]:
    """The family of each text path of the panel that ran."""
    return {
        item.path_id: observed.panel[item.path_id]
        for item in observed.extractions
        if is_reader(item) and item.path_id in observed.panel
    }


def _unmeasurable(observed: Observed, families: int) -> str | None:
    """Why nothing can be said of the document."""
    reference, fewest = observed.reference, observed.fewest
    if reference is None or reference.word_count == 0:
        why = reference.reason if reference is not None and reference.reason else "none was made"
        return f"no reference to compare the paths with: {why}"
    if not observed.panel:
        return "no reader of this format counts for a verdict; save the document as DOCX or PDF"
    if families < fewest:
        ran = f"{families} text {'families' if families != 1 else 'family'} ran"
        return f"{ran}, {fewest} are needed"
    if reference.origin == "visual" and reference.confidence < _LEAST_CONFIDENCE:
        return "too much of the page could not be read"
    if not reference.matches_page:
        return "the page shows less than half of the source: it seems to be the source of another document"
    return None


def _failing(observed: Observed, judge: Judge) -> list[Gate]:
    """A gate of the paths that cannot read the file, where there are any: no document with one passes."""
    failing = {item.path_id for item in observed.extractions if item.status == "failed"} & judge.text.keys()
    if not failing:
        return []
    found = hits(judge.text, failing.__contains__)
    level: VerdictLevel = "fail" if found.majority else "at_risk"
    return [Gate(name="readable", value=float(len(failing)), limit=0.0, level=level, note=found.note)]


def _unmeasured(observed: Observed) -> str | None:
    """Why a document does not pass of which some reader of the panel is not known."""
    ended = [item for item in observed.extractions if is_unmeasured(item) and item.path_id in observed.panel]
    if not ended:
        return None
    said = ", ".join(f"{item.path_id} ({item.detail or item.status})" for item in ended)
    return f"what was read passes, but not every reader came to its end: {said}"


def _doubt(reference: ReferenceSummary | None, own: Iterable[Gate]) -> str | None:
    """Why a document in which nothing is wrong does not pass all the same."""
    if reference is not None and not reference.complete:
        return "what could be read passes, but part of the page could not be read"
    missing = {gate.name for gate in own if gate.level == "not_found"}
    if missing.issuperset(_OF_ANY_RESUME):
        return "this does not look like a résumé: no name, contact data, heading, job or degree was found"
    if {"contact.email", "contact.phone"} <= missing:
        return "no e-mail address and no phone number was found, so nothing is known of them"
    if {"heading", "job", "education"} <= missing:
        return "no section heading, job or degree was found: too little of a résumé to judge"
    return None


def _named(judged: Sequence[RuleResult]) -> frozenset[str]:
    """The families in which some rule reports a violation."""
    return frozenset(
        family
        for result in judged
        if result.outcome == "violation"
        for finding in result.findings
        for family in (*finding.families_hit, *finding.families_partly)
    )


def _serious(judged: Iterable[RuleResult]) -> list[Gate]:
    """A gate of the violations that cost much, where there are any: a document with one does not pass."""
    names = dict.fromkeys(
        item.rule_id
        for result in judged
        if result.outcome == "violation"
        for item in result.findings
        if item.impact in _SERIOUS
    )
    if not names:
        return []
    return [Gate(name="findings", value=float(len(names)), limit=0.0, level="at_risk", note=", ".join(names))]


def _made(level: VerdictLevel, own: Sequence[Gate], read: tuple[Reader, ...], limits: Limits) -> Verdict:
    counted = [reader for reader in read if reader.counted]
    return Verdict(
        level=level,
        gates=tuple(own),
        readers=read,
        complete=sum(reader.gets_everything for reader in counted),
        counted=len(counted),
        not_found=tuple(gate.note for gate in own if gate.level == "not_found" and gate.name in _SAID),
        calibration=limits.calibration,
    )


def _content(reason: str) -> Gate:
    return Gate(name="content", value=None, limit=None, level="not_measurable", note=reason)
