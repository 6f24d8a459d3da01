"""Text inside Form XObjects, of which browsers make one for every element that is not fully opaque."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from atsharness.model.text_facts import FormText
from atsharness.page.engine import mupdf
from atsharness.page.page import Page

_SCALE = 2
"""Places are compared in halves of a point."""


def form_text(page: Page) -> Iterator[FormText]:
    """Visible runs of a page that are gone where its Form XObjects are empty."""
    document = page.page.parent
    forms = [item[0] for item in page.page.get_xobjects()]
    if not any(b"BT" in (document.xref_stream(xref) or b"") for xref in forms):
        return
    plain = _without_forms(document, page.page.number)
    for run in page.runs:
        if (
            run.visible
            and run.horizontal
            and run.text.strip()
            and _place(run.x0[0], run.baseline) not in plain
        ):
            yield FormText(page=page.number, box=run.box, text=run.text)


def _without_forms(document: Any, index: int) -> set[tuple[int, int]]:
    """Where the glyphs of a page stand that its own content stream draws."""
    with mupdf().open() as copy:
        copy.insert_pdf(document, from_page=index, to_page=index)
        page = copy[0]
        for xref in {item[0] for item in page.get_xobjects()}:
            copy.update_stream(xref, b" ")
        spans = copy.reload_page(page).get_texttrace()
        return {_place(*char[2]) for span in spans for char in span["chars"]}


def _place(x: float, y: float) -> tuple[int, int]:
    return round(x * _SCALE), round(y * _SCALE)
