"""Measures the installed parser paths on five committed layouts for docs/parser-paths.md: ``make docs``."""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
RENDERED = ROOT / "corpus" / "rendered"
TARGET = ROOT / "docs" / "parser-paths.md"
LAYOUTS = {
    "Chromium 2-col": "chromium-two-column__dense",
    "LibreOffice table": "libreoffice-table__dense",
    "Typst 2-col": "typst-two-column__dense",
    "letter-spaced heads": "typst-spaced-headings__dense",
    "XeLaTeX": "xelatex-single-column__dense",
}
RUNS = 5

HEAD = """\
# Parser paths

<!-- Written by `make docs` from the paths' docstrings and measurements. Do not edit. -->

A parser path is one text-extraction engine in one mode, as an applicant-tracking system could run it. It
takes a file's bytes and returns the text, the words with their boxes where the engine gives them, and the
engine's version; or a status with a reason. A path never repairs what its engine did. The **panel** is the
nine paths that pip installs; its text paths decide the verdict. The others are used where they are
installed (`ats doctor` says what installs them).

## Measured

Each cell is *word error rate / bag-of-words recall / adjacency*, in percent, of one dense page per layout
(`corpus/rendered/`), compared with its text in page order. Adjacency is the share of neighbouring words
that are still neighbours: 36/100/67 means that every word is there, but one word in three has another
neighbour. CPU is the median of {runs} warm runs on the XeLaTeX file, in ms, child processes included, on
the machine that wrote this page; only its proportions matter. `make docs` measures the table again.

{table}

{missing}
## Each path

{sections}"""


def measure(path_id: str) -> dict[str, Any]:
    """One path's version, its rates by layout and CPU ms a page; run in a process of its own."""
    from atsharness.alignment.align import align
    from atsharness.errors import PathUnavailable
    from atsharness.measure.rates import measure as rates
    from atsharness.model import ReadOptions
    from atsharness.registry import discover
    from atsharness.text.tokens import tokens

    parser = discover("atsharness_parsers", "PARSER")[path_id].value
    with tempfile.TemporaryDirectory() as folder:
        options = ReadOptions(work_dir=folder)
        try:
            version = parser.probe(options)
        except PathUnavailable as error:
            return {"version": None, "reason": str(error)}
        cells = {}
        for title, name in LAYOUTS.items():
            data = (RENDERED / "pdf" / f"{name}.pdf").read_bytes()
            reference = tokens((RENDERED / "ref" / f"{name}.txt").read_text("utf-8"))
            read = tokens(parser.read(data, options).text)
            adjacency = rates(align(reference, read, path_id=path_id), read).order.adjacency
            cells[title] = [*_word_rates(reference, read), None if adjacency is None else 100 * adjacency]
        times = []
        for _ in range(RUNS):
            before = _cpu()
            parser.read(data, options)
            times.append(_cpu() - before)
    return {"version": version, "cells": cells, "cpu_ms": 1000 * statistics.median(times)}


def _cpu() -> float:
    """CPU seconds of this process and its ended children; finer than `os.times`."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _word_rates(reference: Any, read: Any) -> tuple[float, float]:
    """Word error rate and bag-of-words recall over KEY words without decoration, in percent."""
    from rapidfuzz.distance import Levenshtein

    expected = [token.key for token in reference if not token.decoration]
    observed = [token.key for token in read if not token.decoration]
    found = (Counter(expected) & Counter(observed)).total()
    return 100 * Levenshtein.distance(expected, observed) / len(expected), 100 * found / len(expected)


def write() -> None:
    """Measures all paths and writes the page."""
    import tabulate

    from atsharness.registry import discover

    found = discover("atsharness_parsers", "PARSER")
    parsers = sorted(
        (item.value for item in found.values()), key=lambda item: (not item.panel, item.family, item.id)
    )
    rows, missing, sections = [], [], []
    for parser in parsers:
        command = [sys.executable, __file__, "--measure", parser.id]
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
        result = json.loads(done.stdout)
        print(parser.id, result.get("version") or result.get("reason"), file=sys.stderr)
        if result["version"] is None:
            missing.append(f"`{parser.id}` ({result['reason']})")
        else:
            cells = [
                "/".join("–" if value is None else f"{value:.0f}" for value in result["cells"][name])
                for name in LAYOUTS
            ]
            panel = "yes" if parser.panel else ""
            rows.append(
                [parser.id, parser.family, panel, result["version"], *cells, f"{result['cpu_ms']:.0f}"]
            )
        sections.append(section(found[parser.id].origin, parser))
    headers = ["path", "family", "panel", "version", *LAYOUTS, "CPU ms"]
    page = HEAD.format(
        runs=RUNS,
        table=tabulate.tabulate(rows, headers, "github", disable_numparse=True),
        missing=f"Not installed where this was measured: {', '.join(missing)}.\n" if missing else "",
        sections="\n".join(sections),
    )
    TARGET.write_text(page, "utf-8")


def section(origin: str, parser: Any) -> str:
    """What the page says of one path: its module's docstring."""
    import importlib
    import inspect

    text = inspect.getdoc(importlib.import_module(origin.partition(":")[0])) or ""
    return (
        f"### {parser.id}\n\n{parser.title}; family {parser.family}. Install: `{parser.install}`\n\n{text}\n"
    )


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--measure", metavar="ID", help="print one path's figures as JSON")
    asked = arguments.parse_args().measure
    if asked:
        print(json.dumps(measure(asked)))
    else:
        write()
