"""Findings as lines of text: what is wrong, what it cost, what to do; causes first, effects in a word."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from atsharness.model import DocumentResult, Finding, RenderOptions, RuleResult
from atsharness_reports._terminal import count, listing, plain

_RANK = ("critical", "serious", "moderate", "minor", "advice")
_HANG = 11
"""Columns of the word that says how bad it is."""
_MOST = 8
"""Violations shown in full; the rest are counted."""
_MOST_FIELDS = 4


def findings_lines(result: DocumentResult, options: RenderOptions) -> list[str]:
    """The findings of one document for a terminal of `options.width` columns, without colour.

    Violations stand worst first, each with what it cost and what to do; what another finding causes is
    named below its cause. Information takes a line each; rules that could not be run, and words
    lost that nothing explains, come last. Empty where no rule has anything to say.
    """
    names = {item.rule_id: item.name for item in result.rule_results}
    rules = [item for item in result.rule_results if not item.advises]
    violations, information = _parted(rules)
    lines: list[str] = []
    causes = roots(result)
    most = len(causes) if options.every_detail else _MOST
    for finding in causes[:most]:
        effects = [one for one in violations if one.cause == finding.fingerprint]
        lines += _full(finding, effects, names, options.width)
        if options.every_detail:
            lines += _evidence(finding, options.width)
    if len(causes) > most:
        rest = Counter(names[one.rule_id] for one in causes[most:])
        more = ", ".join(f"{name} ({number})" for name, number in rest.items())
        lines += _wrapped("more", more, options.width)
    for finding in information:
        text = f"{finding.rule_id} {names[finding.rule_id]}: {plain(finding.message)}"
        lines += _wrapped("note", text, options.width)
    lines += _not_run(rules, options.width)
    if result.unexplained:
        words = listing((one.word for one in result.unexplained), most=6)
        lost = count(len(result.unexplained), "word")
        lines += _wrapped("unclear", f"{lost} lost in some path, cause unknown: {words}", options.width)
    return lines


def _parted(rules: Iterable[RuleResult]) -> tuple[list[Finding], list[Finding]]:
    """Violations, and what is for information."""
    found: tuple[list[Finding], list[Finding]] = ([], [])
    for item in rules:
        if item.outcome in ("violation", "information"):
            for finding in item.findings:
                found[not is_violation(item, finding)].append(finding)
    return found


def roots(result: DocumentResult) -> list[Finding]:
    """The violations of a document that no other one causes, worst first."""
    found = [one for item in result.rule_results for one in item.findings if is_violation(item, one)]
    return sorted((one for one in found if not caused(one, found)), key=rank)


def is_violation(item: RuleResult, finding: Finding) -> bool:
    """Whether a finding cost something in some family."""
    return item.outcome == "violation" and bool(finding.families_hit or finding.families_partly)


def caused(finding: Finding, others: Iterable[Finding]) -> bool:
    """Whether it is the effect of another one of these."""
    return finding.cause is not None and any(one.fingerprint == finding.cause for one in others)


def rank(finding: Finding) -> tuple[int, int, str]:
    """Sorts findings worst first."""
    return _RANK.index(finding.impact), -finding.word_count, finding.fingerprint


def _full(finding: Finding, effects: Sequence[Finding], names: dict[str, str], width: int) -> Iterator[str]:
    where = f" · p{finding.page}" if finding.page is not None else ""
    head = f"{finding.rule_id} {names[finding.rule_id]}{where} · {_families(finding)}"
    yield from _wrapped(finding.impact, head, width)
    yield from _wrapped("", plain(finding.message), width)
    costs = _costs(finding)
    if costs:
        yield from _wrapped("", f"costs: {costs}", width)
    if effects:
        shown = ", ".join(dict.fromkeys(f"{one.rule_id} {names[one.rule_id]}" for one in effects))
        yield from _wrapped("", f"causes: {shown}", width)
    hint = f"ats rule {finding.rule_id}"
    advice = plain(finding.advice)
    last = list(_wrapped("", advice or hint, width))
    if advice and len(last[-1]) + len(hint) + 3 <= width:
        last[-1] = f"{last[-1]}{hint:>{width - len(last[-1])}}"
    elif advice:
        last.append(f"{hint:>{width}}")
    yield from last


def _evidence(finding: Finding, width: int) -> Iterator[str]:
    """What bears a finding out, a line each: where, what a person reads, what a path has in its place."""
    for one in finding.evidence:
        parts = [f"p{one.page}" if one.page is not None else "", one.path_id or "", one.kind]
        read = f"“{plain(one.expected)}”" if one.expected is not None else ""
        if one.observed is not None:
            read = f"{read} → “{plain(one.observed)}”".strip()
        shown = " ".join(filter(None, (*parts, read, plain(one.note))))
        yield from _wrapped("", f"evidence: {shown}", width)


def _families(finding: Finding) -> str:
    """``hits mupdf; partly pypdf (of 5 families)``, ``hits all 5 families``."""
    run = count(len(finding.families_run), "family").replace("familys", "families")
    if 1 < len(finding.families_hit) == len(finding.families_run):
        return f"hits all {run}"
    parts = []
    if finding.families_hit:
        parts.append(f"hits {', '.join(finding.families_hit)}")
    if finding.families_partly:
        parts.append(f"partly {', '.join(finding.families_partly)}")
    return f"{'; '.join(parts)} (of {run})"


def _costs(finding: Finding) -> str:
    """Fields, then words."""
    parts = []
    if finding.fields_lost:
        parts.append(listing(finding.fields_lost, most=_MOST_FIELDS))
    if finding.word_count:
        parts.append(f"{count(finding.word_count, 'word')} ({listing(finding.words, most=3)})")
    return "; ".join(parts)


def _not_run(results: Iterable[RuleResult], width: int) -> Iterator[str]:
    """Rules that failed one by one; those that could not be measured together, by reason."""
    reasons: dict[str, list[str]] = {}
    for item in results:
        if item.outcome == "error":
            yield from _wrapped("error", f"{item.rule_id} {item.name}: {plain(item.reason or '')}", width)
        elif item.outcome == "incomplete":
            reasons.setdefault(item.reason or "", []).append(item.rule_id)
    for reason, rules in reasons.items():
        text = f"{count(len(rules), 'rule')} not measured ({listing(rules, most=4)}): {plain(reason)}"
        yield from _wrapped("not run", text, width)


def _wrapped(label: str, text: str, width: int) -> list[str]:
    """Text beside a label, hanging."""
    return textwrap.wrap(
        text,
        width=width,
        initial_indent=f"{label:<{_HANG - 1}} ",
        subsequent_indent=" " * _HANG,
        break_on_hyphens=False,
    ) or [label]
