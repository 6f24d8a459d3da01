"""A header or footer that the browser added when the page was printed.

What it looks for:
    Lines at the top or bottom edge of a page with the date and time of printing or the address of the printed
    page, as Chrome, Edge, Firefox and Safari add them unless told not to.

Why parsers lose it:
    Nothing is lost, but the lines come out amid the text: between the lines of a job that goes on overleaf
    stand a date, a title and a file name, which may be taken for the person's.

Evidence:
    The lines.

How to fix:
    Print again without headers and footers.

Limits:
    A footer that holds page numbers alone is not reported.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from atsharness.model import Evidence
from atsharness.model.facts import Line, PageFacts
from atsharness.rules.kit.text_facts import counted, facts_of
from atsharness.rules.model import Artifacts, Draft, Rule

EDGE = 0.06
"""Share of the page's height at its top and bottom where browsers set them; Chrome's stand at .02 and .98."""

_STAMP = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?\s+\d{1,2}:\d{2}|\b(?:file|https?)://\S")
"""The date with the time, or the address with its scheme."""


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    found = [(page, line) for page in facts_of(artifacts).pages for line in _added(page)]
    if not found:
        return
    pages = {page.number for page, _ in found}
    first = found[0][0].number
    texts = list(dict.fromkeys(_plain(line) for _, line in found))
    shown = ", ".join(f"“{text[:60]}”" for text in texts[:2])
    yield Draft(
        message=f"a header or footer that the browser added on {counted(len(pages), 'page')}: {shown}",
        anchor="browser header",
        page=first,
        boxes=tuple(line.box for page, line in found if page.number == first),
        evidence=tuple(
            Evidence(kind="layout", page=page.number, box=line.box, observed=_plain(line)[:200])
            for page, line in found[:4]
        ),
        harmless=True,
    )


def _added(page: PageFacts) -> Iterator[Line]:
    edge = EDGE * page.height
    for line in page.lines:
        if (line.box[3] <= edge or line.box[1] >= page.height - edge) and _STAMP.search(_plain(line)):
            yield line


def _plain(line: Line) -> str:
    return unicodedata.normalize("NFKC", line.text)


RULE = Rule(
    id="ATS216",
    name="browser-header",
    find=_find,
    needs="facts",
    advice={
        "": "Print again with “Headers and footers” switched off (Chrome, Edge: More settings; Firefox: More "
        "settings > Print headers and footers; Safari: Show Details).",
        "chromium": "Switch “Headers and footers” off under More settings of the print dialogue (Puppeteer: "
        "displayHeaderFooter: false; headless Chrome: --no-pdf-header-footer).",
    },
)
