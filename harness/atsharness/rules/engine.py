"""Runs every rule over the artifacts of one document: outcomes, impact, fingerprints, causes.

A rule that raises has the outcome ``error``, shown, never a pass; one whose paths did not run is
``incomplete``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

import msgspec

from atsharness.errors import UsageError
from atsharness.model import Finding, Impact, OnPage, Outcome, RuleResult, Unexplained, Value
from atsharness.model.geometry import union
from atsharness.model.media_types import FLOWING, IMAGES
from atsharness.registry import discover
from atsharness.rules.impact import RANK, fields_lost, impact
from atsharness.rules.kit.losses import LOST
from atsharness.rules.kit.producers import advice_for
from atsharness.rules.model import (
    LAST,
    Artifacts,
    Cost,
    Draft,
    InapplicableError,
    IncompleteError,
    Rule,
)
from atsharness.text.tokens import tokens
from atsharness.verdict.families import Hits

SHARED = 0.5
"""A finding whose losses another, deeper one explains to more than this share is its effect."""
SHOWN_WORDS = 12
MOST_EVIDENCE = 12
"""Pieces of evidence of one finding."""

Loss = tuple[str, str, int]
"""A loss of one word in one path: ``content`` or ``order``, the path, the word's index in the reference."""


class Judged(Value, frozen=True, kw_only=True):
    """What the rules say of one document."""

    results: tuple[RuleResult, ...]
    unexplained: tuple[Unexplained, ...] = ()
    explained: Mapping[str, frozenset[Loss]] = {}
    """By a finding's fingerprint, the losses that it accounts for."""


class _Made(Value, frozen=True, kw_only=True):
    """A finding with the losses that are its own."""

    rule: Rule
    finding: Finding
    words: frozenset[int]
    """All words that it names."""
    losses: frozenset[Loss]
    explains: frozenset[int]
    """Words whose letters or boundaries it accounts for, in whichever path."""
    counts: bool
    """It costs something, and is no mere information."""
    independent: bool
    """It names its own cause, or costs something besides these losses (text that nobody sees): no effect."""


class _Group(NamedTuple):
    """Findings that are told as one: of a rule, costing something or not, with the same cause."""

    rule: str
    counts: bool
    cause: _Group | None


ADVICE = ("guide", "posting")
"""Rooms of rules that advise: loading them, and what reads résumés for them, costs half of the others."""


def all_rules(*, without: Collection[str] = ()) -> dict[str, Rule]:
    """Every rule by id: our files but those of the rooms `without`, and other packages' entry points."""
    found = discover("atsharness.rules", "RULE", without=("kit", *without))
    return {key: one.value for key, one in found.items()}


def selected(rules: Mapping[str, Rule], select: Sequence[str] = (), ignore: Sequence[str] = ()) -> list[Rule]:
    """The rules that begin with one of `select` (all where empty) and with none of `ignore`.

    Args:
        rules: by id.
        select: ids, or beginnings of ids (``ATS2``), or names.
        ignore: likewise.

    Raises:
        UsageError: a name that no rule has.
    """
    for name in (*select, *ignore):
        if not any(_named(rule, [name]) for rule in rules.values()):
            raise UsageError(f"there is no rule {name!r}; see ats rules")
    return [
        rule for rule in rules.values() if (not select or _named(rule, select)) and not _named(rule, ignore)
    ]


def _named(rule: Rule, names: Iterable[str]) -> bool:
    return any(rule.id.startswith(name.upper()) or rule.name == name for name in names)


def judge(
    artifacts: Artifacts,
    rules: Iterable[Rule],
    *,
    waivers: Mapping[str, str] | None = None,
) -> Judged:
    """Runs rules over one document.

    Args:
        artifacts: of the document.
        rules: in any order.
        waivers: reasons by rule id: a waived rule's violations become information.
    """
    ordered = sorted(rules, key=lambda one: one.id)
    ran = [_run(rule, artifacts, waivers or {}) for rule in ordered if rule.depth < LAST]
    named = [item for _, items in ran for item in items]
    rest = _unnamed(artifacts, named)
    ran += [_run(rule, rest, waivers or {}) for rule in ordered if rule.depth >= LAST]
    ran.sort(key=lambda one: one[0].rule_id)
    made = _gathered(_with_causes([item for _, items in ran for item in items]))
    by_rule: dict[str, list[Finding]] = {}
    for item in made:
        by_rule.setdefault(item.finding.rule_id, []).append(item.finding)
    results = tuple(
        msgspec.structs.replace(result, findings=tuple(by_rule.get(result.rule_id, ()))) for result, _ in ran
    )
    return Judged(
        results=results,
        unexplained=_unexplained(artifacts, named),
        explained={item.finding.fingerprint: _accounted(artifacts, item) for item in made},
    )


def _unnamed(artifacts: Artifacts, named: Iterable[_Made]) -> Artifacts:
    """The artifacts for rules that look at what no other rule has named."""
    named = tuple(named)
    return msgspec.structs.replace(
        artifacts,
        explained=frozenset(index for item in named for index in item.explains),
        order_explained=any(kind == "order" for item in named for kind, *_ in item.losses),
    )


# --- one rule --------------------------------------------------------------------------------------


def _run(rule: Rule, artifacts: Artifacts, waivers: Mapping[str, str]) -> tuple[RuleResult, list[_Made]]:
    def result(outcome: Outcome, reason: str | None = None) -> RuleResult:
        return RuleResult(
            rule_id=rule.id, name=rule.name, outcome=outcome, reason=reason, advises=rule.advises
        )

    lacking = _lacking(rule, artifacts)
    if lacking is not None:
        return result(*lacking), []
    try:
        drafts = list(rule.find(artifacts))
        made = _made(rule, drafts, artifacts)
    except InapplicableError as reason:
        return result("inapplicable", str(reason)), []
    except IncompleteError as reason:
        return result("incomplete", str(reason)), []
    except Exception as error:
        return result("error", f"{type(error).__name__}: {error}"), []
    violated = any(not draft.harmless and any(cost.any for cost in draft.costs) for draft in drafts)
    if violated and rule.id in waivers:
        return result("information", f"waived: {waivers[rule.id]}"), made
    if violated:
        return result("violation"), made
    if drafts and rule.needs == "losses" and not artifacts.measured.families:
        return result("incomplete", "no text path ran, so what it costs is unknown"), made
    if drafts:
        return result("information"), made
    return _nothing_found(rule, artifacts, result("passed")), []


def _lacking(rule: Rule, artifacts: Artifacts) -> tuple[Outcome, str] | None:
    """Why a rule cannot be run."""
    flow = artifacts.facts.flow if artifacts.facts is not None else None
    if rule.of == "docx" and (flow is None or flow.format != "docx"):
        return "inapplicable", "it applies to DOCX files only"
    if rule.of == "flow" and flow is None:
        return "inapplicable", "it applies to documents without pages only"
    if rule.of == "pdf" and (flow is not None or artifacts.document.media_type in FLOWING):
        return "inapplicable", "it applies to PDF files only"
    if rule.advises:
        return None if artifacts.resume is not None else ("inapplicable", "advice was not asked for")
    if rule.needs == "document":
        return None
    if artifacts.document.media_type in IMAGES and artifacts.facts is None:
        return "inapplicable", "it applies to PDF files only"
    if artifacts.facts is None:
        return "incomplete", "there are no layout facts"
    if rule.needs == "fields" and artifacts.fields is None:
        return "inapplicable", "fields were not measured"
    return None


def _nothing_found(rule: Rule, artifacts: Artifacts, passed: RuleResult) -> RuleResult:
    """A pass, unless facts that could not be gathered, or paths that did not run, may hide something."""
    if rule.needs in ("losses", "fields") and not artifacts.measured.families:
        return msgspec.structs.replace(passed, outcome="incomplete", reason="no text path ran")
    if rule.needs not in ("document", "resume") and artifacts.facts is not None and artifacts.facts.failed:
        reason = f"layout facts that could not be gathered: {'; '.join(artifacts.facts.failed)}"
        return msgspec.structs.replace(passed, outcome="incomplete", reason=reason)
    return passed


def _made(rule: Rule, drafts: Sequence[Draft], artifacts: Artifacts) -> list[_Made]:
    made = []
    seen: dict[str, int] = {}
    for draft in drafts:
        print_ = _fingerprint(rule.id, draft.anchor)
        seen[print_] = seen.get(print_, 0) + 1
        if seen[print_] > 1:
            print_ += f"-{seen[print_]}"
        made.append(_finding(rule, draft, artifacts, print_))
    return made


def _finding(rule: Rule, draft: Draft, artifacts: Artifacts, print_: str) -> _Made:
    measured = artifacts.measured
    # What is information only explains no loss.
    costs = () if draft.harmless else draft.costs
    losses = frozenset(
        ("order" if cost.loss == "order" else "content", path, index)
        for cost in costs
        for some in (cost.words, cost.moved)
        for path, words in some.items()
        for index in words
    )
    words = sorted({index for *_, index in losses} | draft.explains)
    content = {index for kind, _, index in losses if kind == "content"} | draft.explains
    hits = _joined(draft.costs, measured.hits(()).run)
    finding = Finding(
        rule_id=rule.id,
        impact=_impact(rule, draft, artifacts),
        confidence=draft.confidence,
        message=draft.message,
        page=draft.page,
        box=union(draft.boxes) if draft.boxes else None,
        boxes=draft.boxes,
        families_hit=draft.readers or hits.hit,
        families_partly=hits.partly,
        families_run=hits.run,
        fields_lost=_fields(words, artifacts),
        words=tuple(measured.texts[index] for index in words[:SHOWN_WORDS]),
        word_count=len(words),
        evidence=draft.evidence,
        advice=draft.advice or advice_for(rule.advice, artifacts.facts),
        concern=draft.concern,
        fingerprint=print_,
    )
    return _Made(
        rule=rule,
        finding=finding,
        words=frozenset(words),
        losses=losses,
        explains=frozenset(content),
        counts=not draft.harmless and any(cost.any for cost in draft.costs),
        independent=draft.own_cause
        or any(cost.any and cost.loss in ("extra", "sign", "file") for cost in draft.costs),
    )


def _impact(rule: Rule, draft: Draft, artifacts: Artifacts) -> Impact:
    if rule.advises:
        return "advice"
    if draft.harmless:
        return "minor"
    total = len(artifacts.measured.texts) if draft.costs else 0
    return impact(draft.costs, artifacts.expected, total, _disordered(artifacts))


def _disordered(artifacts: Artifacts) -> Callable[[Collection[str]], Hits]:
    torn = {path for path, kept in artifacts.entries.items() if not kept.whole}
    return lambda paths: artifacts.measured.hits(torn.intersection(paths))


def _fields(words: Sequence[int], artifacts: Artifacts) -> tuple[str, ...]:
    """Fields of these words that some path of the panel has not exactly."""
    if not words or not artifacts.fields:
        return ()
    torn = {
        item.field
        for item in artifacts.fields
        if item.outcome != "exact" and item.path_id in artifacts.measured.families
    }
    return tuple(name for name in fields_lost(words, artifacts.expected) if name in torn)


def _joined(costs: Sequence[Cost], run: tuple[str, ...]) -> Hits:
    """Families that any of the costs hits, and those that some hit partly at most."""
    hit = {family for cost in costs for family in cost.hits.hit}
    partly = {family for cost in costs for family in cost.hits.partly} - hit
    # Of a file that no path was let near, the families are those that were to run.
    run = run or max((cost.hits.run for cost in costs), key=len, default=())
    return Hits(hit=tuple(sorted(hit)), partly=tuple(sorted(partly)), run=run)


def _fingerprint(rule_id: str, anchor: str) -> str:
    """Of the rule and the anchor's letters: stable against spaces, case and line breaks."""
    letters = "".join(token.key for token in tokens(anchor))
    return f"{rule_id}-{hashlib.sha256(letters.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


# --- one loss, one cause --------------------------------------------------------------------------------


def _with_causes(made: Sequence[_Made]) -> list[_Made]:
    """The findings, causes first; each effect names its cause."""
    ordered = sorted(
        made,
        key=lambda one: (one.rule.depth, -len(one.losses), RANK.index(one.finding.impact)),
    )
    done: list[_Made] = []
    for item in ordered:
        causes = [other for other in done if other.finding.cause is None and _explains(other, item)]
        first = causes[0].finding.fingerprint if causes else None
        finding = msgspec.structs.replace(item.finding, cause=first)
        done.append(msgspec.structs.replace(item, finding=finding))
    return done


def _explains(cause: _Made, effect: _Made) -> bool:
    """Whether most losses of a finding (any: `Rule.explained_by`) are another's too, in the same paths."""
    if not effect.losses or effect.independent or cause.rule.id == effect.rule.id:
        return False
    if effect.rule.explained_by == "any":
        torn = {(path, index) for _, path, index in effect.losses}
        known = {(path, index) for _, path, index in cause.losses}
        return bool(torn & known or {index for _, index in torn} & cause.explains)
    return len(cause.losses & effect.losses) > SHARED * len(effect.losses)


# --- one finding for a rule and its cause ---------------------------------------------------------------


def _gathered(made: Sequence[_Made]) -> list[_Made]:
    """One finding for all places of a file where a rule found the same with the same cause.

    Information is one finding whatever causes it.
    """
    groups: dict[_Group, list[_Made]] = {}
    group_of: dict[str, _Group] = {}
    for item in made:  # causes come first, so that the groups that they are in are known
        cause = group_of.get(item.finding.cause or "")
        group = _Group(item.rule.id, item.counts, cause if item.counts else None)
        groups.setdefault(group, []).append(item)
        group_of[item.finding.fingerprint] = group
    names = {
        group: min((item.finding.fingerprint for item in some), key=lambda name: (len(name), name))
        for group, some in groups.items()
    }
    found = []
    for group, some in groups.items():
        causes = {names[group_of[item.finding.cause]] if item.finding.cause else None for item in some}
        found.append(_one(some, names[group], causes.pop() if len(causes) == 1 else None))
    return found


def _one(some: Sequence[_Made], name: str, cause: str | None) -> _Made:
    """Findings as one: the message, page and boxes of the first, which costs most, and what all cost."""
    first = some[0]
    if len(some) == 1:
        return msgspec.structs.replace(first, finding=msgspec.structs.replace(first.finding, cause=cause))
    found = [item.finding for item in some]
    hit = set().union(*(item.families_hit for item in found))
    partly = set().union(*(item.families_partly for item in found)) - hit
    words = chain.from_iterable(item.words for item in found)
    finding = msgspec.structs.replace(
        first.finding,
        impact=min((item.impact for item in found), key=RANK.index),
        message=first.finding.message + _and_more(found),
        elsewhere=tuple(OnPage(page=item.page, boxes=item.boxes) for item in found[1:] if item.page),
        families_hit=tuple(sorted(hit)),
        families_partly=tuple(sorted(partly)),
        fields_lost=tuple(sorted(set().union(*(item.fields_lost for item in found)))),
        words=tuple(dict.fromkeys(words))[:SHOWN_WORDS],
        word_count=len(frozenset().union(*(item.words for item in some))),
        evidence=tuple(chain.from_iterable(item.evidence for item in found))[:MOST_EVIDENCE],
        cause=cause,
        fingerprint=name,
    )
    return _Made(
        rule=first.rule,
        finding=finding,
        words=frozenset().union(*(item.words for item in some)),
        losses=frozenset().union(*(item.losses for item in some)),
        explains=frozenset().union(*(item.explains for item in some)),
        counts=first.counts,
        independent=any(item.independent for item in some),
    )


def _and_more(found: Sequence[Finding]) -> str:
    """Where the others are, or how many."""
    pages = [item.page for item in found]
    if len(set(pages)) == len(pages) and None not in pages:
        others = ", ".join(str(page) for page in sorted(page for page in pages[1:] if page))
        return f" (also on page{'s' if len(pages) > 2 else ''} {others})"
    return f", and {len(found) - 1} more"


def _accounted(artifacts: Artifacts, item: _Made) -> frozenset[Loss]:
    """Its own losses, and what any path made of the words that it explains."""
    spoilt = artifacts.measured.spoilt(item.explains)
    return item.losses | {("content", path, index) for path, words in spoilt.items() for index in words}


def _unexplained(artifacts: Artifacts, made: Iterable[_Made]) -> tuple[Unexplained, ...]:
    """Words that some path loses and that no finding names."""
    measured = artifacts.measured
    known = {index for item in made for index in item.explains}
    lost: dict[int, set[str]] = {}
    for path, alignment in measured.alignments.items():
        for index, label in enumerate(alignment.words):
            if label.form in LOST and not label.decoration and index not in known:
                lost.setdefault(index, set()).add(path)
    found = []
    for index, paths in sorted(lost.items()):
        hits = measured.hits(paths)
        page, box = measured.box_of(index)
        found.append(
            Unexplained(
                word=measured.texts[index],
                index=index,
                families_hit=hits.hit,
                families_partly=hits.partly,
                page=page,
                box=box,
            )
        )
    return tuple(found)
