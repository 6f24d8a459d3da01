"""Runs with exhibits for tests of the HTML report: hand-made ones, and one of a real file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import artifacts
import builders
import msgspec

from atsharness.exhibit import exhibit
from atsharness.model import DocumentResult, Exhibit, PagePicture, Pictures, RenderOptions, RunResult, View
from atsharness.run import run
from atsharness.settings import Settings
from atsharness_reports.html import render

TEXTS = Settings(ocr=False, paths=("panel",))
ONE_PIXEL = b"RIFF"
"""Stands for a picture: reports hand its bytes on as they are."""


def hand_made(
    text: str, read: Mapping[str, str], *, result: DocumentResult | None = None, **view: Any
) -> tuple[RunResult, RenderOptions]:
    """A document of which each path read what is given, with a picture of its page."""
    made = artifacts.artifacts(text, read)
    picture = PagePicture(page=1, width=612.0, height=792.0, pixels=(1, 1), data=ONE_PIXEL)
    shown = msgspec.structs.replace(
        exhibit(made), pictures=Pictures(pages=(picture,), thumbnail=picture), view=View(**view)
    )
    own = result or builders.judged("resume.pdf")
    document = msgspec.structs.replace(own, extractions=made.extractions, alignments=made.alignments)
    return builders.run_result(document), RenderOptions(exhibits={0: shown})


def checked(*files: Path, source: Path | None = None, **fields: Any) -> tuple[RunResult, RenderOptions]:
    """Real files through the panel's text paths, with what a report shows of them."""
    exhibits: dict[int, Exhibit] = {}
    view = View(**{key: fields.pop(key) for key in ("first", "last", "redact") if key in fields})
    settings = msgspec.structs.replace(TEXTS, **fields)
    made = run([str(file) for file in files], settings=settings, source=source, view=view, exhibits=exhibits)
    return made, RenderOptions(exhibits=exhibits)


def page_of(*files: Path, refresh_s: int | None = None, **fields: Any) -> str:
    """The report of one real file."""
    made, options = checked(*files, **fields)
    return render(made, msgspec.structs.replace(options, refresh_s=refresh_s))


class Parsed(HTMLParser):
    """A page's elements, their attributes, and the text of each ``pre``."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self._inside = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes an element."""
        self.elements.append((tag, dict(attrs)))
        if tag == "pre":
            self._inside = True
            self.texts.append((dict(attrs).get("class") or "", ""))

    def handle_endtag(self, tag: str) -> None:
        """Notes the end of a text."""
        if tag == "pre":
            self._inside = False

    def handle_data(self, data: str) -> None:
        """Adds to the text."""
        if self._inside:
            kind, text = self.texts[-1]
            self.texts[-1] = kind, text + data

    def ids(self) -> list[str]:
        """All ids, in order."""
        return [attributes["id"] or "" for _, attributes in self.elements if "id" in attributes]


def pictures_of(html: str) -> list[bytes]:
    """The pictures that a page holds."""
    import base64

    return [base64.b64decode(data) for data in re.findall(r'"data:image/webp;base64,([^"]+)"', html)]
