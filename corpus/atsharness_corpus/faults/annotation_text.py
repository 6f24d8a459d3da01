"""V08: phone and e-mail typed onto the page with a viewer's text tool (FreeText annotations)."""

from __future__ import annotations

from typing import Any

from atsharness.model import Box
from atsharness_corpus.faults._flattened import flattened_fault


def _put(page: Any, box: Box, text: str, size: float) -> None:
    x0, y0, x1, y1 = box
    annotation = page.add_freetext_annot(
        (x0, y0 - 1, x1 + 0.25 * (x1 - x0) + 6, y1 + 2), text, fontsize=size, fontname="helv"
    )
    annotation.update()


FAULT = flattened_fault("annotation-text", "V08", "ATS136", _put)
