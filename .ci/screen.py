"""Puts a shortened run of the demo into README.md, between its two markers: part of `make docs`."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEMO = "corpus/demo/resume"
SHOWN = ("pdfplumber", "pymupdf-stream", "tesseract")
"""Parser paths whose rows are kept: one that mixes the columns, one that does not, and OCR."""
COLUMNS = 120
PLACE = re.compile(r"(<!-- screen[^\n]*-->\n```text\n)(.*?)(```\n<!-- end of screen -->)", re.DOTALL)


def demo(*options: str) -> str:
    """What `ats check` prints for the demo résumé."""
    command = [str(ROOT / ".venv/bin/ats"), "check", f"{DEMO}.pdf", "--source", f"{DEMO}.md"]
    command += ["--paths", "panel", "--fail-on", "never", *options]
    environ = {**os.environ, "COLUMNS": str(COLUMNS)}
    return subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=True).stdout


def shortened(screen: str) -> str:
    """The headline, the path table with the rows of `SHOWN`, and the verdict's sentence."""
    lines = screen.splitlines(keepends=True)
    end = next(at for at, line in enumerate(lines) if line.startswith("╰"))
    kept, path = [], ""
    for line in lines[:end]:
        path = (line.split("│")[1].strip() or path) if line.startswith("│") else ""
        if path in ("", "parser path", *SHOWN):
            kept.append(line)
    after = next(at for at, line in enumerate(lines) if at > end and line.startswith("╭"))
    return "".join([*kept, *lines[end:after]])


def main() -> None:
    """Runs the demo's command and replaces the screen."""
    readme = ROOT / "README.md"
    screen = shortened(demo())
    changed, places = PLACE.subn(lambda match: match[1] + screen + match[3], readme.read_text("utf-8"))
    if places != 1:
        raise SystemExit("README.md has no screen markers")
    readme.write_text(changed, "utf-8")


if __name__ == "__main__":
    main()
