"""``ats experiment templates``: what reading the templates costs beside printing them, in CPU time."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import batch

from atsharness_corpus.templates import gallery, resume
from atsharness_corpus.templates.model import Workshop

CACHE = Path(__file__).resolve().parents[2] / "build" / "templates" / "cache"
"""Where the command keeps what it has installed; what is missing there is installed."""
WHOLE_RUN = 45
"""Templates from which on the ratio is one of a whole run."""
MOST_OF_FEW = 99.0
"""The limit where fewer can be printed: there is none."""
OUTSIDE = ("pdfbox-sorted", "pdfbox-stream", "pdfjs", "libreoffice-pdf")
"""Paths that start a Java virtual machine, Node.js or LibreOffice for each document."""


def templates(_n: int) -> list[dict[str, object]]:
    """All templates that can be printed here, each printed once and read once by all paths found, no OCR.

    Two rows: all paths, and those whose engines start no program of 0.5 s and more for each document.
    """
    with tempfile.TemporaryDirectory() as name:
        output = Path(name)
        shop = Workshop(cache=CACHE, person=resume.PERSON)
        made = gallery.print_all(gallery.chosen(shop), output, shop, jobs=2)
        missing = sorted({one.reason for one in made if one.status == "missing"})
        for reason in missing:
            print(f"templates: {reason}", file=sys.stderr)
        printed = [one for one in made if one.status == "printed"]
        printing_s = sum(one.cpu_s for one in printed)
        inside = ",".join(sorted(set(_paths()) - set(OUTSIDE)))
        rows = []
        for title, chosen in (
            ("all paths", ()),
            ("without Java, Node.js, LibreOffice", ("--paths", inside)),
        ):
            options = ("-j", "2", "--source", str(resume.PERSON), "--keep-text", *chosen)
            read = batch.measured(output / gallery.DOCUMENTS, output / f"run{len(rows)}", *options)
            reading_s = read["own_s"] + read["below_s"]
            rows.append(
                {
                    "name": f"reading {len(printed)} templates, {title}",
                    "ratio": round(reading_s / printing_s, 2),
                    "limit": 0.35 if len(printed) >= WHOLE_RUN else MOST_OF_FEW,
                    "goal": 0.35,
                    "n": 1,
                    "peer": f"printing them ({printing_s:.0f} s of CPU time; reading {reading_s:.0f} s)",
                    "ours_s": round(reading_s, 1),
                    "peer_s": round(printing_s, 1),
                }
            )
    return rows


def _paths() -> list[str]:
    """The ids of all paths but OCR's."""
    from atsharness.registry import discover

    return [key for key in discover("atsharness_parsers", "PARSER") if key not in ("tesseract", "mock")]
