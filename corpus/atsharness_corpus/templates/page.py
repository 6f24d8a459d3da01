"""The page ``docs/templates.md``, made of the evidence alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from statistics import median

from atsharness_corpus.templates.gallery import RUNNERS, word_of
from atsharness_corpus.templates.judge import MOST_CUT
from atsharness_corpus.templates.rows import Evidence, Row

LEVELS = {"pass": "pass", "at_risk": "at risk", "fail": "fail", "not_measurable": "not measurable", "": "–"}
LAYOUTS = {
    "single": "one column",
    "sidebar": "sidebar",
    "columns": "columns",
    "table": "table",
    "": "not known",
}
CONTACT = ("name", "e-mail", "phone")
MOST_NAMED = 4
"""Readers named in a cell; of more their number is given."""


def text(evidence: Evidence) -> str:
    """The page."""
    return "\n".join(
        [
            _words("page_head.md").format(
                printed=sum(one.status == "printed" for one in evidence.rows),
                all=len(evidence.rows),
                readers=len(evidence.head.readers),
                words=evidence.head.person_words,
            ),
            _summary(evidence),
            _readers(evidence),
            "## All templates\n",
            table(evidence),
            _words("page_made.md"),
            _versions(evidence),
        ]
    )


def _words(name: str) -> str:
    return (Path(__file__).parent / name).read_text("utf-8")


def ordered(rows: Iterable[Row]) -> list[Row]:
    """The best first; those that were not printed last."""
    return sorted(rows, key=rank)


def rank(row: Row) -> tuple[object, ...]:
    """Where a row stands: by readers that are right, verdict, order and content of the worst reader, name."""
    levels = list(LEVELS)
    _, moved = worst(row, lambda one: one.moved or 0.0)
    _, content = worst(row, lambda one: -(1.0 if one.content is None else one.content))
    share = row.right / len(row.readers) if row.readers else 0.0
    return (
        row.status != "printed",
        -share,
        levels.index(row.verdict),
        round(moved, 2),
        round(content, 3),
        row.id,
    )


def worst(row: Row, loss: Callable[..., float]) -> tuple[str, float]:
    """The reader that loses most, the first by id of several, and how much."""
    if not row.readers:
        return "", 0.0
    key = max(sorted(row.readers), key=lambda name: loss(row.readers[name]))
    return key, loss(row.readers[key])


def cells(row: Row) -> list[str]:
    """The cells of a template that was printed, as plain text."""
    content_by, content = worst(row, lambda one: -(1.0 if one.content is None else one.content))
    moved_by, moved = worst(row, lambda one: one.moved or 0.0)
    ordering = any(one.moved is not None for one in row.readers.values())
    return [
        row.id,
        row.version,
        row.engine,
        str(row.pages or "–"),
        LAYOUTS[row.layout],
        f"{row.right}/{len(row.readers)}",
        LEVELS[row.verdict],
        f"{-100 * content:.1f} % {content_by}" if content > -1 else "100 %",
        (f"{100 * moved:.0f} % {moved_by}" if moved else "0 %") if ordering else "not known",
        left_out(row) or "–",
        lost(row) or "–",
        ", ".join(row.causes) or "–",
    ]


def shown(row: Row) -> list[str]:
    """The cells of any template; of one that was not printed the last says why."""
    if row.status == "printed":
        return cells(row)
    kind = "not printed" if row.status == "failed" else "not installed here"
    return [row.id, row.version, row.engine, *[""] * (len(COLUMNS) - 4), f"{kind}: {row.reason}"]


COLUMNS = (
    *("template", "version", "engine", "pages", "layout", "readers right", "verdict", "worst content"),
    *("worst order (moved)", "left out by the template", "lost, by whom", "causes"),
)


def table(evidence: Evidence) -> str:
    """All templates as one Markdown table."""
    lines = ["| " + " | ".join(COLUMNS) + " |", "|" + "---|" * len(COLUMNS)]
    for row in ordered(evidence.rows):
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in shown(row)) + " |")
    return "\n".join(lines) + "\n"


def left_out(row: Row) -> str:
    """What of the data no reader has: left out, or printed otherwise."""
    parts = [_counted(row.left_out)] if row.left_out else []
    if row.changed:
        parts.append(f"changed: {_counted(row.changed)}")
    return "; ".join(parts)


def lost(row: Row) -> str:
    """Values that some readers have not as written, periods away from their job, words without spaces."""
    by_name: dict[str, list[str]] = {}
    for key, one in sorted(row.readers.items()):
        for name in dict.fromkeys(name if name in CONTACT else "other values" for name in one.lost):
            by_name.setdefault(name, []).append(key)
        if one.torn:
            by_name.setdefault("periods away from their job", []).append(key)
        if one.cut >= MOST_CUT:
            by_name.setdefault("words glued or split", []).append(key)
    order = [*CONTACT, "other values", "periods away from their job", "words glued or split"]
    return "; ".join(f"{name}: {_named(by_name[name])}" for name in order if name in by_name)


def _named(readers: Sequence[str]) -> str:
    return ", ".join(readers) if len(readers) <= MOST_NAMED else f"{len(readers)} readers"


def _counted(names: Sequence[str]) -> str:
    return ", ".join(f"{name} ×{n}" if n > 1 else name for name, n in Counter(names).items())


def _summary(evidence: Evidence) -> str:
    lines = ["| | templates | printed | readers right, median | pass | at risk | fail | not measurable |"]
    lines.append("|---|---|---|---|---|---|---|---|")

    def line(name: str, rows: Sequence[Row]) -> None:
        printed = [one for one in rows if one.readers]
        share = (
            f"{median(one.right for one in printed):g} of {max(len(one.readers) for one in printed)}"
            if printed
            else "–"
        )
        levels = Counter(one.verdict for one in printed)
        counts = [str(levels[level]) for level in ("pass", "at_risk", "fail", "not_measurable")]
        lines.append(f"| {name} | {len(rows)} | {len(printed)} | {share} | {' | '.join(counts)} |")

    for ecosystem, runner in RUNNERS.items():
        rows = [one for one in evidence.rows if one.id.startswith(f"{ecosystem}-")]
        if rows:
            line(runner.TITLE, rows)
    for layout, name in LAYOUTS.items():
        rows = [one for one in evidence.rows if one.readers and one.layout == layout]
        if rows:
            line(f"layout: {name}", rows)
    return "\n".join(lines) + "\n"


def _readers(evidence: Evidence) -> str:
    lines = ["| reader | version | documents read | all right | left some value out | tore a period |"]
    lines.append("|---|---|---|---|---|---|")
    found: Mapping[str, list[Row]] = {
        key: [row for row in evidence.rows if key in row.readers] for key in evidence.head.readers
    }
    for key in sorted(found, key=lambda name: (-_right(name, found[name]), name)):
        rows = found[key]
        some = sum(bool(row.readers[key].lost) for row in rows)
        torn = sum(bool(row.readers[key].torn) for row in rows)
        version = evidence.head.readers[key]
        lines.append(f"| {key} | {version} | {len(rows)} | {_right(key, rows)} | {some} | {torn} |")
    return "\n".join(lines) + "\n"


def _right(key: str, rows: Sequence[Row]) -> int:
    return sum(row.readers[key].right for row in rows)


def _versions(evidence: Evidence) -> str:
    lines = ["| template | command | remarks |", "|---|---|---|"]
    for row in evidence.rows:
        remarks = "; ".join(row.remarks) or "–"
        install = row.install.replace("|", "\\|")
        again = f"ats experiment templates --only {row.id}@{word_of(row.version)}"
        lines.append(f"| {row.id} | `{install}`, `{again}` | {remarks} |")
    return "\n".join(lines) + "\n"
