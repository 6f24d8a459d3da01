"""Puts a run of the demo into README.md, between its two markers: part of `make docs`."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEMO = "corpus/demo/resume"
COLUMNS = 80
PLACE = re.compile(r"(<!-- screen[^\n]*-->\n```text\n)(.*?)(```\n<!-- end of screen -->)", re.DOTALL)


def demo(*options: str) -> str:
    """What `ats check` prints for the demo résumé."""
    command = [str(ROOT / ".venv/bin/ats"), "check", f"{DEMO}.pdf", "--source", f"{DEMO}.md"]
    command += ["--paths", "panel", "--fail-on", "never", *options]
    environ = {**os.environ, "COLUMNS": str(COLUMNS)}
    return subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=True).stdout


def main() -> None:
    """Runs the demo's command and replaces the screen."""
    readme = ROOT / "README.md"
    screen = demo()
    changed, places = PLACE.subn(lambda match: match[1] + screen + match[3], readme.read_text("utf-8"))
    if places != 1:
        raise SystemExit("README.md has no screen markers")
    readme.write_text(changed, "utf-8")


if __name__ == "__main__":
    main()
