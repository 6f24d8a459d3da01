"""V07: phone and e-mail as values of form fields, as fillable résumé templates leave them."""

from __future__ import annotations

from typing import Any

from atsharness.model import Box
from atsharness_corpus.faults._flattened import flattened_fault


def _put(page: Any, box: Box, text: str, size: float) -> None:
    import pymupdf

    # PyMuPDF's types are those of its C core; the names below are made at import.
    library: Any = pymupdf
    x0, y0, x1, y1 = box
    widget = library.Widget()
    widget.field_type = library.PDF_WIDGET_TYPE_TEXT
    widget.field_name = "email" if "@" in text else "phone"
    widget.field_value = text
    widget.text_font, widget.text_fontsize = "Helv", size
    widget.rect = library.Rect(x0, y0 - 1, x1 + 0.25 * (x1 - x0) + 6, y1 + 2)
    page.add_widget(widget)


FAULT = flattened_fault("form-field-text", "V07", "ATS135", _put)
