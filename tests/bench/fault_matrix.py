"""Measures what every fault costs every parser path of the panel, for docs/faults.md: ``make docs``.

Each fault is built with its near-miss, which differs in the fault alone; what a path loses of the one
and not of the other is the fault's cost. Exits 1 where a fault that is labelled a violation costs nothing.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import tempfile
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from statistics import mean
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "docs" / "faults.md"
AXES = ("lost", "altered", "cut", "moved", "extra")
LETTERS = {"lost": "L", "altered": "A", "cut": "C", "moved": "M", "extra": "X"}
OCR_TIMES = 4
LEAST_WORDS = 1.0
"""Fewer words than this, on average over the seeds, are no measured cost; for OCR four times as many."""

HEAD = """\
# Faults

<!-- Written by `make docs` from the faults' docstrings and measurements. Do not edit. -->

A fault is one way in which a page hides its text from parsers. Each comes as a labelled positive and a
near-miss that looks alike and differs in the fault alone (`ats corpus list`, `ats corpus build`). *violation*
means that some parser path measurably loses something by it; *information* that none does. The same with
intervals over people, in more typesetters, beside choices that are no faults: `ats experiment`
([advice](advice.md)).

**Held out**: the typesetters {typesetters} and the templates {templates}.
No rule, limit or threshold may be tuned on their files, so that the figures measured on them are fair
([held-out sets](adr/0011-held-out-sets.md)).

## What each fault costs each path

Words in percent of the reference's words, in the positive minus those in its near-miss, mean of seeds {seeds}
({files} files): **L** lost · **A** altered (letters differ) · **C** cut (split, glued or hyphenated) ·
**M** moved · **X** extra words that no person sees. *fails*: the path reads nothing. `·`: no measured cost
(less than {least:g} word; {least2:g} for Tesseract, which makes a few random errors).

{table}

{missing}
Notes on the table. pdfplumber glues words wherever the gap is narrower than its tolerance of 3 points: it
glues the near-miss of missing-spaces as well, so the fault costs it nothing more. MuPDF drops clipped,
cropped and off-page text; PDFium reads hidden layers. low-contrast costs OCR words in some files and none
in others. Of all paths only PDFBox, which is not in the panel, refuses restricted-copy; the others ignore
that permission.

## Each fault

{sections}"""


def costs(file: str, reference: str, path_ids: tuple[str, ...]) -> dict[str, dict[str, float] | str]:
    """What each path makes of one file: words by axis, or the reason why there is nothing."""
    from atsharness.alignment.align import align
    from atsharness.model import ReadOptions
    from atsharness.registry import discover
    from atsharness.text.tokens import tokens

    found = discover("atsharness_parsers", "PARSER")
    data = Path(file).read_bytes()
    wanted = tokens(Path(reference).read_text("utf-8"))
    result: dict[str, dict[str, float] | str] = {}
    for path_id in path_ids:
        with tempfile.TemporaryDirectory() as folder:
            try:
                read = found[path_id].value.read(data, ReadOptions(work_dir=folder))
            except Exception as error:
                result[path_id] = f"{type(error).__name__}: {error}"
                continue
        result[path_id] = counted(align(wanted, tokens(read.text), path_id=path_id))
    return result


def counted(alignment: Any) -> dict[str, float]:
    """Words of an alignment by axis."""
    words = [word for word in alignment.words if not word.decoration]
    forms = [word.form for word in words]
    return {
        "words": len(words),
        "lost": forms.count("missing"),
        "altered": sum(form == "substituted" or form.startswith("ok~") for form in forms),
        "cut": sum(form in ("split", "glued", "hyphenated") for form in forms),
        "moved": sum(word.place == "moved" for word in words),
        "extra": sum(run.stop - run.start for run in alignment.spurious),
    }


def installed() -> tuple[tuple[str, ...], dict[str, str]]:
    """Paths of the panel that can be used here, by family, and the reason for each other one."""
    from atsharness.errors import PathUnavailable
    from atsharness.model import ReadOptions
    from atsharness.registry import discover

    ready, missing = [], {}
    for path_id, found in discover("atsharness_parsers", "PARSER").items():
        if not found.value.panel or "application/pdf" not in found.value.accepts:
            continue
        with tempfile.TemporaryDirectory() as folder:
            try:
                found.value.probe(ReadOptions(work_dir=folder))
                ready.append((found.value.family, path_id))
            except PathUnavailable as error:
                missing[path_id] = str(error)
    return tuple(path_id for *_, path_id in sorted(ready)), missing


def difference(positive: Any, near_miss: Any) -> dict[str, float] | str:
    """The fault's cost in one pair: words by axis (never below 0) and ``percent`` of the page's words."""
    if isinstance(positive, str):
        return positive
    base = near_miss if isinstance(near_miss, dict) else dict.fromkeys(AXES, 0)
    return {axis: max(0.0, positive[axis] - base[axis]) for axis in AXES} | {"words": positive["words"]}


def cell(pairs: list[dict[str, float] | str], path_id: str) -> str:
    """One cell of the table."""
    if any(isinstance(pair, str) for pair in pairs):
        return "fails"
    least = LEAST_WORDS * (OCR_TIMES if path_id == "tesseract" else 1)
    parts = []
    for axis in AXES:
        words = mean(pair[axis] for pair in pairs if isinstance(pair, dict))
        share = mean(100 * pair[axis] / pair["words"] for pair in pairs if isinstance(pair, dict))
        if words >= least:
            parts.append(f"{LETTERS[axis]}{share:.0f}" if share >= 1 else f"{LETTERS[axis]}<1")
    return " ".join(parts) or "·"


def main() -> int:
    """The command line."""
    from atsharness_corpus import build, held_out
    from atsharness_corpus.commands.corpus import seeds_of
    from atsharness_corpus.labels import read_labels

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", default="1-2", metavar="A-B")
    parser.add_argument("--faults", default="", metavar="A,B")
    parser.add_argument("--typesetters", default="reportlab,typst", metavar="A,B")
    parser.add_argument("--no-ocr", action="store_true")
    parser.add_argument("--out", type=Path, default=TARGET)
    options = parser.parse_args()
    paths, missing = installed()
    paths = tuple(path_id for path_id in paths if not (options.no_ocr and path_id == "tesseract"))
    faults = build.choose_faults(filter(None, options.faults.split(",")))
    setters = dict.fromkeys(options.typesetters.split(","), "")
    with tempfile.TemporaryDirectory(prefix="ats-faults-") as name:
        folder = Path(name)
        jobs, skipped = build.plan(seeds_of(options.seeds), (), faults, setters)
        build.build(folder, jobs, list(setters))
        labels = read_labels(folder / "labels.json").files
        files = [str(folder / label.file) for label in labels]
        references = [str(folder / label.reference) for label in labels]
        with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
            results = list(pool.map(partial(costs, path_ids=paths), files, references))
    pairs = paired(labels, results, paths)
    cells = {
        fault: {path: cell(found, path) for path, found in by_path.items()}
        for fault, by_path in pairs.items()
    }
    free = [
        fault.id
        for fault in faults
        if fault.expect == "violation" and fault.id in cells and not set(cells[fault.id].values()) - {"·"}
    ]
    page = HEAD.format(
        typesetters=", ".join(f"`{name}`" for name in sorted(held_out.TYPESETTERS)),
        templates=", ".join(f"`{name}`" for name in sorted(held_out.TEMPLATES)),
        seeds=options.seeds,
        files=len(files),
        least=LEAST_WORDS,
        least2=OCR_TIMES * LEAST_WORDS,
        table=table(faults, cells, paths),
        missing="".join(f"{path}: not measured ({reason}).\n" for path, reason in missing.items()),
        sections="\n".join(section(fault) for fault in faults),
    )
    options.out.write_text(page, encoding="utf-8", newline="\n")
    for name, reason in skipped.items():
        print(f"left out {name}: {reason}", file=sys.stderr)
    for name in free:
        print(f"{name} is labelled a violation and costs no path anything", file=sys.stderr)
    return 1 if free else 0


def paired(
    labels: Iterable[Any], results: Iterable[Any], paths: Iterable[str]
) -> dict[str, dict[str, list[Any]]]:
    """The cost of every pair by fault and path."""
    by_key = {}
    for label, result in zip(labels, results, strict=True):
        fault = Path(label.file).stem.split("__")[1]
        by_key[fault, label.seed, label.near_miss_of is not None] = result
    found: dict[str, dict[str, list[Any]]] = {}
    for (fault, seed, near_miss), result in by_key.items():
        if not near_miss:
            for path in paths:
                pair = difference(result[path], by_key[fault, seed, True][path])
                found.setdefault(fault, {}).setdefault(path, []).append(pair)
    return found


def table(faults: Iterable[Any], cells: dict[str, dict[str, str]], paths: tuple[str, ...]) -> str:
    """The matrix as Markdown."""
    lines = [f"| fault | expected | {' | '.join(paths)} |", "|---|---|" + "---|" * len(paths)]
    for fault in faults:
        if row := cells.get(fault.id):
            lines.append(f"| {fault.id} | {fault.expect} | {' | '.join(row[path] for path in paths)} |")
    return "\n".join(lines)


def section(fault: Any) -> str:
    """A fault's own words."""
    origin = fault.id.replace("-", "_")
    text = (importlib.import_module(f"atsharness_corpus.faults.{origin}").__doc__ or "").strip()
    rules = ", ".join(fault.rule_ids)
    where = f"{fault.catalogue} · {rules} · {fault.expect} · set in {', '.join(fault.typesetters)}"
    return f"### {fault.id}\n\n{where}\n\n{text}\n"


if __name__ == "__main__":
    sys.exit(main())
