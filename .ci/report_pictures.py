"""Draws docs/report/*.webp: reports of three committed files, and their index, as Chromium shows them.

    .venv/bin/python .ci/report_pictures.py          needs Chromium on PATH, or CHROMIUM

Chromium's fonts and version show, so the pictures are not compared in any test.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import sync_playwright

from atsharness.model import Exhibit, RenderOptions, View
from atsharness.run import run
from atsharness.settings import Settings
from atsharness_reports.html import files

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "report"
RENDERED = ROOT / "corpus" / "rendered" / "pdf"
SHOWN = {
    "two-columns": (ROOT / "corpus" / "demo" / "resume.pdf", "light", 1960),
    "clean": (RENDERED / "typst-single-column__dense.pdf", "dark", 1500),
    "scan": (RENDERED / "reportlab-single-column__no-text-layer__1.pdf", "light", 1500),
}
"""Files, colour schemes, and how many pixels of each report are shown."""
WIDTH, SAVED_WIDTH, QUALITY = 1280, 960, 45
SITE = "http://report.test/"


def main() -> int:
    """Checks the files, opens their reports, writes the pictures."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if program is None:
        print("no Chromium: set CHROMIUM, or apt install chromium")
        return 1
    os.chdir(ROOT)
    names = [str(file.relative_to(ROOT)) for file, *_ in SHOWN.values()]
    exhibits: dict[int, Exhibit] = {}
    result = run(names, settings=Settings(paths=("panel",)), view=View(), exhibits=exhibits)
    written = dict(files(result, RenderOptions(exhibits=exhibits)))
    OUT.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for number, (name, (_, scheme, height)) in enumerate(SHOWN.items(), 1):
            _save(browser, written[f"report-{number:04}.html"], name, scheme, height)
        _save(browser, written["index.html"], "index", "light", 900)
        browser.close()
    return 0


def _save(browser: Any, html: str, name: str, scheme: str, height: int) -> None:
    page = browser.new_page(viewport={"width": WIDTH, "height": height}, color_scheme=scheme)
    page.route("**/*", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
    page.goto(SITE)
    with Image.open(io.BytesIO(page.screenshot())) as image:
        small = image.convert("RGB").resize((SAVED_WIDTH, round(image.height * SAVED_WIDTH / image.width)))
        small.save(OUT / f"{name}.webp", quality=QUALITY, method=6)
    page.close()


if __name__ == "__main__":
    sys.exit(main())
