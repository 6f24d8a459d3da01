"""The gates of the verdict: for each kind of thing, the worst that becomes of one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import median, median_low
from typing import NamedTuple

from atsharness.model import Gate, Recovery, VerdictLevel
from atsharness.verdict.families import Hits, hits
from atsharness.verdict.limits import Limits
from atsharness.verdict.losses import Observed, Thing, What

RANK: tuple[VerdictLevel, ...] = ("pass", "at_risk", "fail", "not_measurable")
_MOST_NAMED = 3
_FAMILIES = 2
_NOT_FOUND: Mapping[What, str] = {
    "contact.name": "no name found on the page",
    "contact.email": "no e-mail address found on the page",
    "contact.phone": "no phone number found on the page",
    "links": "no web address found on the page",
    "job": "no job with a period found on the page",
    "education": "no degree with a period found on the page",
    "heading": "no section heading recognised",
    "skills": "no skill known without a structured source",
    "keywords": "none in the résumé",
    "order": "the page's order is too uncertain",
}
"""What is said of things that the document does not show."""
_BY_FAMILY: tuple[What, ...] = (
    "contact.name",
    "contact.email",
    "contact.phone",
    "job",
    "education",
    "mapping",
)
_BY_THING: tuple[What, ...] = ("links", "heading", "skills", "keywords")
_BY_RATE: tuple[What, ...] = ("words", "segmentation", "order")


class Judge(NamedTuple):
    """What a loss is judged by: the family of each text path that ran, and those with a named cause."""

    text: Mapping[str, str]
    named: frozenset[str] | None
    """Families in which some rule reports a violation; None where not every rule was asked."""

    def hits(self, thing: Thing) -> Hits:
        """The families that lose a thing."""
        return hits(self.text, thing.lost_in.__contains__)

    def level(self, thing: Thing, found: Hits) -> VerdictLevel:
        """What the loss of a thing means; one that is slight is never a failure.

        Words in another order, with none lost, count in a whole family or in modes of two. A risk needs a
        rule that names a cause in one of the families.
        """
        if thing.order_only and not found.hit and len(found.partly) < _FAMILIES:
            return "pass"
        if found.level == "fail" and not thing.slight:
            return "fail"
        if self.named is not None and self.named.isdisjoint((*found.hit, *found.partly)):
            return "pass"
        return "at_risk" if found.level != "pass" else "pass"


def gates(observed: Observed, found: Sequence[Thing], judge: Judge, limits: Limits) -> list[Gate]:
    """Every gate; those that nothing was found for have the level ``not_found`` and no value.

    Args:
        observed: of one document.
        found: the things of it that readers are to deliver.
        judge: says what the loss of one means.
        limits: of the rates.
    """
    text = judge.text
    recoveries = {item.path_id: item for item in observed.recoveries if item.path_id in text}
    words = observed.reference.word_count if observed.reference is not None else 0
    allowed = {
        "words": limits.allowed(limits.words, words),
        "segmentation": limits.allowed(limits.segmentation, words),
        "order": 0.0,
    }
    by_what: dict[What, list[Thing]] = {}
    for thing in found:
        by_what.setdefault(thing.what, []).append(thing)
    return [
        *(_by_family(what, by_what.get(what, ()), judge) for what in _BY_FAMILY),
        _content({path: _recall(recoveries.get(path)) for path in text}, text, limits.content),
        *(_by_rate(what, by_what.get(what, ()), judge, allowed[what]) for what in _BY_RATE),
        _hidden(recoveries, text, limits.hidden),
        *(_by_thing(what, by_what.get(what, ()), judge) for what in _BY_THING),
    ]


def _not_found(what: What) -> Gate:
    return Gate(
        name=what, value=None, limit=None, level="not_found", note=_NOT_FOUND.get(what, "not measured")
    )


def _by_family(what: What, own: Sequence[Thing], judge: Judge) -> Gate:
    """Counts the families that lose the worst thing: more than half of them is a failure."""
    if not own:
        return _not_found(what)
    losses = [(thing, judge.hits(thing)) for thing in own]
    thing, found = max(losses, key=lambda one: (RANK.index(judge.level(*one)), len(one[1].hit), one[1].modes))
    shown = thing.name if len(own) > 1 and found.modes else ""
    return Gate(
        name=what,
        value=float(len(found.hit)),
        limit=len(found.run) / 2,
        level=judge.level(thing, found),
        note="; ".join(part for part in (shown, found.note) if part),
    )


def _by_thing(what: What, own: Sequence[Thing], judge: Judge) -> Gate:
    """Counts the things lost in a whole family or in two modes; one such loss puts at risk."""
    if not own:
        return _not_found(what)
    lost = [thing.name for thing in own if judge.level(thing, judge.hits(thing)) != "pass"]
    named = ", ".join(lost[:_MOST_NAMED]) + (
        f" and {len(lost) - _MOST_NAMED} more" if len(lost) > _MOST_NAMED else ""
    )
    level: VerdictLevel = "at_risk" if lost else "pass"
    return Gate(name=what, value=float(len(lost)), limit=0.0, level=level, note=named)


def _by_rate(what: What, own: Iterable[Thing], judge: Judge, allowed: float) -> Gate:
    """Shows the path farthest beyond what is allowed, in words or entries."""
    thing = next(iter(own), None)
    if thing is None or not thing.count:
        return _not_found(what)
    found = judge.hits(thing)
    path = max((one for one in thing.count if one in judge.text), key=lambda one: (thing.count[one], one))
    note = f"{path}; {found.note}" if found.note else path
    return Gate(
        name=what,
        value=float(thing.count[path]),
        limit=float(int(allowed)),
        level=judge.level(thing, found),
        note=note,
    )


def _content(recall: Mapping[str, float], text: Mapping[str, str], limit: float) -> Gate:
    """The median family's recall; a family's is its best mode's, since it is hit only if all modes are.

    Two families have no majority but both: the better one counts, as where one ends with an error of its own.
    """
    best: dict[str, float] = {}
    for path, family in text.items():
        best[family] = max(best.get(family, 0.0), recall[path])
    middle = median(best.values()) if len(best) > _FAMILIES else max(best.values(), default=0.0)
    short = hits(text, lambda path: recall[path] < limit)
    level: VerdictLevel = "fail" if middle < limit else "at_risk" if short.level != "pass" else "pass"
    return Gate(name="content", value=middle, limit=limit, level=level, note=short.note)


def _hidden(recoveries: Mapping[str, Recovery], text: Mapping[str, str], limit: float) -> Gate:
    """The share of hidden words that more than half of the families reach, be it in their best mode."""
    if not any(item.extra.hidden is not None for item in recoveries.values()):
        return Gate(name="hidden", value=None, limit=None, level="not_found", note="not measured")
    share = {path: _hidden_share(recoveries.get(path)) for path in text}
    least: dict[str, float] = {}
    for path, family in text.items():
        least[family] = min(least.get(family, 1.0), share[path])
    found = hits(text, lambda path: share[path] > limit)
    # The lower median is beyond the limit exactly where a majority of the families is.
    return Gate(
        name="hidden", value=median_low(least.values()), limit=limit, level=found.level, note=found.note
    )


def _hidden_share(recovery: Recovery | None) -> float:
    """Hidden words of those that a path returns; one that read nothing returned none."""
    if recovery is None or not recovery.extra.hypothesis_words:
        return 0.0
    return (recovery.extra.hidden or 0) / recovery.extra.hypothesis_words


def _recall(recovery: Recovery | None) -> float:
    """A path that read nothing recovered nothing."""
    return (recovery.content.char_recall or 0.0) if recovery else 0.0


def worst(found: Iterable[Gate]) -> VerdictLevel:
    """The worst level of some gates; what was not found has none."""
    level: VerdictLevel = "pass"
    for gate in found:
        if gate.level != "not_found" and RANK.index(gate.level) > RANK.index(level):
            level = gate.level
    return level
