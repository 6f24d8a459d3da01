"""``ats experiment templates``: what reading the templates costs beside printing them, in CPU time."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import batch

from atsharness.errors import PathUnavailable
from atsharness.extract.work import analyse, read_path
from atsharness.model import Document, ParserPath, ReadOptions
from atsharness.model.media_types import PDF
from atsharness.pipeline import Inputs, Judging, check
from atsharness.registry import discover
from atsharness.rules.engine import all_rules
from atsharness.settings import Settings
from atsharness.sources.read import read_source
from atsharness.verdict.limits import calibrated
from atsharness_corpus.templates import gallery, resume
from atsharness_corpus.templates.model import Workshop

CACHE = Path(__file__).resolve().parents[2] / "build" / "templates" / "cache"
"""Where the command keeps what it has installed; what is missing there is installed."""
WHOLE_RUN = 45
"""Templates from which on the ratio is one of a whole run."""
NO_LIMIT = 99.0
LIMIT, GOAL = 0.6, 0.35
"""Of the harness alone: .52 was measured over 55 templates, 0.7 s each beside 1.3 s for printing one."""


def templates(_n: int) -> list[dict[str, object]]:
    """All templates that can be printed here, each printed once and read once by all paths found, no OCR.

    The first row is the harness alone: analysing pages, aligning, judging. The second has the engines too,
    with the Java virtual machine, Node.js and LibreOffice that some start for each document, and the
    processes around them.
    """
    with tempfile.TemporaryDirectory() as name:
        output = Path(name)
        shop = Workshop(cache=CACHE, person=resume.PERSON)
        made = gallery.print_all(gallery.chosen(shop), output, shop, jobs=2)
        for reason in sorted({one.reason for one in made if one.status == "missing"}):
            print(f"templates: {reason}", file=sys.stderr)
        printed = [one for one in made if one.status == "printed"]
        printing_s = sum(one.cpu_s for one in printed)
        options = ("-j", "2", "--source", str(resume.PERSON), "--keep-text")
        read = batch.measured(output / gallery.DOCUMENTS, output / "run", *options)
        pages = [output / gallery.DOCUMENTS / one.file for one in printed if one.file.endswith(".pdf")]
        own_s = _own_s(pages) * len(printed) / max(1, len(pages))
        whole = len(printed) >= WHOLE_RUN
        return [
            _row(f"harness alone, {len(printed)} templates", own_s, printing_s, LIMIT if whole else NO_LIMIT),
            _row(
                f"harness and engines, {len(printed)} templates",
                read["own_s"] + read["below_s"],
                printing_s,
                NO_LIMIT,
            ),
        ]


def _row(name: str, ours_s: float, printing_s: float, limit: float) -> dict[str, object]:
    return {
        "name": name,
        "ratio": round(ours_s / printing_s, 2),
        "limit": limit,
        "goal": GOAL,
        "n": 1,
        "peer": f"printing them: {printing_s:.0f} s of CPU time; this {ours_s:.0f} s",
        "ours_s": round(ours_s, 1),
        "peer_s": round(printing_s, 1),
    }


def _own_s(pages: Sequence[Path]) -> float:
    """CPU seconds of what the harness itself does with PDF files and the texts of all paths found."""
    paths = list(_found())
    source = read_source(resume.PERSON)
    judging = Judging(limits=calibrated(), rules=all_rules(), settings=Settings())
    spent = 0.0
    for number, file in enumerate((pages[0], *pages)):
        data = file.read_bytes()
        with tempfile.TemporaryDirectory() as folder:
            options = ReadOptions(work_dir=folder)
            texts = tuple(read_path(path, lambda data=data: data, options) for path in paths)  # type: ignore[misc]
            start = time.process_time()
            page = analyse(data, options, ocr=False)
            inputs = Inputs(
                document=Document(path=file.name, media_type=PDF, size_bytes=len(data)),
                extractions=texts,
                facts=page.facts,
                page=page.reference,
                source=source,
                panel={path.id: path.family for path in paths if path.panel},
            )
            check(inputs, judging)
            if number:  # the first time everything is loaded
                spent += time.process_time() - start
    return spent


def _found() -> list[ParserPath]:
    """The paths that read a PDF here, OCR left out."""
    found = []
    for one in sorted(discover("atsharness_parsers", "PARSER").items()):
        path = one[1].value
        try:
            if PDF in path.accepts and path.id != "tesseract":
                path.probe(ReadOptions())
                found.append(path)
        except PathUnavailable:
            continue
    return found
