"""What ``ats experiment`` prints: a line a thing and typesetter, what it costs most readers and the worst."""

from __future__ import annotations

from atsharness.model import RenderOptions
from atsharness_corpus.experiment.effects import FAMILY, MEASURES, VERDICT, WORSE
from atsharness_corpus.experiment.evidence import Evidence, Line
from atsharness_corpus.experiment.judge import LEAST, matters
from atsharness_reports._run_summary import titled, wrapped
from atsharness_reports.table import table

_WIDE = 100
"""Columns from which on a table has room for intervals, and for typesetters beside the things."""


def render(evidence: Evidence, options: RenderOptions) -> str:
    """The screen: never wider than `options.width`."""
    parts = [
        titled("What each thing costs, in % of words or fields", _table(evidence, options), options),
        wrapped(_LEGEND, options),
        *(wrapped(f"not made: {name} ({reason})", options) for name, reason in evidence.skipped.items()),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


_LEGEND = (
    "Effect: what is lost of the file with it, minus the file without it; mean over n people. Worst: the "
    "path and measure with the largest mean, and its 95 % interval. Families: in how many, even at their "
    f"best, it costs {LEAST:g} % or more. Verdict: share of people whose verdict is worse with it."
)


def _table(evidence: Evidence, options: RenderOptions) -> str:
    rows = [_row(line, evidence) for line in evidence.lines if line.people]
    if options.width >= _WIDE:
        return table(["thing", "in", "n", "families", "verdict", "%", "worst"], rows, options)
    rows = [
        [f"{thing} · {form}", n, families, verdict, value.partition(" ")[0], worst]
        for thing, form, n, families, verdict, value, worst in rows
    ]
    return table(["thing", "n", "families", "verdict", "%", "worst"], rows, options)


def _row(line: Line, evidence: Evidence) -> list[str]:
    worst = max(
        (cell for cell in line.cells if cell.measure in MEASURES and _paths(cell.of)),
        key=lambda cell: cell.mean,
        default=None,
    )
    families = {evidence.families[path] for path in line.readers if path in evidence.families}
    hit = {name for cell in line.cells if matters(cell) for name in cell.of if name.startswith(FAMILY)}
    worse = next((c.mean for c in line.cells if c.measure == WORSE and VERDICT in c.of), 0.0)
    said, value = "–", "–"
    if worst is not None and worst.mean > 0:
        paths = _paths(worst.of)
        more = f" +{len(paths) - 1}" if len(paths) > 1 else ""
        said = f"{worst.measure}: {paths[0]}{more}"
        value = f"{worst.mean:.1f}"
        if worst.low is not None and worst.high is not None:
            value += f" ({worst.low:.1f}–{worst.high:.1f})"
    return [
        line.thing,
        line.typesetter,
        str(len(line.people)),
        f"{len(hit)} of {len(families)}",
        f"{100 * worse:+.0f} %" if worse else "same",
        value,
        said,
    ]


def _paths(of: tuple[str, ...]) -> list[str]:
    return [name for name in of if not name.startswith(FAMILY)]
