"""Which documents are read by OCR, where that is left to the run."""

from __future__ import annotations

from atsharness.batch.rows import DocumentRow
from atsharness.model.media_types import PDF

NOT_NEEDED = "nothing asks for OCR: the pages are read whole and the families agree"


def asks_for_ocr(row: DocumentRow, least_agreement: float) -> bool:
    """Whether a document that was read without OCR should be read with it.

    So it is with an image, a page with ink that no text stands for, a text layer that a family finds empty,
    and one of which two families read different words.

    Args:
        row: of the reading without OCR.
        least_agreement: Dice coefficient of two families' words below which they disagree.
    """
    if (row.media_type or "").startswith("image/"):
        return row.status in ("ok", "unsupported")
    if row.status != "ok" or row.media_type != PDF:
        return False
    if row.reference is None or not row.reference.words or not row.reference.complete:
        return True
    if any(item.status == "empty" for item in row.extractions):
        return True
    return any(one.total and 2 * one.common / one.total < least_agreement for one in row.agreements)
