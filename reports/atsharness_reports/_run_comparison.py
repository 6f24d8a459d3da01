"""What ``ats summary RUN1 RUN2`` prints: what changed from one run to another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from atsharness.model import RenderOptions
from atsharness.model.run_summary import Change, PathChange, RuleChange, RunComparison
from atsharness_reports._plain_words import rule_title
from atsharness_reports._run_summary import (
    LOSSES,
    common_folder,
    denominator,
    first_names,
    left_out,
    number,
    terminal,
    titled,
    wrapped,
)
from atsharness_reports._terminal import count, listing, plain
from atsharness_reports._verdict import LEVELS
from atsharness_reports.table import table

_LEGEND = (
    "Differences are percentage points of the same documents’ mean, with their 95 % interval: + is more "
    "that is lost, or of “gets all” more that is got. Where the interval holds 0, it may be chance."
)


def render(comparison: RunComparison, options: RenderOptions, *, top: int = 10) -> str:
    """The screen of a comparison: never a control character, never wider than `options.width`.

    Args:
        comparison: of two runs.
        options: columns, colour.
        top: how many lines lists have.
    """
    return terminal(_parts(comparison, options, top), options)


def _parts(comparison: RunComparison, options: RenderOptions, top: int) -> Iterator[str]:
    folder = common_folder(_named(comparison))
    yield "\n".join(_head(comparison, folder, options))
    if not comparison.same_bytes + comparison.same_name:
        yield "The runs have no document in common."
        return
    names = _Names(len(folder))
    yield titled("Engines and how they ended", _engines(comparison.paths, options), options)
    yield titled("Verdicts that changed", _levels(comparison, names, options), options)
    yield titled("What paths lose, in %", _losses(comparison.paths, options, top), options)
    yield titled(
        "Violations that appeared or vanished", _rules(comparison.rules, names, options, top), options
    )
    yield titled("Documents whose text changed most", _documents(comparison.paths, names, options), options)
    yield wrapped(_LEGEND, options)


def _named(comparison: RunComparison) -> list[str]:
    """Every document that is named."""
    return [
        *(name for one in comparison.levels for name in one.documents),
        *(name for one in comparison.paths for name in one.documents),
        *(name for one in comparison.rules for name in (*one.appeared_in, *one.vanished_from)),
    ]


class _Names:
    """Names of documents without the folder that all are in."""

    def __init__(self, start: int) -> None:
        self._start = start

    def __call__(self, names: Sequence[str], total: int) -> str:
        return first_names([name[self._start :] for name in names], total)


def _head(comparison: RunComparison, folder: str, options: RenderOptions) -> Iterator[str]:
    for name, version, documents in zip(
        comparison.runs, comparison.tool_versions, comparison.documents, strict=True
    ):
        yield wrapped(f"{plain(name)} (ats {plain(version)}) · {denominator(documents)}", options)
    both = comparison.same_bytes + comparison.same_name
    said = f"{count(both, 'document')} in both"
    if comparison.same_name:
        said += f", {comparison.same_name:,} of them with the same name and other content"
    first, second = comparison.only
    yield wrapped(f"{said}; {first:,} only in the first, {second:,} only in the second", options)
    if folder:
        yield wrapped(f"documents are named as in {plain(folder)}", options)
    for note in comparison.notes:
        yield wrapped(f"note: {plain(note)}", options)


def _engines(paths: Sequence[PathChange], options: RenderOptions) -> str:
    """Paths with another version, or that ended otherwise; the others are named."""
    rows, same = [], []
    for one in paths:
        before, after = (listing(versions, most=1) or "not run" for versions in one.versions)
        moved = ", ".join(f"{how.replace('_', ' ')} {number:,}" for how, number in one.statuses.items())
        if before == after and not moved:
            same.append(one.path)
        else:
            version = before if before == after else f"{before} → {after}"
            rows.append([one.path, version, moved or "as before"])
    heads = ["parser path", "version", "status, in documents"]
    return _beside(table(heads, rows, options) if rows else "", "as before: ", same, options)


def _beside(shown: str, said: str, names: Sequence[str], options: RenderOptions) -> str:
    """A table, and beneath it what is not in it."""
    rest = wrapped(f"{said}{', '.join(map(plain, names))}", options) if names else ""
    return "\n".join(filter(None, (shown, rest)))


def _levels(comparison: RunComparison, names: _Names, options: RenderOptions) -> str:
    rows = [
        [f"{_level(one.before)} → {_level(one.after)}", f"{one.count:,}", names(one.documents, one.count)]
        for one in comparison.levels
    ]
    same = f"{count(comparison.levels_same, 'document')} as before"
    return f"{table(['verdict', 'documents', 'first ones'], rows, options)}\n{same}" if rows else same


def _level(level: str) -> str:
    return LEVELS[level].lower() if level in LEVELS else "no verdict"


def _losses(paths: Sequence[PathChange], options: RenderOptions, top: int) -> str:
    """The losses that changed, the greatest change first; the paths of which none did are named."""
    changed: list[tuple[float, list[str]]] = []
    same = []
    for one in paths:
        losses = [(LOSSES[loss], change) for loss, change in one.losses.items()]
        losses.append(("gets all", one.gets_everything))
        found = [(name, change) for name, change in losses if change.difference.value]
        if one.losses and not found:
            same.append(one.path)
        for name, change in found:
            cells = [
                number(change.before, options),
                number(change.after, options),
                _difference(change, options),
            ]
            row = [one.path, name, f"{change.difference.n:,}", *cells]
            changed.append((-abs(change.difference.value or 0), row))
    rows = [row for _, row in sorted(changed)]
    heads = ["parser path", "", "n", "before", "now", "difference"]
    shown = table(heads, rows[: 2 * top], options) if rows else ""
    shown = left_out(shown, len(rows) - 2 * top, "change", options)
    return _beside(shown, "as before: ", same, options)


def _difference(change: Change, options: RenderOptions) -> str:
    """``+0.3 (+0.1 to +0.5)``."""
    found = change.difference
    said = _signed(found.value or 0.0, options)
    if found.low is None or found.high is None:
        return said
    return f"{said} ({_signed(found.low, options)} to {_signed(found.high, options)})"


def _signed(share: float, options: RenderOptions) -> str:
    return ("+" if share > 0 else "−" if share < 0 else "") + number(abs(share), options)


def _rules(rules: Sequence[RuleChange], names: _Names, options: RenderOptions, top: int) -> str:
    rows = [
        [
            f"{one.rule} {rule_title(one.name).lower()}",
            f"{one.before:,}",
            f"{one.after:,}",
            f"+{one.appeared:,}",
            f"−{one.vanished:,}",
            names((*one.appeared_in, *one.vanished_from), one.appeared + one.vanished),
        ]
        for one in rules[:top]
    ]
    heads = ["rule", "before", "now", "new", "gone", "first documents"]
    return left_out(table(heads, rows, options), len(rules) - len(rows), "rule", options) if rows else "none"


def _documents(paths: Sequence[PathChange], names: _Names, options: RenderOptions) -> str:
    rows = [[one.path, names(one.documents, len(one.documents))] for one in paths if one.documents]
    return table(["parser path", "the greatest change first"], rows, options) if rows else ""
