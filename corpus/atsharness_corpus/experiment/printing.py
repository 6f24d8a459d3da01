"""A PDF as a print driver makes it: over PostScript, by poppler's pdftops and Ghostscript."""

from __future__ import annotations

import tempfile
from pathlib import Path

from atsharness_corpus.experiment.model import Made
from atsharness_corpus.typesetters import programs

INSTALL = "apt install ghostscript poppler-utils"


def missing() -> str:
    """Why nothing can be printed here; empty where it can."""
    from atsharness_corpus.model import TypesetterMissing

    try:
        programs.find(("pdftops",), INSTALL)
        programs.find(("gs",), INSTALL)
    except TypesetterMissing as error:
        return str(error)
    return ""


def over_postscript(made: Made) -> Made:
    """The same page, printed and made a PDF again."""
    with tempfile.TemporaryDirectory(prefix="ats-corpus-") as name:
        folder = Path(name)
        (folder / "page.pdf").write_bytes(made.data)
        programs.run([programs.find(("pdftops",), INSTALL), "page.pdf", "page.ps"], folder, "page.ps")
        command = [programs.find(("gs",), INSTALL), "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER"]
        pdf = programs.run(
            [*command, "-sDEVICE=pdfwrite", "-sOutputFile=again.pdf", "page.ps"], folder, "again.pdf"
        )
    return Made(data=pdf, text=made.text)
