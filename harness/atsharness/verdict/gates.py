"""The gates of the verdict, kind by kind: contact data and jobs, rates, headings and keywords."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import median, median_low

import msgspec

from atsharness.model import (
    Extraction,
    FieldOutcome,
    FieldRecovery,
    Gate,
    Keyword,
    Recovery,
    ReferenceSummary,
    VerdictLevel,
)
from atsharness.verdict.families import Hits, hits
from atsharness.verdict.limits import Limits

RANK: tuple[VerdictLevel, ...] = ("pass", "at_risk", "fail", "not_measurable")
_JOB = (".position", ".name", ".startDate", ".endDate")
_TORN = ("missing", "scattered")
_MOST_NAMED = 3


class Observed(msgspec.Struct, frozen=True, kw_only=True):
    """What the verdict is made of. `panel` gives each panel path's family."""

    panel: Mapping[str, str]
    reference: ReferenceSummary | None
    extractions: Sequence[Extraction]
    recoveries: Sequence[Recovery]
    fields: Sequence[FieldRecovery] = ()
    keywords: Sequence[Keyword] = ()


def gates(observed: Observed, text: Mapping[str, str], limits: Limits) -> list[Gate]:
    """Every gate, those that cannot be measured with a value of None.

    Args:
        observed: of one document.
        text: the family of each text path of the panel that ran.
        limits: of the rates.
    """
    outcomes: dict[tuple[str, str], FieldOutcome] = {
        (item.path_id, item.field): item.outcome for item in observed.fields if item.outcome != "spurious"
    }
    pointers = tuple(dict.fromkeys(item.field for item in observed.fields if item.outcome != "spurious"))
    return [
        *_contact(outcomes, pointers, text),
        _job(outcomes, pointers, text),
        *_rates(observed, text, limits),
        *_wording(observed, outcomes, pointers, text),
    ]


# --- contact data and jobs -------------------------------------------------------------------------


def _contact(
    outcomes: Mapping[tuple[str, str], FieldOutcome], pointers: Sequence[str], text: Mapping[str, str]
) -> Iterable[Gate]:
    for name in ("name", "email", "phone"):
        pointer = f"basics.{name}"
        if pointer not in pointers:
            yield _unknown(f"contact.{name}", "none on the page")
            continue
        lost = {path for path in text if outcomes.get((path, pointer), "missing") != "exact"}
        yield _counted(f"contact.{name}", hits(text, lost.__contains__))


def _job(
    outcomes: Mapping[tuple[str, str], FieldOutcome], pointers: Sequence[str], text: Mapping[str, str]
) -> Gate:
    """The worst of all jobs' titles, companies, dates and heads.

    A torn head is a risk, no failure, since its parts are all there; and it counts only where all modes of a
    family tear it: pdfminer's layout analysis parts every date set at the right from its title, on perfectly
    clean pages too.
    """
    worst: Gate | None = None
    for pointer in pointers:
        head = pointer.startswith("work.") and pointer.count(".") == 1
        if not (head or (pointer.startswith("work.") and pointer.endswith(_JOB))):
            continue
        torn = {path for path in text if outcomes.get((path, pointer), "missing") in _TORN}
        found = hits(text, torn.__contains__)
        if head:
            found = msgspec.structs.replace(found, partly=())
        gate = _counted("job", found, note=pointer if found.hit or found.partly else "")
        if head and gate.level == "fail":
            gate = msgspec.structs.replace(gate, level="at_risk")
        if worst is None or _badness(gate) > _badness(worst):
            worst = gate
    return worst or _unknown("job", "no job identified")


def _badness(gate: Gate) -> tuple[int, float]:
    return RANK.index(gate.level), gate.value or 0.0


def _counted(name: str, found: Hits, note: str = "") -> Gate:
    """A gate that counts families: more than half of them hit is a failure."""
    return Gate(
        name=name,
        value=float(len(found.hit)),
        limit=len(found.run) / 2,
        level=found.level,
        note="; ".join(part for part in (note, found.note) if part),
    )


def _unknown(name: str, note: str) -> Gate:
    return Gate(name=name, value=None, limit=None, level="pass", note=note)


# --- rates -----------------------------------------------------------------------------------------


def _rates(observed: Observed, text: Mapping[str, str], limits: Limits) -> Iterable[Gate]:
    recoveries = {item.path_id: item for item in observed.recoveries if item.path_id in text}
    yield _content({path: _recall(recoveries.get(path)) for path in text}, text, limits.content)
    yield _counted("mapping", hits(text, lambda path: _mismapped(recoveries.get(path))))
    yield _hidden(recoveries, text, limits.hidden)
    known = observed.reference is not None and observed.reference.order_known
    for name, values, limit, worse in (
        (
            "order.moved",
            {path: item.order.moved for path, item in recoveries.items()},
            lambda path: limits.moved.get(path, limits.any_moved),
            1,
        ),
        (
            "order.adjacency",
            {path: item.order.adjacency for path, item in recoveries.items()},
            lambda path: limits.adjacency.get(path, limits.any_adjacency),
            -1,
        ),
    ):
        yield (
            _limited(name, text, values, limit, worse)
            if known
            else _unknown(name, "the page's order is too uncertain")
        )
    cut = {path: _cut(item) for path, item in recoveries.items()}
    yield _limited("segmentation", text, cut, lambda _: limits.segmentation, 1)


def _content(recall: Mapping[str, float], text: Mapping[str, str], limit: float) -> Gate:
    """The median family's recall; a family's is its best mode's, since it is hit only if all modes are."""
    best: dict[str, float] = {}
    for path, family in text.items():
        best[family] = max(best.get(family, 0.0), recall[path])
    middle = median(best.values())
    short = hits(text, lambda path: recall[path] < limit)
    level: VerdictLevel = "fail" if middle < limit else "at_risk" if short.hit or short.partly else "pass"
    return Gate(name="content", value=middle, limit=limit, level=level, note=short.note)


def _hidden(recoveries: Mapping[str, Recovery], text: Mapping[str, str], limit: float) -> Gate:
    """The share of hidden words that more than half of the families reach, be it in their best mode."""
    if not any(item.extra.hidden is not None for item in recoveries.values()):
        return _unknown("hidden", "not measured")
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


def _limited(
    name: str,
    text: Mapping[str, str],
    values: Mapping[str, float | None],
    limit: Callable[[str], float],
    worse: int,
) -> Gate:
    """A gate that any family beyond its limit makes ``at_risk``; it shows the path farthest beyond."""
    beyond = {path: worse * (value - limit(path)) for path, value in values.items() if value is not None}
    if not beyond:
        return _unknown(name, "not measurable")
    found = hits(text, lambda path: beyond.get(path, -1.0) > 0)
    path = max(beyond, key=lambda one: (beyond[one], one))
    level: VerdictLevel = "at_risk" if found.hit or found.partly else "pass"
    note = f"{path}; {found.note}" if found.note else path
    return Gate(name=name, value=values[path], limit=limit(path), level=level, note=note)


def _recall(recovery: Recovery | None) -> float:
    """A path that read nothing recovered nothing."""
    return (recovery.content.char_recall or 0.0) if recovery else 0.0


def _mismapped(recovery: Recovery | None) -> bool:
    return recovery is not None and any(
        item.systematic and any(char.isalnum() for char in item.expected) for item in recovery.mapping
    )


def _cut(recovery: Recovery) -> float | None:
    found = recovery.segmentation
    return (found.split + found.glued) / found.reference_words if found.reference_words else None


# --- headings, skills, keywords --------------------------------------------------------------------


def _wording(
    observed: Observed,
    outcomes: Mapping[tuple[str, str], FieldOutcome],
    pointers: Sequence[str],
    text: Mapping[str, str],
) -> Iterable[Gate]:
    for name, start, none in (
        ("heading", "section.", "no heading identified"),
        ("skills", "skills.", "no skill known without a structured source"),
    ):
        own = [pointer for pointer in pointers if pointer.startswith(start)]
        if not own:
            yield _unknown(name, none)
            continue
        yield _any(
            name,
            text,
            {
                pointer: {path for path in text if outcomes.get((path, pointer), "missing") != "exact"}
                for pointer in own
            },
        )
    asked = {word.keyword: set(word.lost_in) for word in observed.keywords if word.in_reference}
    yield _any("keywords", text, asked) if asked else _unknown("keywords", "none in the résumé")


def _any(name: str, text: Mapping[str, str], losses: Mapping[str, set[str]]) -> Gate:
    """A gate that one loss in one family makes ``at_risk``; `value` counts the things lost somewhere.

    Args:
        name: of the gate.
        text: family by path.
        losses: for each thing, the paths that lose it.
    """
    lost = [thing for thing, paths in losses.items() if paths & text.keys()]
    level: VerdictLevel = "at_risk" if lost else "pass"
    named = ", ".join(lost[:_MOST_NAMED]) + (
        f" and {len(lost) - _MOST_NAMED} more" * (len(lost) > _MOST_NAMED)
    )
    return Gate(name=name, value=float(len(lost)), limit=0.0, level=level, note=named)
