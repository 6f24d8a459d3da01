"""docs/advice.md: popular advice, each piece with its answer and the numbers that it follows from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from atsharness_corpus.experiment.contrasts import titles
from atsharness_corpus.experiment.effects import FAMILY, NAMED, VERDICT, WORSE, Cell
from atsharness_corpus.experiment.evidence import Evidence, Line
from atsharness_corpus.experiment.judge import (
    FEW,
    FEWEST_PEOPLE,
    LEAST,
    LEAST_FIELDS,
    MOST,
    Advice,
    Answer,
    Tally,
    all_advice,
    answer,
    matters,
)
from atsharness_corpus.experiment.things import PLAIN

HEAD = Path(__file__).with_name("advice_head.md").read_text("utf-8")
"""The beginning of the page, with names of `advice_page` in braces."""
_WRITTEN = "`ats experiment --evidence corpus/evidence/experiment.jsonl --write docs/advice.md`"

_NAMES: Mapping[str, str] = {
    "chromium": "Chromium",
    "docx": "Word file",
    "libreoffice": "LibreOffice",
    "lualatex": "LuaLaTeX",
    "pdflatex": "pdfLaTeX",
    "reportlab": "ReportLab",
    "typst": "Typst",
    "weasyprint": "WeasyPrint",
    "xelatex": "XeLaTeX",
}
_EASY = ("typst", "docx", "reportlab", "weasyprint")
"""Typesetters that pip installs, the first of them first."""


def advice_page(evidence: Evidence) -> str:
    """The page, from the evidence alone."""
    found = [(one, answer(one, evidence)) for one in all_advice()]
    counts = {name: sum(got.verdict == name for _, got in found) for name in _COUNTED}
    people = max((len(line.people) for line in evidence.lines), default=0)
    head = HEAD.format(
        people=people,
        typesetters=len([name for name in evidence.typesetters if name != "docx"]),
        paths=len(evidence.paths),
        files=sum(line.files for line in evidence.lines),
        counts=", ".join(f"{number} {_COUNTED[name]}" for name, number in counts.items() if number) + ".",
        least=LEAST,
        fields=LEAST_FIELDS,
        most=100 * MOST,
        few=100 * FEW,
        written=_WRITTEN,
        fewest=FEWEST_PEOPLE,
        overview="\n".join(f"| [{one.says}](#{one.id}) | {short(got)} |" for one, got in found),
        versions=", ".join(
            f"{_NAMES[name]} {version}" for name, version in evidence.typesetters.items() if name != "docx"
        ),
        engines=", ".join(f"{path} {version}" for path, version in evidence.paths.items()),
    )
    return head + "\n".join("\n".join(_section(one, got)) for one, got in found)


_COUNTED = {"true": "true", "only": "true only for some", "false": "false", "not measured": "not measured"}


def short(got: Answer) -> str:
    """The answer in a few words."""
    if got.verdict == "only":
        names = [_NAMES[name] for name in got.only_typesetters] or [f"`{name}`" for name in got.only_readers]
        return f"**true only for** {', '.join(names)}"
    return f"**{got.verdict}**"


def _section(advice: Advice, got: Answer) -> Iterator[str]:
    yield f"## {advice.says.rstrip('.')}\n"
    yield f"{_sentence(advice, got)}\n"
    if advice.limits:
        yield f"{advice.limits}\n"
    if got.missing:
        yield f"Not measured: {', '.join(f'`{name}`' for name in got.missing)}.\n"
    if not got.tallies:
        return
    if advice.claim in ("harms", "read"):
        yield "\n".join(f"- `{name}`: {titles()[name].rstrip('.')}." for name in _things(got)) + "\n"
    losing = "readings that have them" if advice.claim == "read" else "readings that lose"
    yield f"| thing | made with | n | {losing} | most: % (95 % interval) | verdict |"
    yield "|---|---|---|---|---|---|"
    for one in (*got.tallies, *got.others):
        yield _row(one, advice)
    yield ""
    yield from _example(advice, got)


def _things(got: Answer) -> list[str]:
    return sorted({one.line.thing for one in got.tallies})


def _sentence(advice: Advice, got: Answer) -> str:
    if got.verdict == "not measured":
        return "**Not measured**: what it takes is not on the machine that measured."
    losing, readers = sum(len(one.losing) for one in got.tallies), sum(one.readers for one in got.tallies)
    what = "read words that nobody sees" if advice.claim == "read" else "lose something"
    said = f"{losing} of {readers} readings {what}"
    if advice.claim in ("worse", "safest"):
        other, of = sum(len(one.losing) for one in got.others), sum(one.readers for one in got.others)
        names = ", ".join(_NAMES[one.line.typesetter] for one in got.others)
        said += f" of a plain page; with {names}, {other} of {of}"
    named = [cell.mean for one in got.tallies for cell in one.line.cells if cell.measure == NAMED]
    if advice.claim == "read" and named:
        people = sum(len(one.line.people) for one in got.tallies)
        hits = sum(
            sum(cell.values) for one in got.tallies for cell in one.line.cells if cell.measure == NAMED
        )
        said += f". And `ats check` names it in {hits:.0f} of {people} of these files: so can anybody else"
    answer = short(got)
    return f"{answer[0:2]}{answer[2:3].upper()}{answer[3:]}: {said}."


def _row(one: Tally, advice: Advice) -> str:
    line = one.line
    worse = next((cell for cell in line.cells if cell.measure == WORSE and VERDICT in cell.of), None)
    if line.thing == PLAIN:
        verdict = "–"
    elif worse is None or not worse.mean:
        verdict = "same"
    else:
        up, down = sum(v > 0 for v in worse.values), sum(v < 0 for v in worse.values)
        verdict = ", ".join(
            f"{word} for {number}" for word, number in (("worse", up), ("better", down)) if number
        )
    return (
        f"| {line.thing} | {_NAMES[line.typesetter]} | {len(line.people)} "
        f"| {len(one.losing)} of {one.readers} | {_worst(line, advice)} | {verdict} |"
    )


def _worst(line: Line, advice: Advice) -> str:
    cell = worst_cell(line, advice)
    if cell is None or cell.mean <= 0:
        return "nothing"
    paths = [name for name in cell.of if not name.startswith(FAMILY)]
    more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
    span = "" if cell.low is None else f" ({cell.low:g} to {cell.high:g})"
    return f"{cell.measure} {cell.mean:g}{span}, {paths[0]}{more}"


def worst_cell(line: Line, advice: Advice) -> Cell | None:
    """The paths' cell with the largest mean, of the measures that decide; one that counts, if any does."""
    measures = ("extra",) if advice.claim == "read" else advice.measures
    known = [
        cell
        for cell in line.cells
        if cell.measure in measures and any(not name.startswith(FAMILY) for name in cell.of)
    ]
    return max(known, key=lambda cell: (matters(cell), cell.mean, cell.of), default=None)


def _example(advice: Advice, got: Answer) -> Iterator[str]:
    """The file in which most is lost, of the typesetter that a stranger has; two commands."""
    one = example(got)
    line = one.line
    cell = worst_cell(line, advice)
    at = 0
    if cell is not None and len(cell.values) == len(line.people):
        at = cell.values.index(max(cell.values))
    seed = line.seeds[at]
    stem = f"build/show/files/{line.thing}__{line.typesetter}__{seed}"
    end = "docx" if line.typesetter == "docx" else "pdf"
    most = "The file that comes nearest to a loss"
    if got.verdict != "false":
        most = "The file of which most is " + ("read" if advice.claim == "read" else "lost")
    twin = "" if line.thing == PLAIN else ", with its twin beside it"
    yield f"{most} (the person `{line.people[at]}`){twin}:\n"
    yield "```sh"
    yield f"ats experiment -o build/show --faults {line.thing} --typesetters {line.typesetter} --seeds {seed}"
    yield f"ats check {stem}.{end}{_source(line, stem)} --no-ocr --fail-on never"
    yield "```\n"


def _source(line: Line, stem: str) -> str:
    from atsharness_corpus.docx.faults import FAULTS

    by_xml = line.typesetter == "docx" and line.thing in {fault.id for fault in FAULTS}
    return "" if by_xml else f" --source {stem}.txt"


def example(got: Answer) -> Tally:
    """Of which thing and typesetter a file is shown: where most readings lose, of equals what pip has."""

    def rank(one: Tally) -> tuple[float, int]:
        easy = _EASY.index(one.line.typesetter) if one.line.typesetter in _EASY else len(_EASY)
        return one.share, -easy

    easy = [one for one in got.tallies if one.line.typesetter in _EASY]
    if got.verdict == "false" and easy:
        return max(easy, key=rank)
    return max(got.tallies, key=rank)
