"""The page of a run over many documents: the figures of ``ats summary`` with small charts."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from atsharness.model import RenderOptions
from atsharness.model.run_summary import Bucket, Group, Groups, Loss, PathSummary, Rate, RunSummary
from atsharness_reports._plain_words import kind_name, rule_title
from atsharness_reports._run_summary import (
    LOSSES,
    MEANINGS,
    STATUSES,
    denominator,
    known_families,
    never_ran,
    number,
    percents,
    ran,
    share_lost,
)
from atsharness_reports._terminal import count
from atsharness_reports.html.page import page

MOST_RULES = 60
MOST_BUCKETS = 60
"""Lines of lists: a page of a large run stays small."""
WIDTH, HEIGHT = 120.0, 14.0
"""Of a bar's drawing, in CSS pixels."""
_STYLE = Path(__file__).parent / "templates" / "run.css"
_SHADES = 6
"""Steps of colour in a table of shares."""
_ROUND = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0)
"""Where a scale may end."""
_WIDE = RenderOptions(width=120)
_LEVELS = (
    ("pass", "Pass"),
    ("at_risk", "At risk"),
    ("fail", "Fail"),
    ("not_measurable", "Not measurable"),
    ("none", "No verdict"),
)
_TONES = {"ok": "pass", "empty": "at_risk", "failed": "fail", "timeout": "fail", "killed": "fail"}
"""The colour of a status; the others have none."""


class Bar(NamedTuple):
    """A share as a bar with its interval as a line, in CSS pixels; the text says the same."""

    text: str
    width: float
    low: float | None
    high: float | None
    n: int


class Piece(NamedTuple):
    """A part of a stacked bar."""

    kind: str
    name: str
    documents: int
    x: float
    width: float


def run_page(summary: RunSummary) -> str:
    """The HTML page of a run; it needs nothing else and asks nothing of any network."""
    documents = summary.documents
    levels = {item.level: item for item in summary.levels}
    passed = levels["pass"].documents if "pass" in levels else 0
    return page(
        "run.html.j2",
        style=_STYLE.read_text("utf-8"),
        summary=summary,
        title=f"{passed:,} of {count(documents.manifest, 'document')} pass",
        denominator=denominator(documents),
        levels=_stacked(
            [(key, name, levels[key].documents) for key, name in _LEVELS if key in levels], 600.0
        ),
        paths=_paths([one for one in summary.paths if ran(one)], by_family=False),
        families=_paths([one for one in summary.families if ran(one)], by_family=True),
        idle=never_ran(summary),
        heads=[(LOSSES[loss], MEANINGS[loss]) for loss in LOSSES],
        fields=_fields(summary),
        groups=None if summary.groups is None else _groups(summary.groups),
        rules=_rules(summary),
        more_rules=max(0, len(summary.rules) - MOST_RULES),
        matrix=_matrix(summary),
        buckets=[_bucket(one) for one in summary.buckets[:MOST_BUCKETS]],
        more_buckets=max(0, len(summary.buckets) - MOST_BUCKETS),
        worst=[(one, number(one.text_lost, _WIDE)) for one in summary.worst],
        refresh_s=None,
    )


def _stacked(counts: Sequence[tuple[str, str, int]], width: float = WIDTH) -> list[Piece]:
    total = sum(number for *_, number in counts) or 1
    pieces, x = [], 0.0
    for kind, name, found in counts:
        if found:
            part = width * found / total
            pieces.append(Piece(kind, name, found, round(x, 2), round(part, 2)))
            x += part
    return pieces


def _bar(rate: Rate, scale: float) -> Bar:
    def at(share: float | None) -> float | None:
        return None if share is None else round(WIDTH * min(1.0, max(0.0, share / scale)), 2)

    return Bar(percents(rate, _WIDE), at(rate.value) or 0.0, at(rate.low), at(rate.high), rate.n)


def _scale(found: Sequence[Rate]) -> float:
    """Where the bars of one column end: the first round share that holds them all."""
    most = max((rate.high or rate.value or 0.0 for rate in found), default=0.0)
    return next((end for end in _ROUND if most <= end), 1.0)


def _paths(paths: Sequence[PathSummary], *, by_family: bool) -> dict[str, Any]:
    charted: tuple[Loss, ...] = ("text_lost", "order_moved", "fields_lost")
    scales = {loss: _scale([one.losses[loss].macro for one in paths]) for loss in charted}
    rows = []
    for one in paths:
        statuses: Mapping[str, int] = {str(key): number for key, number in one.statuses.items()}
        ended = [(_TONES.get(key, "rest"), key.replace("_", " "), statuses.get(key, 0)) for key in STATUSES]
        rows.append(
            {
                "name": one.family if by_family else one.path,
                "versions": ", ".join(one.versions),
                "ended": _stacked(ended),
                "everything": _bar(one.gets_everything, 1.0),
                "bars": [_bar(one.losses[loss].macro, scales[loss]) for loss in charted],
                "all": [
                    (percents(one.losses[loss].macro, _WIDE), percents(one.losses[loss].micro, _WIDE))
                    for loss in LOSSES
                ],
            }
        )
    return {
        "rows": rows,
        "heads": [(LOSSES[loss], f"{100 * scales[loss]:.0f} %", MEANINGS[loss]) for loss in charted],
    }


def _fields(summary: RunSummary) -> dict[str, Any]:
    paths = [one.path for one in summary.paths if any(one.path in kind.total for kind in summary.fields)]
    rows = []
    for kind in summary.fields:
        cells = []
        for path in paths:
            share, total = share_lost(kind, path), kind.total.get(path, 0)
            title = f"{kind.lost.get(path, 0):,} of {total:,}"
            cells.append(("" if share is None else _shade(share), number(share, _WIDE), title))
        rows.append((kind_name(kind.kind), cells))
    return {"names": paths, "rows": rows}


def _groups(groups: Groups) -> dict[str, Any]:
    families = known_families(groups.groups)
    losses: tuple[Loss, ...] = ("text_lost", "order_moved", "fields_lost")
    return {
        "by": groups.by,
        "families": families,
        "rows": [_group(one) for one in groups.groups],
        "tables": [
            (
                LOSSES[loss],
                MEANINGS[loss],
                [
                    (one.name, [_cell(one.families[name][loss].macro) for name in families])
                    for one in groups.groups
                ],
            )
            for loss in losses
        ],
        "more": groups.more,
        "more_documents": groups.more_documents,
    }


def _group(group: Group) -> dict[str, Any]:
    return {
        "name": group.name,
        "documents": group.documents,
        "levels": _stacked([(key, name, group.levels.get(key, 0)) for key, name in _LEVELS]),
        "complete": _bar(group.complete, 1.0),
    }


def _cell(rate: Rate) -> tuple[str, str, str]:
    """A share as a cell: the shade of its colour, the number, its interval with how many bear it."""
    if rate.value is None:
        return "", "–", "not known"
    return _shade(rate.value), number(rate.value, _WIDE), f"{percents(rate, _WIDE)}, n = {rate.n:,}"


def _shade(share: float) -> str:
    """A class of the style sheet: none for nothing, the darkest from a half on."""
    if share < 0.0005:
        return ""
    return f"s{min(_SHADES, max(1, _SHADES + round(math.log2(max(share, 1e-6)) + 1)))}"


def _rules(summary: RunSummary) -> list[dict[str, Any]]:
    known = [one for one in summary.rules if one.violations or one.incomplete][:MOST_RULES]
    scale = _scale([one.prevalence for one in known])
    return [
        {
            "id": one.rule,
            "name": rule_title(one.name),
            "bar": _bar(one.prevalence, scale),
            "violations": one.violations,
            "incomplete": one.incomplete,
            "words": one.words_lost,
            "families": ", ".join(
                f"{name} {number:,}"
                for name, number in sorted(one.families.items(), key=lambda item: (-item[1], item[0]))
            ),
        }
        for one in known
    ]


def _matrix(summary: RunSummary) -> dict[str, Any]:
    known = {item.families: item.dice.macro for item in summary.agreements}
    names = sorted({name for pair in known for name in pair})
    rows = []
    for one in names:
        cells = []
        for other in names:
            rate = known.get((one, other)) or known.get((other, one))
            if rate is None or rate.value is None:
                cells.append(("", "" if one == other else "–", "not known"))
            else:
                cells.append((_shade(1 - rate.value), number(rate.value, _WIDE), _cell(rate)[2]))
        rows.append((one, cells))
    return {"names": names, "rows": rows}


def _bucket(bucket: Bucket) -> dict[str, Any]:
    return {"bucket": bucket, "stack": bucket.stack.split(" > ") if bucket.stack else []}
