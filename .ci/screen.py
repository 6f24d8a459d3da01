"""Puts a real run of the demo into README.md, between its two markers: part of `make docs`."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEMO = "corpus/demo/resume"


def main() -> None:
    """Runs the demo's command at 100 columns and replaces the screen."""
    command = [
        str(ROOT / ".venv/bin/ats"),
        "check",
        f"{DEMO}.pdf",
        "--source",
        f"{DEMO}.md",
        "--paths",
        "panel",
        "--fail-on",
        "never",
    ]
    environ = {**os.environ, "COLUMNS": "100"}
    screen = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=True).stdout
    readme = ROOT / "README.md"
    pattern = re.compile(r"(<!-- screen[^\n]*-->\n```text\n).*?(```\n<!-- end of screen -->)", re.DOTALL)
    changed, places = pattern.subn(lambda match: match[1] + screen + match[2], readme.read_text("utf-8"))
    if places != 1:
        raise SystemExit("README.md has no screen markers")
    readme.write_text(changed, "utf-8")


if __name__ == "__main__":
    main()
