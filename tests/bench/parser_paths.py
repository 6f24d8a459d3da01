"""Measures the installed parser paths, five files a format, for docs/parser-paths.md: ``make docs``."""

from __future__ import annotations

import argparse
import json
import random
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
DOCX_FILES = {
    "clean": "",
    "contact in header": "contact-in-header",
    "text box": "text-box",
    "layout table": "layout-table",
    "dates after tabs": "tab",
}
"""Files of the corpus's dense page as DOCX: the constructs that they have."""
FLOW_FILES = {
    "odt": {
        "clean ODT": "",
        "text box": "odt-text-box",
        "contact in header": "odt-contact-in-header",
        "line breaks": "odt-line-break",
    },
    "rtf": {"clean RTF": "", "text box": "rtf-text-box", "contact in header": "rtf-contact-in-header"},
    "html": {"clean HTML": "", "minified": "html-minified", "Windows-1252": "html-old-encoding"},
    "txt": {"clean text": "", "old encoding": "text-old-encoding"},
}
"""The same for the other formats, of the page with the most letters beyond ASCII."""
PERSON, FLOW_PERSON = "dense", "german"
TIMED = ("XeLaTeX", "clean", *(next(iter(files)) for files in FLOW_FILES.values()))
RUNS = 5

TABLES = {
    "pdf": list(LAYOUTS),
    "docx": list(DOCX_FILES),
    **{kind: [f"{kind}: {title}" for title in files] for kind, files in FLOW_FILES.items()},
}
"""By format, the files that a path's row is measured on."""

HEAD = """\
# Parser paths

<!-- Written by `make docs` from the paths' docstrings and measurements. Do not edit. -->

A parser path is one text-extraction engine in one mode, as an applicant-tracking system could run it. It
takes a file's bytes and returns the text, the words with their boxes where the engine gives them, and the
engine's version; or a status with a reason. A path never repairs what its engine did. The **panel** of a PDF
is the nine paths that pip installs, those of other formats are some that the extra `formats` installs; their
text paths decide the verdict. The others are used where they are installed (`ats doctor` says what installs
them).

## PDF

Each cell is *word error rate / bag-of-words recall / adjacency*, in percent, of one dense page per layout
(`corpus/rendered/`), compared with its text in page order. Adjacency is the share of neighbouring words
that are still neighbours: 36/100/67 means that every word is there, but one word in three has another
neighbour. CPU is the median of {runs} warm runs on the XeLaTeX file (the clean DOCX), in ms, child processes
included, on the machine that wrote this page; only its proportions matter. `make docs` measures it again.

{pdf}

## DOCX

The same figures of the dense page as DOCX, in one column of paragraphs, and with one construct each
(`corpus/atsharness_corpus/docx/faults.py`), compared with its text in the order of the document; see
[docx](docx.md).

{docx}

## ODT

The same of a page in German (`corpus/atsharness_corpus/flow/`), here and below; see [formats](formats.md).

{odt}

## RTF

{rtf}

## HTML

{html}

## Plain text

{txt}

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
        cells, times = {}, {}
        for title, (data, text) in {**_files(parser.accepts), **_flow_files(parser.accepts)}.items():
            reference = tokens(text)
            read = tokens(parser.read(data, options).text)
            adjacency = rates(align(reference, read, path_id=path_id), read).order.adjacency
            cells[title] = [*_word_rates(reference, read), None if adjacency is None else 100 * adjacency]
            if title.partition(": ")[2] in TIMED or title in TIMED:
                times[title] = 1000 * statistics.median(_timed(parser, data, options) for _ in range(RUNS))
    return {"version": version, "cells": cells, "cpu_ms": times}


def _timed(parser: Any, data: bytes, options: Any) -> float:
    before = _cpu()
    parser.read(data, options)
    return _cpu() - before


def _files(accepts: tuple[str, ...]) -> dict[str, tuple[bytes, str]]:
    """The files of the types that a path reads, with their texts."""
    from atsharness.docx.gather import gather
    from atsharness.model.media_types import DOCX, PDF
    from atsharness_corpus.docx.faults import FAULTS
    from atsharness_corpus.docx.resume import clean
    from atsharness_corpus.person import content_dir, load_people

    found: dict[str, tuple[bytes, str]] = {}
    for title, name in LAYOUTS.items() if PDF in accepts else ():
        text = (RENDERED / "ref" / f"{name}.txt").read_text("utf-8")
        found[title] = ((RENDERED / "pdf" / f"{name}.pdf").read_bytes(), text)
    (person,) = load_people(content_dir(), [PERSON])
    builders = {fault.id: fault.inject for fault in FAULTS}
    for title, name in DOCX_FILES.items() if DOCX in accepts else ():
        made = builders[name](person, random.Random(1)) if name else clean(person)
        data = made.saved()
        found[title] = (data, gather(data)[1].text)
    return found


def _flow_files(accepts: tuple[str, ...]) -> dict[str, tuple[bytes, str]]:
    """The files of other formats that a path reads, with their texts."""
    from atsharness.flow.gather import gather
    from atsharness.model.media_types import HTML, ODT, RTF, TEXT
    from atsharness_corpus.flow.faults import FAULTS, clean
    from atsharness_corpus.person import content_dir, load_people

    types = {"odt": ODT, "rtf": RTF, "html": HTML, "txt": TEXT}
    (person,) = load_people(content_dir(), [FLOW_PERSON])
    builders = {fault.id: fault.inject for fault in FAULTS}
    found: dict[str, tuple[bytes, str]] = {}
    for kind, files in FLOW_FILES.items():
        for title, name in files.items() if types[kind] in accepts else ():
            data = builders[name](person, random.Random(1)) if name else clean(kind, person)
            found[f"{kind}: {title}"] = (data, gather(types[kind], data)[1].text)
    return found


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
    from atsharness.registry import discover

    found = discover("atsharness_parsers", "PARSER")
    parsers = sorted(
        (item.value for item in found.values()), key=lambda item: (not item.panel, item.family, item.id)
    )
    tables: dict[str, list[list[str]]] = {name: [] for name in TABLES}
    missing, sections = [], []
    for parser in parsers:
        command = [sys.executable, __file__, "--measure", parser.id]
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
        result = json.loads(done.stdout)
        print(parser.id, result.get("version") or result.get("reason"), file=sys.stderr)
        if result["version"] is None:
            missing.append(f"`{parser.id}` ({result['reason']})")
        else:
            for name, files in TABLES.items():
                if set(files) <= result["cells"].keys():
                    tables[name].append(row(parser, result, files))
        sections.append(section(found[parser.id].origin, parser))
    page = HEAD.format(
        runs=RUNS,
        **{name: shown(name, rows) for name, rows in tables.items()},
        missing=f"Not installed where this was measured: {', '.join(missing)}.\n" if missing else "",
        sections="\n".join(sections),
    )
    TARGET.write_text(page, "utf-8")


def shown(name: str, rows: list[list[str]]) -> str:
    """A table as Markdown."""
    import tabulate

    titles = [title.rpartition(": ")[2] for title in TABLES[name]]
    head = ["path", "family", "panel", "version", *titles, "CPU ms"]
    return tabulate.tabulate(rows, head, "github", disable_numparse=True)


def row(parser: Any, result: dict[str, Any], files: list[str]) -> list[str]:
    """One path's row of a table."""
    cells = [
        "/".join("–" if value is None else f"{value:.0f}" for value in result["cells"][name])
        for name in files
    ]
    (milliseconds,) = (result["cpu_ms"][name] for name in files if name in result["cpu_ms"])
    panel = "yes" if parser.panel else ""
    return [parser.id, parser.family, panel, result["version"], *cells, f"{milliseconds:.0f}"]


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
