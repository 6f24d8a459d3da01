"""The page of an experiment: a heat map of things × parser paths."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from pathlib import Path

from atsharness_corpus.experiment.effects import MEASURES, NAMED, RULES, VERDICT, WORSE, Cell
from atsharness_corpus.experiment.evidence import Evidence, Line
from atsharness_corpus.experiment.judge import LEAST, matters
from atsharness_corpus.experiment.model import DOCX
from atsharness_reports.html import page as pages

_LETTERS = {"lost": "L", "altered": "A", "cut": "C", "moved": "M", "extra": "X", "fields": "F"}
_SHADES = 6
"""Steps of colour, each of twice the last one; the darkest from 32 % on."""
_STYLE = Path(pages.__file__).parent / "templates" / "run.css"

Shown = tuple[str, str, str]
"""A cell: the shade's class, its text, and what is shown when it is pointed at."""


def heat_map(evidence: Evidence) -> str:
    """One page that needs nothing else and asks nothing of any network."""
    lines = [line for line in evidence.lines if line.people]
    pdf = [line for line in lines if line.typesetter != DOCX]
    docx = [line for line in lines if line.typesetter == DOCX]
    files = sum(line.files for line in lines)
    people = len({person for line in lines for person in line.people})
    things = len({line.thing for line in lines})
    tables = [
        ("PDF", "The typesetter in which it costs that path most.", *_table(pdf, by_thing=True)),
        (
            "Word files",
            "As python-docx writes them, and with single constructs.",
            *_table(docx, by_thing=True),
        ),
        ("PDF, by typesetter", "Each thing in each typesetter.", *_table(pdf, by_thing=False)),
    ]
    made = [f"{name} {version}" for name, version in evidence.typesetters.items()]
    read = [f"{path} {version}" for path, version in evidence.paths.items()]
    return pages.page(
        "experiment.html.j2",
        style=_STYLE.read_text("utf-8"),
        title=f"{things} things, {len(evidence.paths)} parser paths",
        summary=f"{files:,} files of {people} people, set in {', '.join(evidence.typesetters)}.",
        least=f"{LEAST:g}",
        tables=[one for one in tables if one[3]],
        skipped=sorted(evidence.skipped.items()),
        versions=f"Made with {', '.join(made)}. Read by {', '.join(read)}.",
        refresh_s=None,
    )


def _table(lines: Sequence[Line], *, by_thing: bool) -> tuple[list[str], list[tuple[str, list[Shown]]]]:
    paths = sorted({name for line in lines for name in line.readers})
    groups: dict[str, list[Line]] = {}
    for line in lines:
        groups.setdefault(line.thing if by_thing else f"{line.thing} · {line.typesetter}", []).append(line)
    rows = [
        (name, [*(_cell(some, path) for path in paths), _verdict(some), _named(some)])
        for name, some in groups.items()
    ]
    return [*paths, "verdict worse", "named"], rows


def _cell(lines: Iterable[Line], path: str) -> Shown:
    """What costs a path most, of all typesetters."""
    known = [line for line in lines if path in line.readers]
    if not known:
        return "", "–", "not measured"
    found = [
        (cell.mean, line, cell) for line in known for cell in line.cells if path in cell.of and matters(cell)
    ]
    if not found:
        return "", "", ""
    mean, line, cell = max(found, key=lambda one: (one[0], one[1].typesetter))
    text = f"{_LETTERS[cell.measure]} {mean:.0f}" if mean >= 10 else f"{_LETTERS[cell.measure]} {mean:.1f}"
    return _shade(mean), text, f"{_all(line, path)} in {line.typesetter}, n = {len(line.people)}"


def _all(line: Line, path: str) -> str:
    """Every loss of a path with its interval."""
    return ", ".join(
        f"{cell.measure} {cell.mean:g} %{_span(cell)}"
        for cell in sorted(line.cells, key=lambda one: -one.mean)
        if path in cell.of and cell.measure in MEASURES and matters(cell)
    )


def _span(cell: Cell) -> str:
    return "" if cell.low is None else f" ({cell.low:g} to {cell.high:g})"


def _shade(mean: float) -> str:
    return f"s{min(_SHADES, max(1, 1 + math.floor(math.log2(max(mean, 1.0)))))}"


def _share(lines: Iterable[Line], key: str, measure: str) -> tuple[int, int]:
    values = [[cell for cell in line.cells if cell.measure == measure and key in cell.of] for line in lines]
    hits = sum(value > 0 for cells in values for cell in cells for value in cell.values)
    return hits, sum(len(line.people) for line in lines)


def _verdict(lines: Sequence[Line]) -> Shown:
    """For how many people the verdict is worse."""
    hits, people = _share(lines, VERDICT, WORSE)
    share = hits / people if people else 0.0
    shade = f"s{max(1, round(_SHADES * share))}" if hits else ""
    return shade, f"{100 * share:.0f} %" if hits else "", f"{hits} of {people}"


def _named(lines: Sequence[Line]) -> Shown:
    """In how many files a rule reports the thing."""
    hits, people = _share(lines, RULES, NAMED)
    return "", f"{100 * hits / people:.0f} %" if hits else "", f"{hits} of {people}"
