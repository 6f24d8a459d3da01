"""CPU of the layout facts against pdfminer's text of the same page, as ratios (form of run.py)."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DENSE = ROOT / "corpus" / "rendered" / "pdf" / "typst-single-column__dense.pdf"


def _cpu(call: Callable[[], object]) -> float:
    start = time.process_time()
    call()
    return time.process_time() - start


def _paired(name: str, ours: Callable[[], object], *, limit: float, goal: float, n: int) -> dict[str, object]:
    """One row: `n` pairs in turn after one warm-up of each, both in this process."""
    import pdfminer
    from pdfminer.high_level import extract_text

    data = DENSE.read_bytes()

    def peer() -> object:
        return extract_text(BytesIO(data))

    ours(), peer()
    pairs = [(_cpu(ours), _cpu(peer)) for _ in range(n)]
    return {
        "name": name,
        "ratio": round(statistics.median(a / b for a, b in pairs), 3),
        "limit": limit,
        "goal": goal,
        "n": n,
        "peer": f"pdfminer.high_level.extract_text of the same page (pdfminer.six {pdfminer.__version__})",
        "ours_s": round(statistics.median(a for a, _ in pairs), 4),
        "peer_s": round(statistics.median(b for _, b in pairs), 4),
    }


def facts(n: int) -> dict[str, object]:
    """All facts of the dense page but the shape vote and OCR."""
    from atsharness.facts.gather import gather

    data = DENSE.read_bytes()
    return _paired("facts of a page", lambda: gather(data, votes=False), limit=1.5, goal=1.0, n=n)


def shape_vote(n: int) -> dict[str, object]:
    """The shape vote on its three fonts, the atlas built before."""
    from atsharness.page import glyph_shapes, glyphs
    from atsharness.page.document import Opened
    from atsharness.page.page import read_page

    opened = Opened(DENSE.read_bytes(), None)
    fonts = glyphs.Fonts()
    page = read_page(opened, 0, fonts, None)
    try:
        return _paired(
            "shape vote", lambda: glyph_shapes.vote([page], len(fonts.names)), limit=2.5, goal=1.5, n=n
        )
    finally:
        opened.close()


PAGES = 100
MOST_MB = 300


def memory(_n: int) -> dict[str, object]:
    """Peak of a fresh process that gathers the facts of 100 pages of the committed corpus."""
    code = (
        "import resource, sys, pymupdf; from atsharness.facts.gather import gather\n"
        "with pymupdf.open() as made:\n"
        "    while len(made) < int(sys.argv[1]):\n"
        "        for name in sys.argv[2:]:\n"
        "            with pymupdf.open(name) as one: made.insert_pdf(one)\n"
        "    data = made.tobytes()\n"
        "found = gather(data, max_pages=int(sys.argv[1]))\n"
        "print(len(found.pages), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    files = [str(PAGES), *map(str, sorted(DENSE.parent.glob("typst-*__dense.pdf")))]
    done = subprocess.run([sys.executable, "-c", code, *files], capture_output=True, text=True, check=True)
    pages, peak = map(int, done.stdout.split())
    assert pages == PAGES
    return {
        "name": f"facts of {PAGES} pages, MB",
        "ratio": round(peak / (1024 if sys.platform != "darwin" else 1024**2), 1),
        "limit": MOST_MB,
        "goal": MOST_MB,
        "n": 1,
        "peer": "its own peak resident size, in MB (no ratio)",
    }


if __name__ == "__main__":
    for row in (facts(7), shape_vote(7), memory(1)):
        print(row)
